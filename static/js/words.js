/** The sentences that script says, as the server wrote them into the page in its language. */

/** @returns {{[name: string]: string}} */
const sentences = () => JSON.parse(document.getElementById('words')?.textContent ?? '{}');

/**
 * Say a sentence; `{name}` stands for a value.
 * @param {string} name
 * @param {{[name: string]: string | number}} [values]
 */
export const say = (name, values = {}) =>
  (sentences()[name] ?? '').replace(/\{(\w+)\}/g, (_whole, value) => `${values[value] ?? ''}`);

/** @type {[Intl.NumberFormatOptions['unit'], number][]} */
const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

/**
 * Say how long ago something was, in its largest unit.
 * @param {number} moment milliseconds since 1970
 */
export function age(moment) {
  const passed = Math.max(0, Date.now() - moment);
  const [unit, length] = UNITS.find(([, length]) => passed >= length) ?? ['minute', 60_000];
  const count = Math.max(1, Math.floor(passed / length));
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
