/** What this phone holds. A promise from here resolves when it is on disk. */

import { openDB } from '../vendor/idb.js';

/**
 * @typedef {import('./canonical.js').Json} Json
 * @typedef {import('./receipt.js').PublicKey} PublicKey
 * @typedef {{code: string, question: string | null, values: {[name: string]: string | number}}} Problem
 * @typedef {{id: string, consultation: string, form: string, version: string, sha256: string,
 *   base: string | null, key: string, sealed: string}} Envelope
 * @typedef {{id: string, slug: string, envelope: Envelope, kept_at: number, state: 'waiting' | 'refused',
 *   problems: Problem[], attempts: number, files?: boolean, receipt?: {verdict: string, received_at: string}}} Kept
 *   a record in the outbox; `kept_at` in milliseconds. One with a receipt waits for its files alone
 * @typedef {{key: string, bytes: ArrayBuffer}} SealedFile
 * @typedef {{owner: string, name: string, open: ArrayBuffer | null, sealed: SealedFile | null}} KeptFile
 *   `owner`: its draft, or once it is sealed its record; `name`: the answer, its SHA-256 and its type. A sealed
 *   one has the SHA-256 of its sealed bytes there: whoever has a file must not learn that it is this one
 * @typedef {{id: string, base: string, code: string | null, captured_at: string, problems: Problem[]}} Mending
 * @typedef {{id: string, consultation: string, slug: string, form: string, version: string, language: string,
 *   content: {[name: string]: Json}, changed_at: number, mends: Mending | null, step?: number}} Draft
 *   `slug`: the consultation's; `step`: where the person was
 * @typedef {{id: string, consultation: string, slug: string, sha256: string, verdict: string,
 *   received_at: string}} Sent
 * @typedef {{id: string, text: string, language: string, body: string, replied_at: string}} Reply
 * @typedef {{id: string, record: string, reply: Reply | null, heard_at: number, seen: boolean}} News
 * @typedef {{id: string, pcode: string, names: {[language: string]: string}}} Locality
 * @typedef {{id: string, slug: string, title: {[language: string]: string}}} Asked
 * @typedef {{id: string, token: string, kind: 'citizen' | 'facilitator', label: string | null,
 *   person: {name: string} | null, consultations: Asked[], revoked: boolean}} Self
 * @typedef {{seal: PublicKey, sign: PublicKey[], file_bytes?: number}} ServerKeys
 *   `file_bytes`: how many it takes of a file
 * @typedef {{self: Self, pair: CryptoKeyPair, keys: ServerKeys, cursor: {[consultation: string]: number}}} Own
 *
 * @typedef {object} Phone
 * @property {{key: string, value: Own[keyof Own]}} device
 * @property {{key: string, value: Kept}} outbox
 * @property {{key: string, value: Draft, indexes: {consultation: string}}} drafts
 * @property {{key: string, value: Sent}} ledger
 * @property {{key: string, value: News, indexes: {record: string}}} news
 * @property {{key: string, value: Locality}} localities
 * @property {{key: [owner: string, name: string], value: KeptFile}} files
 */

/** @typedef {import('idb').IDBPDatabase<Phone>} Store */

/** @type {Promise<Store> | undefined} */
let opened;

const forget = () => {
  opened = undefined;
};

/** @returns {Promise<Store>} */
export const store = () =>
  (opened ??= openPhone().catch((failure) => {
    forget();
    throw failure;
  }));

/** @type {import('idb').OpenDBCallbacks<Phone>} */
const MEANWHILE = {
  blocking: (_from, _to, { target }) => {
    /** @type {IDBDatabase} */ (target).close(); // a newer app waits in another tab
    forget();
  },
  terminated: forget,
};

/** @returns {Promise<Store>} */
const openPhone = () =>
  openDB('consult', 2, {
    /** @param {Store} made @param {number} from the version that was there */
    upgrade(made, from) {
      if (from < 2) made.createObjectStore('files', { keyPath: ['owner', 'name'] });
      if (from > 0) return;
      made.createObjectStore('device');
      made.createObjectStore('drafts', { keyPath: 'id' }).createIndex('consultation', 'consultation');
      made.createObjectStore('news', { keyPath: 'id' }).createIndex('record', 'record');
      for (const name of /** @type {const} */ (['outbox', 'ledger', 'localities'])) {
        made.createObjectStore(name, { keyPath: 'id' });
      }
    },
    ...MEANWHILE,
  }).catch((failure) => {
    if (failure?.name !== 'VersionError') throw failure;
    return openDB('consult', undefined, MEANWHILE); // a page of a newer app was here: what it added does no harm
  });

/**
 * Write to several stores at once, all or nothing, and wait until the disk has it.
 * @template {import('idb').StoreNames<Phone>} Name
 * @template Result
 * @param {Name[]} names
 * @param {(at: import('idb').IDBPTransaction<Phone, Name[], 'readwrite'>) => Promise<Result>} write
 */
export async function together(names, write) {
  const transaction = (await store()).transaction(names, 'readwrite', { durability: 'strict' });
  const [result] = await Promise.all([write(transaction), transaction.done]).catch((failure) => {
    transaction.done.catch(() => {});
    throw failure;
  });
  return result;
}

/** The files of a draft or a record. @param {string} owner */
export const filesOf = (owner) => IDBKeyRange.bound([owner], [owner, []]);

/**
 * Read one thing that the phone knows of itself.
 * @template {keyof Own} Name
 * @param {Name} name
 * @returns {Promise<Own[Name] | undefined>}
 */
export const own = async (name) =>
  /** @type {Promise<Own[Name] | undefined>} */ ((await store()).get('device', name));

/** @param {string} name @param {object} detail */
const announce = (name, detail) => document.dispatchEvent(new CustomEvent(`consult:${name}`, { detail }));

const channel = globalThis.document && globalThis.BroadcastChannel ? new BroadcastChannel('consult') : null;
channel?.addEventListener('message', ({ data }) => announce(data.name, data.detail));

/**
 * Tell this page, and those in other tabs.
 * @param {'kept' | 'sent' | 'refused' | 'news' | 'ready' | 'outbox'} name
 * @param {object} [detail]
 */
export function tell(name, detail = {}) {
  channel?.postMessage({ name, detail });
  announce(name, detail);
}
