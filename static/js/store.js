/** What this phone holds. A promise from here resolves when it is on disk. */

import { openDB } from '../vendor/idb.js';

/**
 * @typedef {import('./canonical.js').Json} Json
 * @typedef {import('./receipt.js').PublicKey} PublicKey
 * @typedef {{code: string, question: string | null, values: {[name: string]: string | number}}} Problem
 * @typedef {{id: string, consultation: string, form: string, version: string, sha256: string,
 *   base: string | null, key: string, sealed: string}} Envelope
 * @typedef {{id: string, slug: string, envelope: Envelope, kept_at: number, state: 'waiting' | 'refused',
 *   problems: Problem[], attempts: number}} Kept  a record in the outbox; `kept_at` in milliseconds
 * @typedef {{id: string, base: string, code: string | null, captured_at: string, problems: Problem[]}} Mending
 * @typedef {{id: string, consultation: string, slug: string, form: string, version: string, language: string,
 *   content: {[name: string]: Json}, changed_at: number, mends: Mending | null}} Draft  `slug`: the consultation's
 * @typedef {{id: string, consultation: string, slug: string, sha256: string, verdict: string,
 *   received_at: string}} Sent
 * @typedef {{id: string, text: string, language: string, body: string, replied_at: string}} Reply
 * @typedef {{id: string, record: string, reply: Reply | null, heard_at: number, seen: boolean}} News
 * @typedef {{id: string, pcode: string, names: {[language: string]: string}}} Locality
 * @typedef {{id: string, slug: string, title: {[language: string]: string}}} Asked
 * @typedef {{id: string, token: string, kind: 'citizen' | 'facilitator', label: string | null,
 *   person: {name: string} | null, consultations: Asked[], revoked: boolean}} Self
 * @typedef {{seal: PublicKey, sign: PublicKey[]}} ServerKeys
 * @typedef {{self: Self, pair: CryptoKeyPair, keys: ServerKeys, cursor: {[consultation: string]: number}}} Own
 *
 * @typedef {object} Phone
 * @property {{key: string, value: Own[keyof Own]}} device
 * @property {{key: string, value: Kept}} outbox
 * @property {{key: string, value: Draft, indexes: {consultation: string}}} drafts
 * @property {{key: string, value: Sent}} ledger
 * @property {{key: string, value: News, indexes: {record: string}}} news
 * @property {{key: string, value: Locality}} localities
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

/** @returns {Promise<Store>} */
const openPhone = () =>
  openDB('consult', 1, {
    /** @param {Store} made */
    upgrade(made) {
      made.createObjectStore('device');
      made.createObjectStore('drafts', { keyPath: 'id' }).createIndex('consultation', 'consultation');
      made.createObjectStore('news', { keyPath: 'id' }).createIndex('record', 'record');
      for (const name of /** @type {const} */ (['outbox', 'ledger', 'localities'])) {
        made.createObjectStore(name, { keyPath: 'id' });
      }
    },
    blocking: (_from, _to, { target }) => {
      /** @type {IDBDatabase} */ (target).close(); // a newer app waits in another tab
      forget();
    },
    terminated: forget,
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
