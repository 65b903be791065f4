/** HPKE (RFC 9180, base mode): only the key's owner opens what is sealed here. */

import { decode, encode } from './base64url.js';
import { bytes } from './canonical.js';

/** @typedef {import('./canonical.js').Json} Json */

/** Load the ciphers. */
export const suite = async () => {
  const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import('../vendor/hpke.js');
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
};

/**
 * Agree on a secret with the key's owner, which is the slow part, and use it once.
 * @param {string} point base64url of an uncompressed P-256 point
 * @param {Json} info what the seal is bound to
 * @returns {Promise<(plain: BufferSource) => Promise<Uint8Array<ArrayBuffer>>>} seals some bytes, as the
 *   encapsulated key and the ciphertext
 */
export async function byteSealer(point, info) {
  const hpke = await suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(decode(point));
  const sender = await hpke.createSenderContext({ recipientPublicKey, info: bytes(info) });
  return async (plain) => {
    const sealed = new Uint8Array(await sender.seal(plain));
    const both = new Uint8Array(sender.enc.byteLength + sealed.length);
    both.set(new Uint8Array(sender.enc));
    both.set(sealed, sender.enc.byteLength);
    return both;
  };
}

/**
 * The same for a value, which becomes a text.
 * @param {string} point
 * @param {Json} info
 * @returns {Promise<(value: Json) => Promise<string>>} seals one value, as base64url
 */
export async function sealer(point, info) {
  const seal = await byteSealer(point, info);
  return async (value) => encode(await seal(bytes(value)));
}

/**
 * Open what was sealed to our own key.
 * @param {CryptoKeyPair} recipientKey
 * @param {Json} info
 * @param {string} sealed
 * @returns {Promise<any>}
 * @throws when key, info or bytes don't belong together
 */
export async function unseal(recipientKey, info, sealed) {
  const hpke = await suite();
  const both = decode(sealed);
  const plain = await hpke.open({ recipientKey, enc: both.slice(0, 65), info: bytes(info) }, both.slice(65));
  return JSON.parse(new TextDecoder().decode(plain));
}
