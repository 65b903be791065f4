/** What is wrong, in a list on top and at each field, as the server's own page shows it. */

import { say } from './words.js';

/**
 * @typedef {import('./store.js').Problem} Problem
 * @typedef {{[question: string]: {[code: string]: string}}} OwnWords  by the question's name
 * @typedef {(words: string, key: string) => string} Said  puts answers into words
 */

/** @param {string} selector @param {ParentNode} within @returns {HTMLElement | null} */
const find = (selector, within) => within.querySelector(selector);

/** The fault of a part itself, not of what is in it. @param {HTMLElement} part */
const errorOf = (part) => find(':scope > .error, :scope > fieldset > .error', part);

/**
 * @param {Problem} problem
 * @param {OwnWords} own the form's own words
 * @param {Said} said
 */
function sentence({ code, question, values }, own, said) {
  const key = question ?? '';
  const words = own[key.split('/').at(-1) ?? '']?.[code];
  return words ? said(words, key) : say(`problem_${code}`, values) || code;
}

/**
 * Show these problems and no others.
 * @param {HTMLElement} section of the page
 * @param {Problem[]} problems in it
 * @param {OwnWords} own
 * @param {Said} said
 */
export function show(section, problems, own, said) {
  const wrong = new Map([...problems].reverse().map((problem) => [problem.question ?? '', problem])); // the first of each
  const lines = [];
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('[data-part]'))) {
    const key = part.dataset.part ?? '';
    const problem = wrong.get(key);
    const error = errorOf(part);
    const words = problem ? sentence(problem, own, said) : '';
    if (error) mark(part, error, words);
    if (problem) lines.push(line(key, (error?.id ?? '').replace(/-error$/, ''), find('[data-label], legend', part)?.textContent ?? '', words));
    wrong.delete(key);
  }
  for (const problem of wrong.values()) lines.push(line('', '', '', sentence(problem, own, said)));
  const summary = /** @type {HTMLElement} */ (find('[data-problems]', document));
  const list = /** @type {HTMLElement} */ (find('ul', summary));
  summary.hidden = !lines.length;
  if (list.textContent !== lines.map(({ textContent }) => textContent).join('')) list.replaceChildren(...lines); // else it would be read out again
  return summary;
}

/** @param {HTMLElement} part @param {HTMLElement} error @param {string} words */
function mark(part, error, words) {
  if (error.hidden === !words && error.lastElementChild?.textContent === words) return;
  error.hidden = !words;
  /** @type {HTMLElement} */ (error.lastElementChild).textContent = words;
  part.classList.toggle('wrong', Boolean(words));
  find('.box', part)?.setAttribute('aria-invalid', String(Boolean(words)));
}

/** @param {string} key @param {string} anchor @param {string} label @param {string} words */
function line(key, anchor, label, words) {
  const item = document.createElement('li');
  if (label) {
    const link = Object.assign(document.createElement('a'), { href: `#${anchor}`, textContent: label.trim() });
    link.dataset.to = key;
    item.append(link, document.createElement('br'));
  }
  item.append(words);
  return item;
}
