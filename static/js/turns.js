/**
 * The turns of repeats. Answers move between turns, fields on the page stay where they are and are
 * written anew: so a page has as many turns as the answers, and nothing on it is ever renumbered.
 */

/** @typedef {import('./answers.js').Answers} Answers */

/**
 * Give a repeat other turns.
 * @param {Answers} answers
 * @param {string} repeat its key
 * @param {number[]} order of the turns that there were; one that isn't named is gone
 * @returns {Answers}
 */
export function reordered(answers, repeat, order) {
  /** @type {Answers} */
  const moved = {};
  for (const [key, answer] of Object.entries(answers)) {
    const [turn = '', ...rest] = key.startsWith(`${repeat}/`) ? key.slice(repeat.length + 1).split('/') : [];
    const at = order.indexOf(Number(turn));
    if (!turn) moved[key] = answer;
    else if (at >= 0) moved[[repeat, at, ...rest].join('/')] = answer;
  }
  return { ...moved, [repeat]: order.length };
}

/** The repeat and the number of a turn. @param {string} turn its key @returns {[string, number]} */
export function placeOf(turn) {
  const cut = turn.lastIndexOf('/');
  return [turn.slice(0, cut), Number(turn.slice(cut + 1))];
}

/** The key that a question has in templates, whichever turn it is in. @param {string} key */
export const pattern = (key) => key.replace(/\/\d+(?=\/|$)/g, '/#');

const NAMED = ['id', 'for', 'name', 'data-part', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'value'];

/**
 * Write a number where the outermost template leaves its place.
 * @param {DocumentFragment} made
 * @param {number} turn
 */
function number(made, turn) {
  for (const element of made.querySelectorAll('*')) {
    for (const name of NAMED) {
      const value = element.getAttribute(name);
      if (value?.includes('#')) element.setAttribute(name, value.replace(/\S+/g, (word) => word.replace('#', String(turn))));
    }
    if (element instanceof HTMLTemplateElement) number(element.content, turn);
  }
}

/**
 * @param {HTMLTemplateElement} template of one turn
 * @param {number} turn
 */
export function stamp(template, turn) {
  const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  number(made, turn);
  for (const place of made.querySelectorAll('[data-turn-number]')) place.textContent = String(turn + 1);
  return made;
}

/** What a repeat holds by itself. @param {Element} repeat @param {string} selector @returns {HTMLElement | null} */
const own = (repeat, selector) =>
  /** @type {HTMLElement | null} */ (
    [...repeat.querySelectorAll(selector)].find((one) => one.parentElement?.closest('[data-repeat]') === repeat) ?? null
  );

/**
 * Give the repeats in a part of the page as many turns as they have, those inside them too.
 * @param {ParentNode} root
 * @param {(repeat: string) => number} turns
 * @returns {boolean} some came or went
 */
export function grow(root, turns) {
  let changed = false;
  for (const repeat of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-repeat]'))) {
    const list = own(repeat, '[data-turns]');
    const template = own(repeat, 'template[data-turn-template]');
    if (!list || !(template instanceof HTMLTemplateElement)) continue;
    const count = turns(repeat.dataset.part ?? '');
    while (list.childElementCount > count) {
      for (const part of list.lastElementChild?.querySelectorAll('[data-tool]') ?? []) part.dispatchEvent(new Event('left'));
      list.lastElementChild?.remove();
      changed = true;
    }
    while (list.childElementCount < count) {
      const made = stamp(template, list.childElementCount);
      grow(made, turns);
      list.append(made);
      changed = true;
    }
    edges([...list.children]);
  }
  return changed;
}

/** The first can't go up, nor the last down. @param {Element[]} turns */
function edges(turns) {
  for (const [at, turn] of turns.entries()) {
    for (const [way, edge] of /** @type {const} */ ([['up', 0], ['down', turns.length - 1]])) {
      const buttons = [...turn.querySelectorAll(`[data-${way}]`)];
      const button = buttons.find((one) => one.closest('[data-turn]') === turn);
      if (button instanceof HTMLElement) button.hidden = at === edge;
    }
  }
}
