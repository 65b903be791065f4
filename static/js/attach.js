/** Files that are answers of a draft: on disk before anybody says so. */

import { filesOf, own, store, together } from './store.js';

/** @typedef {import('./store.js').KeptFile} KeptFile */

const MOST = 20_000_000; // until the server has said
const DAY = 86_400_000;

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OPEN = 'application/vnd.oasis.opendocument.';

/** The types that are taken, by the end of the name; consult/core/file.py has the same. */
export const TYPES = /** @type {{[end: string]: string}} */ ({
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  amr: 'audio/amr',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  weba: 'audio/webm',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  ogv: 'video/ogg',
  webm: 'video/webm',
  pdf: 'application/pdf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: `${OFFICE}wordprocessingml.document`,
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  pptx: `${OFFICE}presentationml.presentation`,
  odt: `${OPEN}text`,
  ods: `${OPEN}spreadsheet`,
  odp: `${OPEN}presentation`,
});
const FILMS = ['mp4', 'mov', 'm4a', '3gp'];
const ALIKE = /** @type {{[end: string]: string}} */ ({ jpeg: 'jpg', oga: 'ogg', opus: 'ogg', m4v: 'mp4' });

/** Say that a file can't be taken; `code` is a problem's, with its values. */
export class Unfit extends Error {
  name = 'Unfit';

  /** @param {string} code @param {{[name: string]: number}} [values] */
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** @param {Blob} blob what a person chose, or what was recorded in the page */
function endOf(blob) {
  const written = (/\.(\w+)$/.exec(blob instanceof File ? blob.name : '')?.[1] ?? '').toLowerCase();
  const end = ALIKE[written] ?? written;
  const type = blob.type.split(';', 1)[0];
  return end in TYPES ? end : Object.keys(TYPES).find((each) => TYPES[each] === type);
}

/**
 * What becomes of a picture: smaller, and without what the camera wrote into it. One that this
 * phone can't open is refused, since it might say where it was taken.
 * @param {Blob} blob
 * @param {number | undefined} pixels
 */
const drawn = async (blob, pixels) =>
  (await import('./photo.js')).redraw(blob, pixels).catch(() => {
    throw new Unfit('not_a_picture');
  });

/**
 * Put a file of a draft on disk; it is there when this resolves.
 * @param {string} draft its id
 * @param {Blob} blob
 * @param {{pixels?: number}} [wish] the long edge of a picture
 * @returns {Promise<string>} the answer
 * @throws {Unfit} what isn't taken
 */
export async function putFile(draft, blob, { pixels } = {}) {
  const given = endOf(blob);
  const picture = blob.type.startsWith('image/') || (given && TYPES[given]?.startsWith('image/'));
  if (!given && !picture) throw new Unfit('wrong_type');
  const kept = picture ? await drawn(blob, pixels) : blob;
  const most = (await own('keys'))?.file_bytes ?? MOST;
  if (kept.size > most) throw new Unfit('file_too_large', { most: most / 1_000_000 });
  const open = await kept.arrayBuffer();
  if (FILMS.includes(given ?? '') && !(await import('./film.js')).blank(open)) throw new Unfit('wrong_type');
  const name = `${await sumOf(open)}.${picture ? 'jpg' : given}`;
  await dropAbandoned();
  await together(['files'], (at) => at.objectStore('files').put({ owner: draft, name, open, sealed: null }));
  return name;
}

/** The SHA-256 of bytes, in hex. @param {BufferSource} bytes */
export async function sumOf(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Find a file of a draft, to be shown again.
 * @param {string} draft its id
 * @param {string} name the answer
 * @returns {Promise<Blob | null>} nothing where this phone can't open it any more
 */
export async function fileOf(draft, name) {
  const file = await (await store()).get('files', [draft, name]);
  return file?.open ? new Blob([file.open], { type: TYPES[name.split('.')[1] ?? ''] }) : null;
}

/**
 * Let go of files whose draft never came to be, a day later: the person may be about to answer.
 */
const dropAbandoned = () =>
  together(['files', 'drafts', 'outbox'], async (at) => {
    for (const owner of new Set((await at.objectStore('files').getAllKeys()).map(([owner]) => owner))) {
      const known = (await at.objectStore('drafts').get(owner)) ?? (await at.objectStore('outbox').get(owner));
      if (!known && madeAt(owner) < Date.now() - DAY) at.objectStore('files').delete(filesOf(owner));
    }
  });

/** When an id was minted, which it tells by itself. @param {string} id */
const madeAt = (id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
