/** A path or an area: points where this phone has been, one after the other. */

import { locate } from './here.js';
import { answer, toolOf } from './tool.js';

/** @type {import('./tools.js').Equip} */
export function path(element, { part }) {
  const tool = toolOf(element);
  const field = /** @type {HTMLTextAreaElement} */ (element.querySelector('textarea'));
  const points = () => field.value.split('\n').filter((one, at, all) => one && !(part.kind === 'geoshape' && at > 1 && one === all[0])); // an area that was closed goes on

  /** @param {string[]} now */
  function put(now) {
    answer(field, now.join('\n'));
    tool.tell('count', { count: now.length });
  }

  function look() {
    const list = /** @type {HTMLElement | null} */ (element.querySelector('[data-points]'));
    list?.replaceChildren(...points().map((each) => Object.assign(document.createElement('li'), { textContent: each.split(' ').slice(0, 2).join(', ') })));
    tool.show({ drop: Boolean(field.value) });
  }

  locate(tool, part.parameters ?? {}, (found) => put([...points(), found]));
  tool.on('drop', () => put(points().slice(0, -1)));
  for (const name of ['change', 'written']) element.addEventListener(name, look);
  look();
}
