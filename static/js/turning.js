/** The buttons of repeats: a turn more, one less, one up, one down. */

import { placeOf } from './turns.js';

/** @typedef {import('./capture.js').Capture} Capture */

/**
 * Do what a button of a repeat is for.
 * @param {Capture} capture
 * @param {HTMLButtonElement} button
 * @returns {boolean} it is one
 */
export function change(capture, button) {
  const { dataset } = button;
  const turn = /** @type {HTMLElement | null} */ (button.closest('[data-turn]'));
  const repeat = /** @type {HTMLElement | null} */ (button.closest('[data-repeat]'));
  if (!repeat) return false;
  if ('add' in dataset) add(capture, repeat);
  else if (!turn) return false;
  else if ('remove' in dataset || 'no' in dataset) ask(capture, turn, 'remove' in dataset);
  else if ('yes' in dataset) remove(capture, turn);
  else if ('up' in dataset) move(capture, turn, -1);
  else if ('down' in dataset) move(capture, turn, 1);
  else return false;
  return true;
}

/** @param {Element} turn @param {string} selector @returns {HTMLButtonElement | undefined} a button of this turn, not of one in it */
const own = (turn, selector) =>
  /** @type {HTMLButtonElement[]} */ ([...turn.querySelectorAll(selector)]).find((one) => one.closest('[data-turn]') === turn);

/** @param {Element} repeat */
const turnsOf = (repeat) => [...(repeat.querySelector('[data-turns]')?.children ?? [])];

/** Put the focus on a turn, where a reader begins with its name. @param {Element | undefined} turn */
function focus(turn) {
  if (!(turn instanceof HTMLElement)) return;
  turn.tabIndex = -1;
  turn.focus();
}

/** @param {Capture} capture @param {HTMLElement} repeat */
async function add(capture, repeat) {
  await capture.alter((answering) => answering.add(repeat.dataset.part ?? ''));
  focus(turnsOf(repeat).at(-1));
}

/** Ask once, in the page, if it holds answers. @param {Capture} capture @param {HTMLElement} turn @param {boolean} on */
function ask(capture, turn, on) {
  const sure = [...turn.querySelectorAll('[data-sure]')].find((one) => one.closest('[data-turn]') === turn);
  if (!(sure instanceof HTMLElement) || (on && !capture.answering.holds(turn.dataset.part ?? ''))) {
    remove(capture, turn);
    return;
  }
  sure.hidden = !on;
  own(turn, on ? '[data-no]' : '[data-remove]')?.focus();
}

/** @param {Capture} capture @param {HTMLElement} turn */
async function remove(capture, turn) {
  const repeat = /** @type {HTMLElement} */ (turn.closest('[data-repeat]'));
  const key = turn.dataset.part ?? '';
  for (const sure of turn.querySelectorAll('[data-sure]')) /** @type {HTMLElement} */ (sure).hidden = true;
  await capture.alter((answering) => answering.remove(key));
  const left = turnsOf(repeat);
  focus(left[Math.min(placeOf(key)[1], left.length - 1)]);
  if (!left.length) /** @type {HTMLElement | null} */ (repeat.querySelector('[data-add]'))?.focus();
}

/** @param {Capture} capture @param {HTMLElement} turn @param {1 | -1} by */
async function move(capture, turn, by) {
  const [repeat, at] = placeOf(turn.dataset.part ?? '');
  await capture.alter((answering) => answering.move(turn.dataset.part ?? '', by));
  const moved = capture.section.querySelector(`[data-part="${repeat}/${at + by}"]`);
  const [way, other] = by < 0 ? ['up', 'down'] : ['down', 'up'];
  const button = moved && own(moved, `[data-${way}]:not([hidden])`);
  (button ?? (moved && own(moved, `[data-${other}]`)))?.focus();
}
