/** JSON in the one way that all phones and servers write it (RFC 8785). */

/** @typedef {null | boolean | number | string | Json[] | {[name: string]: Json}} Json */

/**
 * Write a value; members are sorted by UTF-16 code units, numbers are ECMAScript's own.
 * @param {Json} value
 * @returns {string}
 * @throws {TypeError} for what JSON can't carry: NaN, half a surrogate pair, undefined
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${members.map(([name, member]) => `${canonical(name)}:${canonical(member)}`).join()}}`;
  }
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)) || /\p{Surrogate}/u.test(`${value}`)) {
    throw new TypeError(`JSON can't carry ${value}`);
  }
  return JSON.stringify(value);
}

/** @param {Json} value */
export const bytes = (value) => new TextEncoder().encode(canonical(value));

/**
 * Name a value by the hash of its canonical JSON.
 * @param {Json} value
 */
export async function sha256(value) {
  const digest = await crypto.subtle.digest('SHA-256', bytes(value));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
