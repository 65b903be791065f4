/** The facilitator's home, filled from this phone alone. */

import { enrol } from './device.js';
import { drafts } from './drafts.js';
import { drain, retry } from './outbox.js';
import { refresh } from './shell.js';
import { own, store, tell } from './store.js';
import { age, say } from './words.js';

/**
 * @typedef {import('./store.js').Self} Self
 * @typedef {import('./store.js').Problem} Problem
 * @typedef {{[name: string]: string | undefined}} Row  texts by `data-fill`; `href` and `id` beside
 * @typedef {{[language: string]: string}} Words
 */

const language = () => document.documentElement.lang;

/** @param {Words | undefined} words */
const inWords = (words) => words?.[language()] ?? words?.['en'] ?? Object.values(words ?? {})[0] ?? '';

/** @param {string | number} moment */
const when = (moment) =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));

/** @param {Problem[]} problems */
const reasons = (problems) =>
  problems.map(({ code, values }) => say(`problem_${code}`, values) || say('reason', { code })).join(' ');

/**
 * Fill one part of the page, and show it if there is anything to show.
 * @param {HTMLElement} root
 * @param {string} name
 * @param {Row[]} rows
 */
function put(root, name, rows) {
  const part = /** @type {HTMLElement} */ (root.querySelector(`[data-part=${name}]`));
  const list = part.querySelector('ul');
  const template = list?.querySelector('template');
  for (const row of rows) if (!template) fill(part, row);
  if (list && template) {
    const made = rows.map((row) => {
      const entry = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      fill(entry, row);
      return entry;
    });
    list.replaceChildren(template, ...made);
  }
  part.hidden = !rows.length;
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 */
function fill(element, row) {
  const { href, id, speaks, ...texts } = row;
  if (id) element.dataset.id = id;
  if (href) element.querySelector('[data-href]')?.setAttribute('href', href);
  for (const [name, text] of Object.entries(texts)) {
    const place = element.querySelector(`[data-fill=${name}]`);
    if (place) place.textContent = text ?? '';
    if (place && name === 'text' && speaks) place.setAttribute('lang', speaks);
  }
}

/**
 * @param {HTMLElement} root
 * @param {Self} self
 */
async function showWork(root, self) {
  const phone = await store();
  const places = new Map((await phone.getAll('localities')).map(({ id, names }) => [id, inWords(names)]));
  const titles = new Map(self.consultations.map(({ id, title }) => [id, inWords(title)]));
  /** @param {string} consultation */
  const title = (consultation) => titles.get(consultation) ?? '';
  const outbox = await phone.getAll('outbox');
  const ledger = await phone.getAll('ledger');
  const news = await phone.getAll('news');
  const asked = new Map(ledger.map(({ id, consultation }) => [id, consultation]));
  const kept = outbox.map(({ id, envelope, kept_at, state, problems }) => ({
    id, state, title: title(envelope.consultation), kept: say('kept_for', { age: age(kept_at) }), reason: reasons(problems),
  }));
  put(root, 'me', [{ words: [self.person?.name, self.label].filter(Boolean).join(' · ') }]);
  put(root, 'consultations', self.consultations.map(({ slug, title }) => ({
    href: `/${language()}/c/${slug}/give#new`, title: inWords(title),
  })));
  put(root, 'drafts', (await drafts()).map(({ id, slug, consultation, content, changed_at, mends }) => ({
    href: `/${language()}/c/${slug}/give#draft=${id}`,
    title: title(consultation) || slug,
    place: places.get(String(content['locality'])),
    changed: when(changed_at),
    returned: mends ? say('to_mend') : '',
  })));
  put(root, 'waiting', kept.filter(({ state }) => state === 'waiting'));
  put(root, 'refused', kept.filter(({ state }) => state === 'refused'));
  put(root, 'replies', news.reverse().map(({ record, reply }) => ({
    title: title(asked.get(record) ?? ''),
    replied: reply ? when(reply.replied_at) : '',
    text: reply?.text,
    body: reply?.body,
    speaks: reply?.language,
  })));
  put(root, 'sent', ledger.length ? [{ words: say('sent_so_far', { n: ledger.length }) }] : []);
  put(root, 'places', places.size ? [{ words: [...places.values()].join(' · ') }] : []);
  put(root, 'leaving', [{}]);
  await Promise.all(news.filter(({ seen }) => !seen).map((one) => phone.put('news', { ...one, seen: true })));
}

/** @param {HTMLElement} root */
async function show(root) {
  const self = await own('self');
  const ours = self?.kind === 'facilitator';
  /** @type {HTMLElement} */ (root.querySelector('[data-part=enrol]')).hidden = ours && !self.revoked;
  if (ours) await showWork(root, self);
}

/** @param {HTMLElement} root */
export async function field(root) {
  root.querySelector('form')?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const label = new FormData(/** @type {HTMLFormElement} */ (event.target)).get('label');
    const failed = /** @type {HTMLElement} */ (root.querySelector('[data-failed]'));
    failed.hidden = true;
    const kind = await enrol(String(label)).catch(() => null);
    if (kind === 'citizen') location.assign(/** @type {HTMLAnchorElement} */ (root.querySelector('[data-sign-in]')).href);
    failed.hidden = kind !== null;
    if (kind !== 'facilitator') return;
    tell('outbox');
    refresh();
    drain();
  });
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.closest('[data-send]')) drain();
    const again = target.closest('[data-again]')?.closest('li')?.dataset.id;
    if (again) retry(again);
  });
  for (const name of ['sent', 'refused', 'news', 'outbox']) document.addEventListener(`consult:${name}`, () => show(root));
  await show(root);
}
