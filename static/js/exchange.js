/** One round trip with the server, and what its answer means. Only a signed receipt means "sent". */

import { isSigned } from './receipt.js';
import { within } from './within.js';

/**
 * @typedef {import('./store.js').Envelope} Envelope
 * @typedef {import('./store.js').Kept} Kept
 * @typedef {import('./store.js').Problem} Problem
 * @typedef {import('./store.js').ServerKeys} ServerKeys
 * @typedef {import('./receipt.js').Receipt} Receipt
 * @typedef {{consultation: string, number: number, kind: string, payload: any}} Heard
 * @typedef {{[consultation: string]: number}} Cursor
 * @typedef {{id: string, sha256: string, verdict: string, receipt: Receipt | null, problems?: Problem[]}} Said
 * @typedef {{receipts: Said[], news: Heard[], cursor: Cursor, more: boolean}} Answer
 * @typedef {{kind: 'answered', answer: Answer}
 *   | {kind: 'unreadable' | 'failing' | 'too_large', code: string}
 *   | {kind: 'stranger', revoked: boolean}
 *   | {kind: 'later', seconds: number}
 *   | {kind: 'silent'}} Outcome
 *   `silent`: nobody answered, or somebody else than our server did.
 * @typedef {{sent: Receipt[], refused: {id: string, sha256: string, problems: Problem[]}[]}} Judgement
 */

export const BATCH = 50;
const BATCH_BYTES = 200_000;
const LETS_GO = ['accepted', 'known', 'revised', 'branched', 'held'];

/**
 * Choose what to send next: those that failed least, then the oldest; and the fewer together
 * the more often they have failed, so that one bad record soon stands alone.
 * @param {Kept[]} waiting
 * @param {number} limit records at most
 * @param {number} streak successes in a row, which make it trust again
 * @returns {Kept[]}
 */
export function batch(waiting, limit = BATCH, streak = 0) {
  const [first, ...rest] = [...waiting].sort(
    (one, other) => one.attempts - other.attempts || (one.id < other.id ? -1 : 1),
  );
  if (!first) return [];
  const most = Math.max(1, Math.min(limit, Math.floor(BATCH / 2 ** Math.max(0, first.attempts - streak))));
  const chosen = [first];
  let size = first.envelope.sealed.length;
  for (const kept of rest) {
    size += kept.envelope.sealed.length;
    if (chosen.length >= most || size > BATCH_BYTES || kept.attempts !== first.attempts) break;
    chosen.push(kept);
  }
  return chosen;
}

/**
 * Send a batch and sort the answer.
 * @param {string} token
 * @param {{device: string, cursor: Cursor, records: Envelope[], news: boolean}} request
 * @param {typeof fetch} [send]
 * @returns {Promise<Outcome>}
 */
export async function exchange(token, request, send = fetch) {
  const body = JSON.stringify(request);
  const seconds = 30 + Math.ceil(body.length / 2000); // a bad GPRS link carries 2 kB a second
  try {
    const response = await send('/sync', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body,
      credentials: 'omit',
      redirect: 'error',
      signal: within(seconds * 1000),
    });
    return sort(response, await response.json().catch(() => null));
  } catch {
    return { kind: 'silent' };
  }
}

/**
 * @param {Response} response
 * @param {any} said its JSON, or null
 * @returns {Outcome}
 */
function sort({ status, headers }, said) {
  const code = typeof said?.problem === 'string' ? said.problem : null;
  if (status === 200 && isAnswer(said)) return { kind: 'answered', answer: said };
  if (status === 413) return { kind: 'too_large', code: code ?? 'too_large' };
  if (status === 429) return { kind: 'later', seconds: Number(headers.get('Retry-After')) || 60 };
  if (status === 500) return { kind: 'failing', code: code ?? 'failing' };
  if (!code) return { kind: 'silent' };
  if (status === 401) return { kind: 'stranger', revoked: code === 'revoked' };
  return status === 400 ? { kind: 'unreadable', code } : { kind: 'silent' };
}

/** @param {any} said */
const isAnswer = (said) =>
  Array.isArray(said?.receipts) && Array.isArray(said.news) && typeof said.cursor === 'object' && said.cursor !== null;

/**
 * Find which records may leave the phone, and which the server won't take.
 * @param {Said[]} receipts
 * @param {Envelope[]} records what was sent
 * @param {ServerKeys} keys
 * @returns {Promise<Judgement>}
 */
export async function judge(receipts, records, keys) {
  /** @type {Judgement} */
  const judgement = { sent: [], refused: [] };
  for (const { id, sha256 } of records) {
    const said = receipts.find((one) => one?.id === id && one.sha256 === sha256);
    if (said?.verdict === 'rejected') judgement.refused.push({ id, sha256, problems: said.problems ?? [] });
    else if (said?.receipt && (await proves(said.receipt, id, sha256, keys))) judgement.sent.push(said.receipt);
  }
  return judgement;
}

/**
 * @param {Receipt} receipt
 * @param {string} id
 * @param {string} sha256
 * @param {ServerKeys} keys
 */
const proves = async (receipt, id, sha256, keys) =>
  receipt.id === id &&
  receipt.sha256 === sha256 &&
  LETS_GO.includes(receipt.verdict) &&
  isSigned(receipt, keys.sign);

/**
 * Tell whether a receipt names a key that we don't know.
 * @param {Said[]} receipts
 * @param {ServerKeys} keys
 */
export const namesUnknownKey = (receipts, keys) =>
  receipts.some((said) => said?.receipt && !keys.sign.some(({ id }) => id === said.receipt?.key));

/**
 * How long to wait after failures in a row: from 2 seconds doubling to 2 minutes, each
 * between half and all of it, so that phones don't come back together.
 * @param {number} failures at least 1
 * @param {() => number} [random] in [0, 1)
 * @returns {number} milliseconds
 */
export const pause = (failures, random = Math.random) =>
  Math.min(120_000, 1000 * 2 ** failures) * (0.5 + random() / 2);
