/** Keep a record: hash it, seal it and its files, and put them on disk together with the end of its draft. */

import { encode } from './base64url.js';
import { sha256 } from './canonical.js';
import { localTime } from './clock.js';
import { mint } from './code.js';
import { serverKeys } from './device.js';
import { dropOpen } from './drafts.js';
import { sealer } from './seal.js';
import { filesOf, own, tell, together } from './store.js';
import { uuid7 } from './uuid7.js';

/**
 * @typedef {import('./canonical.js').Json} Json
 * @typedef {{consultation: string, form: string, version: string}} About
 * @typedef {{id: string, byFacilitator: boolean, key: string, seal: (value: Json) => Promise<string>}} Prepared
 * @typedef {object} Capture
 * @property {string} consultation its id
 * @property {string} slug the consultation's
 * @property {string} form its slug
 * @property {string} version
 * @property {string} locality its id
 * @property {string} language
 * @property {{[question: string]: Json}} answers
 * @property {{kind: 'self' | 'someone' | 'group', n: number}} [speaking_for]
 * @property {'negative' | 'neutral' | 'positive' | null} [tone]
 * @property {string | null} [draft] the draft that ends with this
 * @property {boolean} [saved] the draft was on disk
 * @property {import('./store.js').Mending | null} [mends] what came back and is sent again
 */

/** Say that this browser or this address can't seal: the page must be sent as it is. */
export class CannotSeal extends Error {
  name = 'CannotSeal';
}

/** Say that another tab has kept this draft already. */
export class KeptElsewhere extends Error {
  name = 'KeptElsewhere';
}

/** The answers that name a file. @param {{answers: {[question: string]: Json}}} content */
const filesNamed = ({ answers }) => Object.values(answers).map(String).filter((each) => /^[0-9a-f]{64}\.\w+$/.test(each));

/**
 * @param {About} about
 * @param {string} id the record's
 * @returns {Promise<Prepared>}
 */
async function prepare({ consultation, form, version }, id = uuid7()) {
  const keys = globalThis.crypto?.subtle && (await serverKeys());
  if (!keys) throw new CannotSeal();
  const byFacilitator = (await own('self'))?.kind === 'facilitator';
  const seal = await sealer(keys.seal.public, ['consult', id, consultation, form, version]);
  return { id, byFacilitator, key: keys.seal.id, seal };
}

/** @type {{of: string, promise: Promise<Prepared>} | undefined} */
let next;

/** @param {About} about */
const named = ({ consultation, form, version }) => [consultation, form, version].join();

/**
 * Do ahead what takes a cheap phone long, so that keeping is quick.
 * @param {About} about
 */
export function warm(about) {
  next = { of: named(about), promise: prepare(about) };
  next.promise.catch(() => {}); // tried again when it is needed
}

/**
 * Take what was prepared; it serves once.
 * @param {Capture} capture
 * @returns {Promise<Prepared>}
 */
async function prepared(capture) {
  if (capture.mends) return prepare(capture, capture.mends.id);
  const promise = next?.of === named(capture) ? next.promise : Promise.reject();
  next = undefined;
  return promise.catch(() => prepare(capture));
}

/**
 * @param {Capture} capture
 * @param {Prepared} ready
 */
const compose = (capture, { id, byFacilitator }) => ({
  schema: 1,
  kind: 'submission',
  id,
  consultation: capture.consultation,
  form: capture.form,
  version: capture.version,
  locality: capture.locality,
  language: capture.language,
  captured_at: capture.mends?.captured_at ?? localTime(),
  channel: byFacilitator ? 'facilitator' : 'web',
  entered_by: byFacilitator ? 'facilitator' : 'self',
  speaking_for: capture.speaking_for ?? { kind: 'self', n: 1 },
  tone: capture.tone ?? null,
  answers: capture.answers,
  salt: encode(crypto.getRandomValues(new Uint8Array(16))),
});

/** Half a surrogate pair, as a cut emoji leaves it, can't be sent. @param {Json} value */
const whole = (value) =>
  JSON.parse(JSON.stringify(value), (_name, part) =>
    typeof part === 'string' ? part.replace(/\p{Surrogate}/gu, '\ufffd') : part,
  );

/**
 * Keep a record; resolves when it is on disk, and is told as `consult:kept`.
 * @param {Capture} capture
 * @returns {Promise<{id: string, code: string | null}>} the code is null where it is known already
 * @throws {CannotSeal} where there is no way to seal
 * @throws {KeptElsewhere} where the draft has ended in another tab
 * @throws where a file that an answer names isn't here
 */
export async function keep(capture) {
  const ready = await prepared(capture);
  const content = whole(compose(capture, ready));
  const code = capture.mends ? capture.mends.code : mint();
  const { id, consultation, form, version } = content;
  const [hash, sealed] = await Promise.all([sha256(content), ready.seal({ content, code })]);
  const base = capture.mends?.base ?? null;
  const envelope = { id, consultation, form, version, sha256: hash, base, key: ready.key, sealed };
  const names = filesNamed(content);
  const files = names.length ? await (await import('./enclose.js')).enclose(capture, envelope, names) : [];
  await together(['outbox', 'drafts', 'files'], async (at) => {
    const draft = capture.draft && (await at.objectStore('drafts').get(capture.draft));
    if (capture.saved && !draft) throw new KeptElsewhere();
    if (capture.draft) {
      at.objectStore('drafts').delete(capture.draft);
      await dropOpen(at.objectStore('files'), capture.draft);
    }
    for (const file of files) at.objectStore('files').put(file);
    at.objectStore('outbox').put({
      id, slug: capture.slug, envelope, kept_at: Date.now(), state: 'waiting', problems: [], attempts: 0,
      files: (await at.objectStore('files').count(filesOf(id))) > 0,
    });
  });
  setTimeout(afterwards, 0, id, capture);
  return { id, code: capture.mends ? null : code };
}

/**
 * What can wait until the person sees that it is kept.
 * @param {string} id
 * @param {About} about
 */
function afterwards(id, about) {
  tell('kept', { id });
  warm(about);
  navigator.storage?.persist?.(); // asked once there is something to lose
}
