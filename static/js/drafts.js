/** Half-filled forms. */

import { store, tell, together } from './store.js';

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
export const dropDraft = (id) => together(['drafts'], (at) => at.objectStore('drafts').delete(id));
