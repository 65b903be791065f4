/** The page as the answers so far make it: what is asked, its number, and how far one has come. */

import { say } from './words.js';

/**
 * @typedef {import('./filling.js').Part} Part
 * @typedef {ReturnType<typeof import('./filling.js').fill>} Filling
 */

/**
 * @param {HTMLFormElement} form
 * @param {Part[]} parts of the form, groups and notes among them
 * @param {Part[]} questions those that can be answered
 * @param {Filling} filled
 */
export function ask(form, parts, questions, filled) {
  for (const { name, choice_filter } of parts) {
    const part = form.querySelector(`[data-part="${name}"]`);
    if (!(part instanceof HTMLElement)) continue;
    part.hidden = !filled.asked(name);
    if (choice_filter) offer(part, filled.offered(name));
  }
  const asked = questions.filter(({ name }) => filled.asked(name));
  const number = asked.filter(({ name }) => filled.value(name) !== undefined).length;
  const count = asked.length;
  for (const [at, { name }] of asked.entries()) {
    tell(form, `[data-part="${name}"] [data-number]`, say('number', { number: at + 1, count }));
  }
  tell(form, '[data-answered]', say('so_far', { number, count }));
  Object.assign(/** @type {object} */ (form.querySelector('progress')), { max: count, value: number });
}

/** @param {ParentNode} form @param {string} selector @param {string} words */
function tell(form, selector, words) {
  const place = form.querySelector(selector);
  if (place) place.textContent = words;
}

/** Show only the choices that are offered. @param {HTMLElement} part @param {string[]} names */
function offer(part, names) {
  for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll('.choice > input'))) {
    const offered = names.includes(choice.value);
    /** @type {HTMLElement} */ (choice.parentElement).hidden = !offered;
    choice.checked &&= offered;
  }
}
