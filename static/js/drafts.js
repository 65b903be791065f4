/** Half-filled forms. */

import { filesOf, store, tell, together } from './store.js';

/** @typedef {import('./store.js').Draft} Draft */

/**
 * Put a draft on disk; one that was there and is there no more has been kept or dropped in
 * another tab, and must not come back.
 * @param {Omit<Draft, 'changed_at'>} draft
 * @param {boolean} saved it was there
 */
export async function putDraft(draft, saved) {
  const { store: at, done } = (await store()).transaction('drafts', 'readwrite');
  if (!saved || (await at.get(draft.id))) at.put({ ...draft, changed_at: Date.now() });
  await done;
  tell('outbox');
}

/** @param {string} id */
export const draft = async (id) => (await store()).get('drafts', id);

/**
 * All drafts, those changed last first.
 * @param {string} [consultation]
 */
export async function drafts(consultation) {
  const phone = await store();
  const all = consultation
    ? await phone.getAllFromIndex('drafts', 'consultation', consultation)
    : await phone.getAll('drafts');
  return all.sort((one, other) => other.changed_at - one.changed_at);
}

/** @param {string} id */
export const dropDraft = (id) =>
  together(['drafts', 'files'], async (at) => {
    at.objectStore('drafts').delete(id);
    await dropOpen(at.objectStore('files'), id);
  });

/**
 * Drop the files of a draft that aren't sealed; one that came back may have others that wait to be sent.
 * @param {import('idb').IDBPObjectStore<import('./store.js').Phone, any, 'files', 'readwrite'>} files
 * @param {string} id
 */
export async function dropOpen(files, id) {
  let cursor = await files.openCursor(filesOf(id));
  while (cursor) {
    if (cursor.value.open) cursor.delete();
    cursor = await cursor.continue();
  }
}
