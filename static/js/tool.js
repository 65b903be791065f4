/** What all tools have: buttons and sentences that stand on the page, and a field for the answer. */

import { say } from './words.js';

/**
 * @param {HTMLElement} part the question
 */
export function toolOf(part) {
  const box = /** @type {HTMLElement} */ (part.querySelector('[data-tool]'));
  const told = box.querySelector('[data-told]');
  box.hidden = false;
  /** @param {string} name @returns {any} */
  const find = (name) => box.querySelector(name);

  return {
    find,

    /** @param {string} name @param {() => unknown} act */
    on(name, act) {
      find(`[data-do=${name}]`)?.addEventListener('click', act);
    },

    /** Show some buttons, and hide others. @param {{[name: string]: boolean}} which */
    show(which) {
      for (const [name, shown] of Object.entries(which)) {
        const button = find(`[data-do=${name}]`);
        if (!button) continue;
        const focused = button === document.activeElement;
        button.hidden = !shown;
        if (focused && !shown) find('[data-do]:not([hidden])')?.focus();
      }
    },

    /** Say a sentence of the page; nothing without a name. @param {string} [name] @param {{[name: string]: string | number}} [values] */
    tell(name, values = {}) {
      const words = name ? (find(`[data-say=${name}]`)?.textContent ?? say(name, values)) : '';
      if (told) told.textContent = words.replace(/\{(\w+)\}/g, (/** @type {string} */ _whole, /** @type {string} */ value) => `${values[value] ?? ''}`);
    },

    /** Do something when the question is left, or its answer is written by another hand. @param {() => void} act */
    left(act) {
      box.addEventListener('left', act);
      part.addEventListener('written', act);
    },
  };
}

/**
 * Let the form know an answer as if it had been typed.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} answer
 */
export function answer(field, answer) {
  field.value = answer;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * Put a field that nobody sees in place of those that serve a page without script.
 * @param {HTMLElement} part
 * @param {string} selector of those
 */
export function hiddenField(part, selector) {
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name: `q-${part.dataset.part}` });
  for (const plain of part.querySelectorAll(selector)) plain.removeAttribute('name');
  part.append(field);
  return field;
}
