/** A picture, a film, a recording or a document: on disk as soon as it is chosen, and shown again. */

import { answer, hiddenField, toolOf } from './tool.js';

/** @type {{[type: string]: 'img' | 'audio' | 'video'}} */
const SHOWN = { image: 'img', audio: 'audio', video: 'video' };

/**
 * @param {HTMLElement} element
 * @param {import('./tools.js').Circumstances} circumstances
 */
export function filing(element, { part, draft, hold }) {
  const tool = toolOf(element);
  const chooser = /** @type {HTMLInputElement} */ (element.querySelector('input[type=file]'));
  const field = hiddenField(element, '[name]');
  const place = tool.find('[data-shown]');
  const pixels = Number(part.parameters?.['max-pixels']) || undefined;
  let address = '';

  /** @param {Blob | undefined} blob */
  async function put(blob) {
    if (!blob) return;
    tool.tell('keeping');
    const { putFile } = await import('./attach.js');
    try {
      const name = await putFile(draft(), blob, pixels ? { pixels } : {});
      answer(field, name);
      tool.tell('kept');
    } catch (failure) {
      const { code, values } = /** @type {any} */ (failure);
      tool.tell(`problem_${typeof code === 'string' ? code : 'not_kept'}`, values);
    }
    chooser.value = ''; // the same file may be chosen again
  }

  async function look() {
    const name = field.value;
    URL.revokeObjectURL(address);
    place.replaceChildren();
    tool.show({ drop: Boolean(name) });
    if (!name) return;
    const { fileOf } = await import('./attach.js');
    const file = await fileOf(draft(), name).catch(() => null);
    if (field.value !== name) return;
    if (!file) return tool.tell('elsewhere');
    address = URL.createObjectURL(file);
    place.replaceChildren(shown(file, address, element));
  }

  chooser.addEventListener('change', () => hold(put(chooser.files?.[0])));
  tool.on('drop', () => {
    answer(field, '');
    tool.tell();
    chooser.focus();
  });
  for (const name of ['change', 'written']) element.addEventListener(name, (event) => event.target !== chooser && look());
  look();
  return { tool, field, put: (/** @type {Blob} */ blob) => hold(put(blob)) };
}

/** @param {Blob} file @param {string} src @param {HTMLElement} element */
function shown(file, src, element) {
  const tag = SHOWN[file.type.split('/')[0] ?? ''];
  if (!tag) return document.createTextNode(`${file.type.split(/[/.]/).at(-1)}, ${Math.ceil(file.size / 1024)} kB`);
  const made = Object.assign(document.createElement(tag), { src });
  if (made instanceof HTMLImageElement) made.alt = element.querySelector('[data-label]')?.textContent ?? '';
  else made.controls = true;
  return made;
}

/** @type {import('./tools.js').Equip} */
export const file = (element, circumstances) => void filing(element, circumstances);
