/** A receipt proves that the server has a record; nothing else lets a record leave the phone. */

import { decode } from './base64url.js';
import { bytes } from './canonical.js';

/**
 * @typedef {{id: string, sha256: string, verdict: string, received_at: string, revision: number,
 *   key: string, signature: string}} Receipt
 * @typedef {{id: string, public: string}} PublicKey
 */

/**
 * Check the server's signature (Ed25519 over the canonical receipt without it).
 * @param {Receipt} receipt
 * @param {PublicKey[]} keys
 */
export async function isSigned({ signature, ...said }, keys) {
  const key = keys.find(({ id }) => id === said.key);
  try {
    return key !== undefined && (await verify(decode(signature), bytes(said), decode(key.public)));
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} message
 * @param {Uint8Array<ArrayBuffer>} point
 */
async function verify(signature, message, point) {
  const key = await crypto.subtle.importKey('raw', point, 'Ed25519', false, ['verify']).catch(() => null);
  if (key) return crypto.subtle.verify('Ed25519', key, signature, message);
  const { verifyAsync } = await import('../vendor/ed25519.js'); // phones before 2025 have no Ed25519 of their own
  return verifyAsync(signature, message, point);
}
