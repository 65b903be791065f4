/** A position: of this phone, or typed by hand. */

import { locate } from './here.js';
import { answer, toolOf } from './tool.js';

/** @type {import('./tools.js').Equip} */
export function point(element, { part }) {
  const tool = toolOf(element);
  element.querySelector('[data-plain]')?.remove();
  const field = /** @type {HTMLInputElement} */ (element.querySelector('[name]'));
  const look = () => tool.show({ drop: Boolean(field.value) });
  locate(tool, part.parameters ?? {}, (found) => answer(field, found));
  tool.on('drop', () => {
    answer(field, '');
    tool.tell();
  });
  for (const name of ['change', 'written']) element.addEventListener(name, look);
  look();
}
