/** What the server tells a phone: replies, what came back to be mended, places, its own revocation. */

import { sha256 } from './canonical.js';
import { suite, unseal } from './seal.js';
import { own, store } from './store.js';

/**
 * @typedef {import('./exchange.js').Heard} Heard
 * @typedef {import('./store.js').Draft} Draft
 * @typedef {import('./store.js').Phone} Phone
 * @typedef {import('./store.js').Self} Self
 */

/**
 * Open the records that came back, as drafts; one that can't be opened is left out.
 * @param {Heard[]} news
 * @param {Self} self
 * @returns {Promise<Draft[]>}
 */
export async function reopen(news, self) {
  const pair = await own('pair');
  const returned = news.filter(({ kind }) => kind === 'returned');
  if (!pair || !returned.length) return [];
  await suite(); // without it none could be opened, and the news must wait
  const drafts = await Promise.all(returned.map(({ payload }) => open(payload, pair, self).catch(() => null)));
  return drafts.filter((draft) => draft !== null);
}

/**
 * @param {{record: string, sealed: string}} payload
 * @param {CryptoKeyPair} pair
 * @param {Self} self
 * @returns {Promise<Draft>}
 */
async function open({ record, sealed }, pair, self) {
  const { content, problems, code } = await unseal(pair, ['consult-news', record, self.id], sealed);
  const { consultation, form, version, language, locality, speaking_for, tone, answers, captured_at } = content;
  const sent = await (await store()).get('ledger', record);
  const slug = sent?.slug ?? self.consultations.find(({ id }) => id === consultation)?.slug ?? form;
  return {
    id: record,
    consultation,
    slug,
    form,
    version,
    language,
    content: { answers, locality, speaking_for, tone },
    changed_at: Date.now(),
    mends: { id: record, base: await sha256(content), code: code ?? null, captured_at, problems },
  };
}

/**
 * Note what was heard, inside the transaction that also moves the cursor.
 * @param {Heard[]} news
 * @param {Draft[]} reopened
 * @param {Self} self
 * @param {import('idb').IDBPTransaction<Phone, ('outbox' | 'ledger' | 'drafts' | 'news' | 'localities' | 'device')[], 'readwrite'>} at
 */
export async function hear(news, reopened, self, at) {
  for (const draft of reopened) {
    const mended = await at.objectStore('outbox').get(draft.id);
    const begun = await at.objectStore('drafts').get(draft.id);
    const newer = mended && mended.envelope.sha256 !== draft.mends?.base; // not the very one that came back
    if (!newer && begun?.mends?.base !== draft.mends?.base) at.objectStore('drafts').put(draft);
  }
  for (const { consultation, number, kind, payload } of news) {
    if (kind === 'revoked') at.objectStore('device').put({ ...self, revoked: true }, 'self');
    if (kind === 'localities') for (const locality of payload.localities) at.objectStore('localities').put(locality);
    if (kind === 'reply') {
      const told = self.kind === 'facilitator' ? payload.reply : null; // on a citizen's phone only their code opens it
      at.objectStore('news').put({
        id: `${consultation}:${number}`, record: payload.record, reply: told, heard_at: Date.now(), seen: false,
      });
    }
  }
}
