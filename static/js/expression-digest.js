/**
 * Chance and fingerprints: importing this adds them.
 * consult/core/expression/shuffle.py and digests.py do the same.
 *
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Moment} Moment
 */
import { functions, number, text } from './expression.js';

const MODULUS = 2 ** 31 - 1;
const UUID = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';

/** @param {Moment} moment */
const draw = ({ random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32 }) => random();

/** Put things into the order that draws decide. @param {any[]} things @param {() => number} next */
function order(things, next) {
  /** @type {any[]} */
  const placed = [];
  things.forEach((thing, at) => {
    const to = Math.floor(next() * (at + 1));
    placed[at] = placed[to];
    placed[to] = thing;
  });
  return placed;
}

/** Draws that only a seed decides. @param {Value} seed @param {Moment} moment */
function draws(seed, moment) {
  let state = number(seed, moment);
  if (Number.isNaN(state)) {
    state = typeof seed === 'number' || text(seed) === '' ? 0 : Number(sha256(text(seed)).getBigInt64(0));
  }
  state = Math.trunc(Math.max(-(2 ** 63), Math.min(2 ** 63, state))) % MODULUS;
  if (state <= 0) state += MODULUS - 1;
  return () => {
    state = (state * 16807) % MODULUS;
    return (state - 1) / (MODULUS - 1);
  };
}

/** @param {any[]} given @param {Moment} moment */
function uuid([length = 36], moment) {
  const wanted = Math.trunc(Math.max(0, Math.min(number(length, moment) || 0, 1000)));
  /** @param {string} signs */
  const one = (signs) => signs[Math.floor(draw(moment) * signs.length)] ?? '';
  let made = '';
  while (made.length < wanted) made += UUID.replace(/[xy]/g, (sign) => one(sign === 'x' ? '0123456789abcdef' : '89ab'));
  return made.slice(0, wanted);
}

/** The first primes' roots: 32 bits behind the point. @param {number} count @param {(prime: number) => number} root */
function roots(count, root) {
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  return primes.map((prime) => (root(prime) % 1) * 2 ** 32 | 0);
}

/** @param {number} value @param {number[]} by */
const turned = (value, ...by) => by.reduce((all, one) => all ^ ((value >>> one) | (value << (32 - one))), 0);

/** Source: FIPS 180-4. @param {string} text @returns {DataView} 32 bytes */
function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(new ArrayBuffer((bytes.length + 72) & ~63));
  new Uint8Array(view.buffer).set([...bytes, 128]);
  view.setUint32(view.byteLength - 4, bytes.length * 8);
  const constants = roots(64, Math.cbrt);
  const state = roots(8, Math.sqrt);
  for (let begun = 0; begun < view.byteLength; begun += 64) {
    const words = constants.map((_, at) => (at < 16 ? view.getInt32(begun + at * 4) : 0));
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    constants.forEach((constant, at) => {
      /** @param {number} back */
      const word = (back) => words[at - back] ?? 0;
      if (at > 15) words[at] = (turned(word(2), 17, 19) ^ (word(2) >>> 10)) + word(7) + (turned(word(15), 7, 18) ^ (word(15) >>> 3)) + word(16) | 0;
      const one = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + constant + word(0);
      const two = turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [one + two | 0, a, b, c, d + one | 0, e, f, g];
    });
    [a, b, c, d, e, f, g, h].forEach((value, at) => (state[at] = (state[at] ?? 0) + value | 0));
  }
  state.forEach((value, at) => view.setInt32(at * 4, value));
  return new DataView(view.buffer, 0, 32);
}

/** Only SHA-256: others are refused when a form is published. @param {any[]} given */
function digest([content, algorithm, encoding = 'base64']) {
  if (text(algorithm) !== 'SHA-256' || !['base64', 'hex'].includes(text(encoding))) return '';
  const { buffer } = sha256(text(content));
  const bytes = [...new Uint8Array(buffer, 0, 32)];
  return text(encoding) === 'hex' ? bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('') : btoa(String.fromCharCode(...bytes));
}

/** @param {any[]} given */
function fromBase64([content]) {
  const plain = text(content);
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain)) return '';
  const bytes = Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

Object.assign(
  functions,
  /** @type {typeof functions} */ ({
    random: (_, moment) => draw(moment),
    randomize: ([things, ...seed], moment) => (Array.isArray(things) ? order(things, seed.length ? draws(seed[0], moment) : () => draw(moment)) : []),
    uuid,
    digest,
    'base64-decode': fromBase64,
  }),
);
