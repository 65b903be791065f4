/** The page as the answers so far make it: what is asked, what stands in it, and its number. */

import { write } from './answers.js';
import { offer } from './offering.js';
import { grow } from './turns.js';
import { say } from './words.js';

/**
 * @typedef {import('./answering.js').Answering} Answering
 * @typedef {import('./answers.js').Field} Field
 * @typedef {import('./filling.js').Part} Part
 * @typedef {{element: HTMLElement, key: string, part: Part | undefined, fields: Field[], number: Element | null}} Shown
 */

/** A section of the page, and what of it changes. */
export class Asking {
  /** @type {Shown[]} */
  shown = [];
  /** @type {{element: Element, text: string, key: string}[]} */
  references = [];
  stale = true;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
  }

  /** Find again what a turn or a tool has brought. @param {Answering} answering */
  #look(answering) {
    this.stale = false;
    const parts = /** @type {NodeListOf<HTMLElement>} */ (this.section.querySelectorAll('[data-part]'));
    this.shown = Array.from(parts, (element) => {
      const key = element.dataset.part ?? '';
      const part = answering.part(key);
      const leaf = part && !part.questions;
      const fields = leaf ? fieldsOf(element, key) : [];
      return { element, key, part, fields, number: leaf ? element.querySelector('[data-number]') : null };
    }).filter(({ part }) => part);
    const references = /** @type {NodeListOf<HTMLElement>} */ (this.section.querySelectorAll('[data-ref]'));
    this.references = Array.from(references, (element) => ({
      element,
      text: `\${${element.dataset.ref}}`,
      key: element.closest('[data-part]')?.getAttribute('data-part') ?? '',
    }));
  }

  /** Show what is so now, and touch nothing else. @param {Answering} answering @param {Map<string, number>} numbers */
  show(answering, numbers) {
    const { filled } = answering;
    if (grow(this.section, (repeat) => filled.turns(repeat))) this.stale = true;
    if (this.stale) this.#look(answering);
    for (const { element, key, part, fields, number } of this.shown) {
      const asked = filled.asked(key);
      if (element.hidden === asked) element.hidden = !asked;
      if (!asked || !part || part.questions) continue;
      if (part.choice_filter || part.choices_from || part.shuffle) offer(element, filled.offered(key));
      const answer = answering.shown(key);
      if (write(fields, part.kind, answer)) element.dispatchEvent(new Event('written'));
      if (number) put(number, say('number', { number: numbers.get(key) ?? '', count: numbers.size }));
    }
    for (const { element, text, key } of this.references) put(element, filled.said(text, key));
  }
}

/** The fields of a question. @param {Element} element @param {string} key @returns {Field[]} */
export const fieldsOf = (element, key) => [...element.querySelectorAll(`[name="q-${key}"]:not([type=file])`)].map((field) => /** @type {Field} */ (field));

/** @param {Element} place @param {string} words */
const put = (place, words) => {
  if (place.textContent !== words) place.textContent = words;
};

/** Number the questions that are asked, in the whole form. @param {Answering} answering @returns {Map<string, number>} */
export function numbered(answering) {
  const asked = answering.filled.keys.filter((key) => answering.open(key) && answering.filled.asked(key));
  return new Map(asked.map((key, at) => [key, at + 1]));
}
