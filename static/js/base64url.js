/** Bytes as base64url without padding (RFC 4648, section 5), as the wire carries them. */

/** @param {Uint8Array} bytes */
export const encode = (bytes) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');

/** @param {string} text */
export const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (symbol) => symbol.charCodeAt(0));
