/** A draft opens in the version of the form that it was begun in, also when the page has a newer one. */

import { localTime } from './clock.js';
import { drafts } from './drafts.js';
import { fill, ready } from './filling.js';
import { pattern } from './turns.js';

/**
 * @typedef {import('./capture.js').About} About
 * @typedef {import('./capture.js').Page} Page
 * @typedef {import('./store.js').Draft} Draft
 * @typedef {import('./filling.js').Part} Part
 */

const FOR_NOBODY = { credentials: /** @type {const} */ ('omit'), headers: { 'Consult-Cache': '1' } };

/** @param {string} version */
const address = (version) => `${location.pathname}?version=${encodeURIComponent(version)}`;

/** The form in a page, if it is of this version. @param {string} html @param {About} about @returns {Page | null} */
function pageOf(html, { form: slug, version }) {
  const read = new DOMParser().parseFromString(html, 'text/html');
  const form = read.querySelector('form[data-enhance=form]');
  const json = read.getElementById('capture')?.textContent ?? '{}';
  const about = JSON.parse(json);
  if (!(form instanceof HTMLFormElement) || about.form !== slug || about.version !== version) return null;
  form.lang = read.documentElement.lang;
  form.dir = read.documentElement.dir;
  return { form, json };
}

/** Keep the page of a draft as long as there may be one; the worker goes on to newer versions. @param {About} about */
export async function keepPage(about) {
  const cache = await caches.open('forms');
  await prune(cache);
  if (await cache.match(address(about.version))) return;
  const page = (await caches.match(location.pathname, { ignoreVary: true })) ?? (await fetch(address(about.version), FOR_NOBODY));
  const html = await page.text();
  if (page.ok && pageOf(html, about)) await cache.put(address(about.version), new Response(html, { headers: { 'Content-Type': 'text/html' } }));
}

/** Let go of pages that no draft needs. @param {Cache} cache */
async function prune(cache) {
  const needed = new Set((await drafts()).map(({ slug, version }) => [slug, version].join()));
  for (const { url } of await cache.keys()) {
    const { pathname, searchParams } = new URL(url);
    const slug = /\/c\/([^/]+)\//.exec(pathname)?.[1];
    if (!needed.has([slug, searchParams.get('version')].join())) await cache.delete(url);
  }
}

/** Find the page of a draft: on this phone, at the server, or on this phone in another language. @param {Draft} draft */
async function find(draft) {
  const cache = await caches.open('forms');
  const there = await cache.match(address(draft.version));
  const answer = there ?? (await fetch(address(draft.version), FOR_NOBODY).catch(() => null));
  if (answer?.ok) return pageOf(await answer.text(), draft);
  const end = `/c/${draft.slug}/give`;
  for (const { url } of await cache.keys()) {
    const { pathname, searchParams } = new URL(url);
    if (!pathname.includes(end) || searchParams.get('version') !== draft.version) continue;
    return pageOf((await (await cache.match(url))?.text()) ?? '', draft);
  }
  return null;
}

/**
 * Open a draft of another version than the page's: in its own, or in the page's with what fits.
 * @param {Page} page
 * @param {Draft} draft
 * @returns {Promise<{page: Page, draft: Draft}>}
 */
export async function older(page, draft) {
  const own = await find(draft).catch(() => null);
  if (own) {
    document.adoptNode(own.form);
    page.form.replaceWith(own.form);
    return { page: own, draft };
  }
  /** @type {HTMLElement} */ (document.querySelector('[data-carried]')).hidden = false;
  const { rules } = JSON.parse(page.json);
  await ready(rules);
  const answers = fitting(rules, /** @type {any} */ (draft.content)['answers']);
  return { page, draft: { ...draft, step: 0, content: { ...draft.content, answers } } };
}

/** @param {import('./filling.js').Rules} rules @param {import('./filling.js').Answers} answers */
function fitting(rules, answers) {
  const known = new Set(keys(rules.questions, ''));
  const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => known.has(pattern(key).replace(/\/#$/, ''))));
  for (const { code, question } of fill(rules, kept, localTime()).problems()) {
    if (code !== 'required' && code !== 'constraint') delete kept[question];
  }
  return kept;
}

/** @param {Part[]} parts @param {string} under @returns {string[]} */
const keys = (parts, under) =>
  parts.flatMap(({ name, kind, questions = [] }) => [under + name, ...keys(questions, kind === 'repeat' ? `${under}${name}/#/` : under)]);
