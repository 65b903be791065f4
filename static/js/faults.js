/** What is wrong, in a list on top and at each field, as the server's own page shows it. */

import { say } from './words.js';

/**
 * @typedef {import('./store.js').Problem} Problem
 * @typedef {{[question: string]: {[code: string]: string}}} OwnWords
 */

/** @param {string} selector @param {ParentNode} [within] */
const find = (selector, within = document) => /** @type {HTMLElement | null} */ (within.querySelector(selector));

/**
 * @param {Problem} problem
 * @param {OwnWords} own the form's own words
 */
const sentence = ({ code, question, values }, own) =>
  own[question ?? '']?.[code] ?? (say(`problem_${code}`, values) || code);

/**
 * Show these problems and no others.
 * @param {Problem[]} problems
 * @param {OwnWords} own
 */
export function show(problems, own) {
  const lines = [];
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-part]'))) {
    const error = find(':scope > .error, :scope > fieldset > .error', part);
    const problem = problems.find(({ question }) => question === part.dataset.part);
    if (!error) continue;
    const words = problem ? sentence(problem, own) : '';
    error.hidden = !problem;
    /** @type {HTMLElement} */ (error.lastElementChild).textContent = words;
    part.classList.toggle('wrong', Boolean(problem));
    find('.box', part)?.setAttribute('aria-invalid', String(Boolean(problem)));
    if (problem) lines.push(line(error.id.replace(/-error$/, ''), find('[data-label]', part)?.textContent ?? '', words));
  }
  const summary = /** @type {HTMLElement} */ (find('[data-problems]'));
  summary.hidden = !lines.length;
  find('ul', summary)?.replaceChildren(...lines);
  return summary;
}

/** @param {string} anchor @param {string} label @param {string} words */
function line(anchor, label, words) {
  const link = Object.assign(document.createElement('a'), { href: `#${anchor}`, textContent: label });
  const item = document.createElement('li');
  item.append(link, document.createElement('br'), words);
  return item;
}
