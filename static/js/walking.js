/** The ways from screen to screen: on, back, to what is wrong, and by the browser's own buttons. */

import { one } from './capture.js';

/** @typedef {import('./capture.js').Capture} Capture */

/** Go on to what is asked next, if nothing here is wrong. @param {Capture} capture @returns {Promise<boolean>} this is the end */
export async function forward(capture) {
  if (capture.moving) return false;
  capture.moving = true;
  try {
    await capture.settled();
    const { at, last } = capture.steps;
    const wrong = at < last ? capture.faults() : [];
    const summary = capture.tell(wrong);
    if (wrong.length) summary.focus();
    else if (at < last) await go(capture, capture.steps.beside(1));
    return at === last;
  } finally {
    capture.moving = false;
  }
}

/** @param {Capture} capture */
export async function back(capture) {
  await capture.settled();
  const before = capture.steps.beside(-1);
  if (history.state?.beneath === before) history.back();
  else await go(capture, before);
}

/** @param {Capture} capture @param {number} at */
export async function go(capture, at) {
  capture.steps.note(at);
  await arrive(capture, at);
}

/** Show a step to who has gone to it. @param {Capture} capture @param {number} at */
async function arrive(capture, at) {
  capture.tell([]);
  await capture.reach(at);
  if (capture.saved) capture.touched(0);
  one('progress').scrollIntoView();
  const headings = /** @type {HTMLElement[]} */ ([...capture.section.querySelectorAll('h2, legend, .label')]);
  const heading = headings.find((each) => each.offsetParent) ?? capture.section;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The browser's own buttons were used. @param {Capture} capture @param {PopStateEvent} event */
export async function moved(capture, { state }) {
  const asked = capture.steps.asked.filter((at) => at <= (state?.step ?? -1) && capture.steps.sections[at]);
  if (capture.form.hidden || !asked.length) return;
  await capture.settled();
  await arrive(capture, asked.at(-1) ?? 0);
}

/** Go to a question. @param {Capture} capture @param {string} key */
export async function seek(capture, key) {
  const at = capture.steps.of(key);
  if (at !== capture.steps.at) await go(capture, at);
  const part = capture.section.querySelector(`[data-part="${key}"]`);
  const field = part?.querySelector('fieldset, .box, [name]:not([type=hidden]), button');
  if (field instanceof HTMLElement) field.focus();
}

/** Go on where one answer is enough: to the next question, or the next step. @param {Capture} capture @param {HTMLElement} target */
export function quick(capture, target) {
  const here = target.closest('[data-part]');
  const parts = /** @type {HTMLElement[]} */ ([...capture.section.querySelectorAll('.question[data-part]')]).filter((part) => part.offsetParent);
  const next = parts[parts.findIndex((part) => part === here) + 1];
  if (next) next.scrollIntoView({ block: 'center' });
  else if (capture.steps.at < capture.steps.last) forward(capture);
}
