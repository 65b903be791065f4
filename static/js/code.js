/** The follow-up code; why it is so stands in consult/core/code.py. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param {string} symbols nine of the alphabet */
const check = (symbols) =>
  ALPHABET[[...symbols].reduce((sum, symbol, at) => sum + (2 * at + 1) * ALPHABET.indexOf(symbol), 0) % 32];

/**
 * Draw a new code of ten symbols.
 * @param {Uint8Array} [random] nine bytes; five bits of each are used
 */
export function mint(random = crypto.getRandomValues(new Uint8Array(9))) {
  const symbols = Array.from(random, (byte) => ALPHABET[byte & 31]).join('');
  return symbols + check(symbols);
}

/**
 * Read what somebody typed; null where it can't be a code.
 * @param {string} text
 */
export function read(text) {
  const code = text
    .slice(0, 100)
    .toUpperCase()
    .replace(/[ \-\u2010-\u2014\u00a0._/]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) && check(code.slice(0, 9)) === code[9] ? code : null;
}

/**
 * Group a code for the eye and the voice.
 * @param {string} code
 */
export const show = (code) => `${code.slice(0, 4)}-${code.slice(4, 7)}-${code.slice(7)}`;
