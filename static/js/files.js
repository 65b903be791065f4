/**
 * Send the files of records by tus 1.0 (tus.io), a piece at a time and from where the server stands.
 * Only a signed receipt lets a file go, and with its last file its record.
 */

import { decode } from './base64url.js';
import { serverKeys } from './device.js';
import { isSigned } from './receipt.js';
import { filesOf, store, tell, together } from './store.js';
import { within } from './within.js';

/**
 * @typedef {import('./store.js').Kept} Kept
 * @typedef {import('./store.js').KeptFile & {sealed: import('./store.js').SealedFile}} Sealed
 * @typedef {import('./store.js').Self} Self
 * @typedef {'on' | 'wait' | 'strange' | {seconds: number}} Step
 *   `strange`: the server doesn't know our token
 */

const TUS = { 'Tus-Resumable': '1.0.0' };
const LEAST = 32_768;
const MOST = 1_048_576;
const FINAL = [400, 413, 415, 422]; // what is no better when it is sent again

let size = 2 * LEAST;
/** @type {Map<string, number>} bytes that the server has, by the sum of the sealed file */
const reached = new Map();

/** The SHA-256 of the sealed bytes. @param {Sealed} file */
const sumOf = ({ name }) => name.slice(0, 64);

/** @param {Kept} kept @param {Sealed} file */
const address = ({ envelope }, file) => `/files/${envelope.consultation}/${sumOf(file)}`;

/**
 * Send one piece for the record that has failed least.
 * @param {Kept[]} behind
 * @param {Self} self
 * @returns {Promise<Step>}
 */
export async function sendPiece(behind, self) {
  const kept = /** @type {Kept} */ (
    [...behind].sort((one, other) => one.attempts - other.attempts || (one.id < other.id ? -1 : 1))[0]
  );
  const file = await sealedOf((await store()).transaction('files').store, kept.id);
  if (!file) return finish(kept, null);
  const answer = await speak(kept, file, self).catch(() => null);
  const step = answer ? await judged(answer, kept, file) : 'wait';
  if (step === 'wait') await blame(kept);
  return step;
}

/**
 * Find a file of a record that waits; beside it may lie those of its draft, when it came back.
 * @param {import('idb').IDBPObjectStore<import('./store.js').Phone, any, 'files', any>} files
 * @param {string} id
 * @returns {Promise<Sealed | undefined>}
 */
async function sealedOf(files, id) {
  let cursor = await files.openCursor(filesOf(id));
  while (cursor && !cursor.value.sealed) cursor = await cursor.continue();
  return /** @type {Sealed | undefined} */ (cursor?.value);
}

/**
 * Ask how far the server is, or begin, or send the next piece.
 * @param {Kept} kept
 * @param {Sealed} file
 * @param {Self} self
 * @returns {Promise<Response>}
 */
function speak(kept, file, { token }) {
  const { bytes } = file.sealed;
  const offset = reached.get(sumOf(file));
  /** @type {RequestInit} */
  const shared = { credentials: 'omit', redirect: 'error', signal: within(30_000 + size / 2) };
  const headers = { ...TUS, Authorization: `Bearer ${token}` };
  if (offset === undefined) return fetch(address(kept, file), { ...shared, method: 'HEAD', headers });
  if (offset < 0) return fetch('/files/', { ...shared, method: 'POST', headers: { ...headers, ...about(kept, file) } });
  const type = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) };
  const body = bytes.slice(offset, offset + size);
  return timed(() => fetch(address(kept, file), { ...shared, method: 'PATCH', headers: { ...headers, ...type }, body }));
}

/**
 * Send larger pieces where the link is quick, smaller ones where it is slow: what is cut is sent again.
 * @param {() => Promise<Response>} work
 */
async function timed(work) {
  const began = Date.now();
  const answer = await work();
  const took = Date.now() - began;
  size = Math.min(MOST, Math.max(LEAST, took < 2000 ? size * 2 : took > 8000 ? size / 2 : size));
  return answer;
}

/**
 * @param {Kept} kept
 * @param {Sealed} file
 */
function about({ id, envelope }, { name, sealed }) {
  const { consultation, form, version } = envelope;
  const [digest = '', end = ''] = name.split('.');
  const told = Object.entries({ consultation, record: id, form, version, end, key: sealed.key, digest });
  const pairs = told.map(([key, value]) => `${key} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`);
  return { 'Upload-Length': String(sealed.bytes.byteLength), 'Upload-Metadata': pairs.join() };
}

/**
 * @param {Response} answer
 * @param {Kept} kept
 * @param {Sealed} file
 * @returns {Promise<Step>}
 */
async function judged(answer, kept, file) {
  const { headers, status, ok } = answer;
  const { bytes } = file.sealed;
  const sum = sumOf(file);
  const asked = reached.get(sum);
  reached.delete(sum); // unless the answer tells
  if (status === 429) return { seconds: Number(headers.get('Retry-After')) || 60 };
  if (headers.get('Tus-Resumable') !== TUS['Tus-Resumable']) return status === 413 ? smaller() : 'wait';
  if (status === 401) return 'strange';
  if (FINAL.includes(status)) return refuse(kept, await reason(answer));
  if (status === 404 && asked === undefined) return at(sum, -1);
  if (status === 201) return at(sum, 0);
  const offset = ok ? Number(headers.get('Upload-Offset') ?? -1) : -1;
  if (offset >= bytes.byteLength) {
    return (await proved(headers.get('Consult-Receipt') ?? '', kept, file)) ? finish(kept, file) : 'wait';
  }
  return offset > (asked ?? -1) ? at(sum, offset) : 'wait';
}

/** @param {string} sum @param {number} offset where the server stands; below 0 it knows nothing yet @returns {Step} */
function at(sum, offset) {
  reached.set(sum, offset);
  return 'on';
}

/** Somebody on the way takes no piece of this size. @returns {Step} */
function smaller() {
  size = Math.max(LEAST, size / 4);
  return 'wait';
}

/** @param {Response} answer @returns {Promise<string>} */
const reason = async (answer) => (await answer.json().catch(() => null))?.problem ?? 'not_readable';

/**
 * @param {string} written the receipt, as base64url of its JSON
 * @param {Kept} kept
 * @param {Sealed} file
 */
async function proved(written, { id }, file) {
  try {
    const receipt = JSON.parse(new TextDecoder().decode(decode(written)));
    const keys = await serverKeys();
    const fresh = keys?.sign.some((key) => key.id === receipt.key) ? keys : await serverKeys({ fresh: true });
    return receipt.id === id && receipt.sha256 === sumOf(file) && isSigned(receipt, fresh?.sign ?? []);
  } catch {
    return false;
  }
}

/**
 * Let a file go, and with its last file the record.
 * @param {Kept} kept
 * @param {Sealed | null} file
 * @returns {Promise<'on'>}
 */
async function finish({ id }, file) {
  const verdict = await together(['files', 'outbox', 'ledger'], async (at) => {
    if (file) at.objectStore('files').delete([id, file.name]);
    const kept = await at.objectStore('outbox').get(id);
    if (!kept?.receipt || (await sealedOf(at.objectStore('files'), id))) return null;
    const { consultation, sha256 } = kept.envelope;
    at.objectStore('ledger').put({ id, consultation, slug: kept.slug, sha256, ...kept.receipt });
    at.objectStore('outbox').delete(id);
    return kept.receipt.verdict;
  });
  if (verdict) tell('sent', { id, verdict });
  return 'on';
}

/**
 * Set a record aside whose file the server won't take; the others go on.
 * @param {Kept} kept
 * @param {string} code
 * @returns {Promise<'on'>}
 */
async function refuse(kept, code) {
  await change(kept, { state: 'refused', problems: [{ code, question: null, values: {} }] });
  tell('refused', { id: kept.id });
  return 'on';
}

/** Let others go first for now. @param {Kept} kept */
const blame = (kept) => change(kept, { attempts: kept.attempts + 1 });

/**
 * @param {Kept} kept
 * @param {Partial<Kept>} how
 */
const change = ({ id }, how) =>
  together(['outbox'], async (at) => {
    const kept = await at.objectStore('outbox').get(id);
    if (kept?.receipt) at.objectStore('outbox').put({ ...kept, ...how });
  });
