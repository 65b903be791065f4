/** An order of choices, made by moving them up and down. */

import { answer, hiddenField, toolOf } from './tool.js';

/** @type {import('./tools.js').Equip} */
export function rank(element) {
  const tool = toolOf(element);
  const field = hiddenField(element, '[name]');
  element.querySelector('[data-plain]')?.replaceChildren();
  const list = /** @type {HTMLElement} */ (element.querySelector('[data-order]'));
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]).filter((row) => !row.hidden);
  list.hidden = false;

  /** @param {HTMLElement} row @param {string} way */
  const button = (row, way) => /** @type {HTMLButtonElement} */ (row.querySelector(`[data-do=${way}]`));

  function look() {
    const names = field.value.split(' ').filter(Boolean);
    const order = new Map(names.map((name, at) => [name, at]));
    const place = (/** @type {HTMLElement} */ row) => order.get(row.dataset.choice ?? '') ?? Infinity;
    const sorted = rows().sort((one, other) => (place(one) < place(other) ? -1 : Number(place(one) > place(other))));
    if (names.length && sorted.some((row, at) => row !== rows()[at])) list.append(...sorted);
    for (const [at, row] of rows().entries()) {
      button(row, 'up').disabled = !at;
      button(row, 'down').disabled = at === rows().length - 1;
    }
    list.classList.toggle('unset', !names.length);
    tool.show({ so: !names.length });
  }

  const put = () => answer(field, rows().map((row) => row.dataset.choice).join(' '));

  list.addEventListener('click', ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target).closest('button');
    const row = pressed?.closest('li');
    if (!pressed || !row) return;
    const way = pressed.dataset.do ?? '';
    const beside = rows()[rows().indexOf(row) + (way === 'up' ? -1 : 1)];
    if (way === 'up') beside?.before(row);
    else beside?.after(row);
    put();
    tool.tell('place', { label: row.querySelector('span')?.textContent ?? '', number: rows().indexOf(row) + 1 });
    (pressed.disabled ? button(row, way === 'up' ? 'down' : 'up') : pressed).focus();
  });
  tool.on('so', put);
  for (const name of ['change', 'written']) element.addEventListener(name, look);
  look();
}
