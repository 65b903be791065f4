/** Send what waits, as soon as somebody answers; one tab at a time, and never give a record up. */

import { enrol, serverKeys, TooOften } from './device.js';
import { BATCH, batch, exchange, judge, namesUnknownKey, pause } from './exchange.js';
import { hear, reopen } from './news.js';
import { own, store, tell, together } from './store.js';

/**
 * @typedef {import('./store.js').Kept} Kept
 * @typedef {import('./store.js').Self} Self
 * @typedef {import('./exchange.js').Answer} Answer
 * @typedef {import('./exchange.js').Judgement} Judgement
 * @typedef {import('./receipt.js').Receipt} Receipt
 * @typedef {'on' | 'done' | 'wait' | {seconds: number}} Step  go on, be content, or come back later
 */

const FRESH = 60_000;

let limit = BATCH;
let streak = 0;
let failures = 0;
let heardAt = 0;
let failedAt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Promise<void> | undefined} */
let running;
let wanted = false;

/** Send all that waits and hear the news; calls while one is under way make it look once more. */
export function drain() {
  wanted = true;
  running ??= alone(run).finally(() => {
    running = undefined;
  });
  return running;
}

/** @param {() => Promise<void>} work */
const alone = async (work) => (navigator.locks ? navigator.locks.request('consult-exchange', work) : work());

async function run() {
  clearTimeout(timer);
  /** @type {Step} */
  let step = 'on';
  while (wanted || step === 'on') {
    wanted = false;
    step = await once().catch(() => 'wait');
    if (typeof step === 'object' || step === 'wait') break;
  }
  if (step === 'done') return;
  const floor = typeof step === 'object' ? step.seconds * 1000 : 0;
  timer = setTimeout(again, Math.max(floor, pause(failures + 1)));
}

/** Only what the phone tries by itself makes it more patient, not what a person does meanwhile. */
function again() {
  failures += 1;
  drain();
}

/**
 * What waits, oldest first: records to be sent, and those that are there already but for their files.
 * @returns {Promise<{queue: Kept[], behind: Kept[]}>}
 */
async function waiting() {
  const all = (await (await store()).getAll('outbox')).filter(({ state }) => state === 'waiting');
  return { queue: all.filter(({ receipt }) => !receipt), behind: all.filter(({ receipt }) => receipt) };
}

/** @returns {Promise<Step>} */
async function once() {
  const { queue, behind } = await waiting();
  const known = await own('self');
  const quiet = !queue.length && (!known || Date.now() - heardAt < FRESH);
  if (known?.revoked || (quiet && !behind.length)) return 'done';
  const self = known ?? (await enrolled());
  if (typeof self !== 'object' || !('token' in self)) return self;
  // Nor do files wait behind records that the server breaks on.
  if (behind.length && (quiet || Date.now() - failedAt < FRESH)) return piece(behind, self);
  const chosen = batch(queue, limit, streak);
  const records = chosen.map(({ envelope }) => envelope);
  const outcome = await exchange(self.token, {
    device: self.id,
    cursor: (await own('cursor')) ?? {},
    records,
    news: true,
  });
  if (outcome.kind === 'answered') return answered(outcome.answer, chosen, self);
  streak = 0;
  if (outcome.kind === 'later') return outcome;
  if (outcome.kind === 'stranger') return stranger(self, outcome.revoked);
  limit = Math.max(1, Math.floor(chosen.length / 2)); // perhaps it was too much for the link
  if (outcome.kind === 'silent') return 'wait';
  const alone = chosen.length === 1 && outcome.kind !== 'failing';
  await blame(chosen, alone ? outcome.code : null);
  if (outcome.kind === 'failing' || !chosen.length) failedAt = Date.now();
  return behind.length || (outcome.kind !== 'failing' && chosen.length) ? 'on' : 'wait';
}

/**
 * Send a piece of a file, and then look again: a record must not wait behind somebody's film.
 * @param {Kept[]} behind
 * @param {Self} self
 * @returns {Promise<Step>}
 */
async function piece(behind, self) {
  const { sendPiece } = await import('./files.js');
  const step = await sendPiece(behind, self);
  if (step === 'on') failures = 0;
  if (step !== 'strange') return step;
  heardAt = 0; // the next exchange tells what is wrong with our token
  return 'wait';
}

/** Enrol a citizen's phone, which has something to send. @returns {Promise<Self | Step>} */
async function enrolled() {
  try {
    await enrol();
    return (await own('self')) ?? 'wait';
  } catch (failure) {
    return failure instanceof TooOften ? { seconds: failure.seconds } : 'wait';
  }
}

/**
 * The server doesn't know our token: a citizen's phone takes a new one, a facilitator's asks its person.
 * @param {Self} self
 * @param {boolean} revoked
 * @returns {Promise<Step>}
 */
async function stranger(self, revoked) {
  const phone = await store();
  if (revoked || self.kind === 'facilitator') await phone.put('device', { ...self, revoked: true }, 'self');
  else await phone.delete('device', 'self');
  tell('outbox');
  return revoked || self.kind === 'facilitator' ? 'done' : 'wait';
}

/**
 * Remember that these failed together; one that failed alone is set aside with the reason.
 * @param {Kept[]} chosen
 * @param {string | null} code
 */
async function blame(chosen, code) {
  await together(['outbox'], async (at) => {
    for (const { id } of chosen) {
      const kept = await at.objectStore('outbox').get(id);
      if (!kept) continue;
      const problems = code ? [{ code, question: null, values: {} }] : kept.problems;
      at.objectStore('outbox').put({ ...kept, attempts: kept.attempts + 1, state: code ? 'refused' : 'waiting', problems });
    }
  });
  if (code) for (const { id } of chosen) tell('refused', { id });
}

/**
 * @param {Answer} answer
 * @param {Kept[]} chosen
 * @param {Self} self
 * @returns {Promise<Step>}
 */
async function answered(answer, chosen, self) {
  const records = chosen.map(({ envelope }) => envelope);
  let keys = await serverKeys();
  if (!keys || namesUnknownKey(answer.receipts, keys)) keys = await serverKeys({ fresh: true });
  const judgement = keys ? await judge(answer.receipts, records, keys) : { sent: [], refused: [] };
  await settle(judgement, answer, self);
  heardAt = Date.now();
  const unproved = chosen.filter(({ id }) => ![...judgement.sent, ...judgement.refused].some((one) => one.id === id));
  if (unproved.length) {
    await blame(unproved, null);
    streak = 0;
    return 'wait';
  }
  streak += 1;
  failures = 0;
  limit = Math.min(BATCH, limit * 2);
  const { queue, behind } = await waiting();
  return answer.more || queue.length || behind.length ? 'on' : 'done';
}

/**
 * Let a record go; one with files stays until they are sent, without what nobody needs any more.
 * @param {Kept} kept
 * @param {Receipt} receipt
 * @param {import('idb').IDBPTransaction<import('./store.js').Phone, any, 'readwrite'>} at
 * @returns {boolean} whether it is gone
 */
function letGo(kept, { verdict, received_at }, at) {
  const { id, slug, files, envelope } = kept;
  const { consultation, sha256 } = envelope;
  if (files) {
    const empty = { ...envelope, sealed: '' };
    at.objectStore('outbox').put({ ...kept, envelope: empty, attempts: 0, receipt: { verdict, received_at } });
    return false;
  }
  at.objectStore('ledger').put({ id, consultation, slug, sha256, verdict, received_at });
  at.objectStore('outbox').delete(id);
  return true;
}

/**
 * Let go what is proved, set aside what is refused, and note the news, in one transaction.
 * @param {Judgement} judgement
 * @param {Answer} answer
 * @param {Self} self
 */
async function settle({ sent, refused }, answer, self) {
  const reopened = await reopen(answer.news, self);
  /** @type {Receipt[]} */
  const whole = [];
  await together(['outbox', 'ledger', 'drafts', 'news', 'localities', 'device'], async (at) => {
    for (const receipt of sent) {
      const kept = await at.objectStore('outbox').get(receipt.id);
      if (kept?.envelope.sha256 !== receipt.sha256) continue; // mended meanwhile: the newer one still waits
      if (letGo(kept, receipt, at)) whole.push(receipt);
    }
    for (const { id, sha256, problems } of refused) {
      const kept = await at.objectStore('outbox').get(id);
      if (kept?.envelope.sha256 === sha256) at.objectStore('outbox').put({ ...kept, state: 'refused', problems });
    }
    await hear(answer.news, reopened, self, at);
    at.objectStore('device').put(answer.cursor, 'cursor');
  });
  for (const { id, verdict } of whole) tell('sent', { id, verdict });
  for (const { id } of refused) tell('refused', { id });
  if (answer.news.length) tell('news');
}

/** Send again what was refused, because the person asks. @param {string} id */
export async function retry(id) {
  await together(['outbox'], async (at) => {
    const kept = await at.objectStore('outbox').get(id);
    if (kept) at.objectStore('outbox').put({ ...kept, state: 'waiting', problems: [], attempts: 0 });
  });
  tell('outbox');
  return drain();
}

/** Drain now and whenever there is a chance. */
export function start() {
  document.addEventListener('consult:kept', drain);
  globalThis.addEventListener('online', drain);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && drain());
  drain();
}
