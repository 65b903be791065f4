/** What some questions need beside their fields, loaded where a step has such a question. */

/**
 * @typedef {import('./filling.js').Part} Part
 * @typedef {import('./filling.js').Choice} Choice
 * @typedef {object} Circumstances
 * @property {Part} part
 * @property {() => string} draft the id of the draft
 * @property {(work: Promise<unknown>) => void} hold what must be over before the answers can be sent
 * @property {() => readonly Choice[]} offered
 * @typedef {(element: HTMLElement, circumstances: Circumstances) => void} Equip
 */

const files = async () => (await import('./file.js')).file;
const lines = async () => (await import('./path.js')).path;

/** @type {{[layout: string]: () => Promise<Equip>}} */
const TOOLS = {
  area: lines,
  barcode: async () => (await import('./barcode.js')).barcode,
  file: files,
  film: files,
  path: lines,
  picture: files,
  point: async () => (await import('./point.js')).point,
  rank: async () => (await import('./rank.js')).rank,
  signature: async () => (await import('./signature.js')).signature,
  sound: async () => (await import('./sound.js')).sound,
};
const choosing = async () => (await import('./choosing.js')).choosing;

const equipped = new WeakSet();

/**
 * Give the questions in a part of the page their tools; without a network they may have none yet.
 * @param {HTMLElement} section
 * @param {(key: string) => Circumstances} circumstances
 * @returns {Promise<boolean>} some came
 */
export async function equip(section, circumstances) {
  const waiting = [...section.querySelectorAll('[data-part]')].map((element) => toolOf(/** @type {HTMLElement} */ (element), circumstances));
  return (await Promise.all(waiting)).includes(true);
}

/** @param {HTMLElement} element @param {(key: string) => Circumstances} circumstances */
async function toolOf(element, circumstances) {
  if (equipped.has(element) || !element.dataset.layout) return false;
  const tool = element.querySelector('[data-choices]') ? choosing : element.querySelector('[data-tool]') && TOOLS[element.dataset.layout];
  if (!tool) return false;
  equipped.add(element);
  try {
    (await tool())(element, circumstances(element.dataset.part ?? ''));
    return true;
  } catch (failure) {
    equipped.delete(element);
    if (!/import|module/i.test(String(failure))) throw failure;
    return false;
  }
}
