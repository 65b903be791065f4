/** Enhance the form's page: what a person does there, and what follows. */

import { begin } from './beginning.js';
import { Capture, one } from './capture.js';
import { draft, drafts } from './drafts.js';
import { afresh, directly, drop, send } from './ending.js';
import { ready } from './filling.js';
import { change } from './turning.js';
import { back, forward, moved, quick, seek } from './walking.js';

/** The draft that the address names, else the one left last. @param {string} consultation */
async function begun(consultation) {
  if (location.hash === '#new') return undefined;
  const named = /^#draft=(.+)/.exec(location.hash)?.[1];
  return named ? draft(named) : (await drafts(consultation)).find(({ mends }) => !mends);
}

/** @param {Capture} capture @param {Promise<void>} beginning */
function listen(capture, beginning) {
  const { form } = capture;
  const onwards = async () => {
    await beginning;
    if (await forward(capture)) send(capture);
  };
  let pointed = false; // chosen by touch, not in passing with the arrow keys
  form.addEventListener('input', (event) => capture.changed(event));
  form.addEventListener('change', (event) => {
    capture.changed(event);
    if (pointed && event.target instanceof HTMLElement && event.target.closest('[data-quick]')) quick(capture, event.target);
  });
  form.addEventListener('pointerdown', () => (pointed = true));
  form.addEventListener('keydown', (event) => {
    pointed = false;
    const { target } = event;
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement) || target.type === 'file') return;
    event.preventDefault(); // else it would press the first button of the page
    if (target.type !== 'search') onwards();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onwards();
  });
  form.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button || !(change(capture, button) || button.hasAttribute('data-back'))) return;
    event.preventDefault();
    if (button.hasAttribute('data-back')) back(capture);
  });
  one('problems').addEventListener('click', (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest('a');
    if (link?.dataset.to === undefined) return;
    event.preventDefault();
    seek(capture, link.dataset.to);
  });
  one('afresh').addEventListener('click', () => drop(capture));
  one('another').addEventListener('click', () => afresh(capture));
  one('directly').addEventListener('click', () => directly(capture));
  window.addEventListener('popstate', (event) => moved(capture, event));
  document.addEventListener('visibilitychange', () => document.hidden && capture.saving && capture.save());
}

/**
 * Hold back who is quicker than this script.
 * @param {HTMLFormElement} form
 * @returns {(form: HTMLFormElement) => void} lets it go on
 */
function holding(form) {
  let pressed = false;
  /** @param {Event} event */
  const hold = (event) => {
    event.preventDefault();
    pressed = true;
  };
  form.addEventListener('submit', hold);
  return (now) => {
    form.removeEventListener('submit', hold);
    if (pressed) now.requestSubmit();
  };
}

/** @param {HTMLFormElement} form */
export async function form(form) {
  const early = holding(form);
  let page = { form, json: document.getElementById('capture')?.textContent ?? '' };
  const { consultation, form: slug, version } = JSON.parse(page.json);
  let found = await begun(consultation).catch(() => undefined);
  const other = found && (found.form !== slug || found.version !== version);
  if (found && other) ({ page, draft: found } = await (await import('./versions.js')).older(page, found));
  await ready(JSON.parse(page.json).rules);
  const capture = new Capture(page);
  const beginning = begin(capture, found);
  listen(capture, beginning);
  early(page.form);
  await beginning;
  import('./keep.js').then(({ warm }) => warm(capture.about)).catch(() => {}); // not needed before the first answer
}
