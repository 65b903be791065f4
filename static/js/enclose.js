/** Seal the files of a record, so that nobody on this phone can open them any more. */

import { sumOf } from './attach.js';
import { serverKeys } from './device.js';
import { byteSealer } from './seal.js';
import { store } from './store.js';

/**
 * @typedef {import('./store.js').Envelope} Envelope
 * @typedef {import('./store.js').KeptFile} KeptFile
 */

/** Say that an answer names a file that this phone doesn't have. */
export class FileMissing extends Error {
  name = 'FileMissing';
}

/**
 * Seal each file that a record names, bound to the record.
 * @param {import('./keep.js').Capture} capture
 * @param {Envelope} record
 * @param {string[]} names
 * @returns {Promise<KeptFile[]>} what belongs on disk with the record
 * @throws {FileMissing} unless the record came back: then the server has it, or it waits here, sealed
 */
export async function enclose({ draft, mends }, record, names) {
  const phone = await store();
  const sealed = [];
  for (const name of new Set(names)) {
    const file = await phone.get('files', [draft ?? record.id, name]); // one after the other: they are large
    if (file?.open) sealed.push(await seal(record, name, file.open));
    else if (!mends) throw new FileMissing();
  }
  return sealed;
}

/**
 * @param {Envelope} record
 * @param {string} name
 * @param {ArrayBuffer} open
 * @returns {Promise<KeptFile>}
 */
async function seal({ id, consultation, form, version }, name, open) {
  const { seal } = /** @type {import('./store.js').ServerKeys} */ (await serverKeys());
  const end = name.slice(65);
  const info = ['consult-file', id, consultation, form, version, end];
  const { buffer } = await (await byteSealer(seal.public, info))(open);
  return { owner: id, name: `${await sumOf(buffer)}.${end}`, open: null, sealed: { key: seal.id, bytes: buffer } };
}
