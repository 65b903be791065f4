/** Who this phone is to the server, and which server keys it knows. */

import { encode } from './base64url.js';
import { own, store, together } from './store.js';
import { within } from './within.js';

/** @typedef {import('./store.js').Self} Self */
/** @typedef {import('./store.js').ServerKeys} ServerKeys */

/** @param {any} keys */
const areKeys = (keys) => typeof keys?.seal?.public === 'string' && Array.isArray(keys.sign);

/**
 * Remember the server's keys; ignore what is none.
 * @param {any} keys
 */
export async function learn(keys) {
  if (areKeys(keys)) await (await store()).put('device', keys, 'keys');
}

/**
 * The keys that records are sealed to and receipts are checked with.
 * @param {{fresh?: boolean}} [wish]
 * @returns {Promise<ServerKeys | undefined>} nothing where none were ever heard
 */
export async function serverKeys({ fresh = false } = {}) {
  const known = fresh ? undefined : await own('keys');
  if (known) return known;
  await fetch('/keys.json', { cache: 'no-cache', credentials: 'omit' })
    .then((answer) => answer.json())
    .then(learn)
    .catch(() => {});
  return own('keys');
}

/** The key pair that what comes back is sealed to; its private half can't leave the phone. */
async function pair() {
  const known = await own('pair');
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  return together(['device'], async (at) => {
    const device = at.objectStore('device');
    const first = /** @type {CryptoKeyPair | undefined} */ (await device.get('pair')); // of another tab
    if (!first) await device.put(made, 'pair');
    return first ?? made;
  });
}

/** Say that the server enrols no further phone now. */
export class TooOften extends Error {
  /** @param {number} seconds how long to wait */
  constructor(seconds) {
    super();
    this.seconds = seconds;
  }
}

/**
 * Get a token for this phone: a citizen's, or with a label a facilitator's, who is signed in.
 * @param {string | null} label
 * @returns {Promise<'citizen' | 'facilitator'>} what the server takes us for; only what was asked is kept
 * @throws when it enrols nobody
 */
export async function enrol(label = null) {
  const { publicKey } = await pair();
  const point = encode(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
  const answer = await fetch('/api/v1/devices', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ public: point, label }),
    credentials: label === null ? 'omit' : 'same-origin',
    signal: within(30_000),
  });
  if (answer.status === 429) throw new TooOften(Number(answer.headers.get('Retry-After')) || 60);
  const said = await answer.json();
  if (answer.status !== 201 || typeof said?.token !== 'string') throw new TypeError('not enrolled');
  if (said.kind === (label === null ? 'citizen' : 'facilitator')) await remember(said, label);
  return said.kind;
}

/**
 * @param {any} said
 * @param {string | null} label
 */
const remember = ({ device, token, kind, person, localities, consultations }, label) =>
  together(['device', 'localities'], async (at) => {
    /** @type {Self} */
    const self = { id: device, token, kind, label, person, consultations: consultations ?? [], revoked: false };
    at.objectStore('device').put(self, 'self');
    at.objectStore('device').put({}, 'cursor'); // what others were told, this one has not heard
    for (const locality of localities ?? []) at.objectStore('localities').put(locality);
  });
