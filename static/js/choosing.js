/** Choices from a long list: a few at a time, and those that are meant found by typing. */

import { answer, hiddenField } from './tool.js';

/** @typedef {import('./filling.js').Choice & {label?: string}} Choice */

const FEW = 10;
const MOST = 50;

/** What is alike when it is typed: without case and marks. @param {string} words */
const plain = (words) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @type {WeakMap<Choice, string>} */
const known = new WeakMap();

/** @param {Choice} choice */
function sought(choice) {
  let words = known.get(choice);
  if (words === undefined) known.set(choice, (words = plain(choice.label ?? choice.name)));
  return words;
}

/** @type {import('./tools.js').Equip} */
export function choosing(element, { part, offered }) {
  const list = /** @type {HTMLElement} */ (element.querySelector('[data-choices]'));
  const template = /** @type {HTMLTemplateElement} */ (list.querySelector('template'));
  const field = hiddenField(element, '[name]');
  element.querySelector('[data-plain]')?.replaceChildren();
  const seek = /** @type {HTMLElement} */ (element.querySelector('[data-seek]'));
  const typed = /** @type {HTMLInputElement} */ (seek.querySelector('input'));
  const fit = /** @type {HTMLElement} */ (element.querySelector('[data-fit]'));
  const fixed = Boolean(part.read_only || (part.calculation && !part.trigger));
  const several = part.kind === 'select_multiple';
  /** @type {readonly Choice[]} */
  let choices = [];
  let drawn = '';

  const chosen = () => (several ? field.value.split(' ').filter(Boolean) : [field.value].filter(Boolean));
  /** @param {string} name */
  const words = (name) => element.querySelector(`[data-say=${name}]`)?.textContent ?? '';

  /** @param {Choice} choice @param {number} at */
  function row(choice, at) {
    const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const input = /** @type {HTMLInputElement} */ (made.querySelector('input'));
    const label = /** @type {HTMLLabelElement} */ (made.querySelector('label'));
    input.id = label.htmlFor = `q-${element.dataset.part}-${at + 1}`;
    Object.assign(input, { name: `c-${element.dataset.part}`, value: choice.name, checked: chosen().includes(choice.name), disabled: fixed });
    /** @type {HTMLElement} */ (made.querySelector('[data-words]')).textContent = choice.label ?? choice.name;
    return made;
  }

  function look() {
    const asked = plain(typed.value.trim());
    const mine = chosen();
    const fitting = asked ? choices.filter((choice) => sought(choice).includes(asked)) : choices;
    const found = fitting.slice(0, MOST);
    const some = [...choices.filter((choice) => mine.includes(choice.name) && !found.includes(choice)), ...found];
    const drawing = [element.dataset.part, ...some.map(({ name }) => name)].join(' ');
    if (drawing !== drawn) list.replaceChildren(template, ...some.map(row));
    drawn = drawing;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll('input'))) input.checked = mine.includes(input.value);
    seek.hidden = choices.length <= FEW;
    const more = fitting.length - MOST;
    const told = !fitting.length && choices.length ? words('nothing') : more > 0 ? words('more').replace('{count}', new Intl.NumberFormat(document.documentElement.lang).format(more)) : '';
    if (fit.textContent !== told) fit.textContent = told;
  }

  typed.addEventListener('input', (event) => {
    event.stopPropagation();
    look();
  });
  list.addEventListener('change', (event) => {
    event.stopPropagation();
    const { value, checked } = /** @type {HTMLInputElement} */ (event.target);
    const others = several ? chosen().filter((one) => one !== value) : [];
    answer(field, [...others, ...(checked ? [value] : [])].join(' '));
  });
  list.addEventListener('input', (event) => event.stopPropagation());
  element.addEventListener('offered', (event) => {
    const now = /** @type {CustomEvent} */ (event).detail;
    if (now === choices) return;
    choices = now;
    look();
  });
  element.addEventListener('written', look);
  choices = offered();
  look();
}
