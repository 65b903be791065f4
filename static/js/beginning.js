/** How a form begins on this page: with a draft, or with what was answered before script was there. */

import { read, same } from './answers.js';
import { fieldsOf } from './asking.js';
import { one } from './capture.js';
import { NOBODY } from './speaking.js';
import { own } from './store.js';

/**
 * @typedef {import('./capture.js').Capture} Capture
 * @typedef {import('./store.js').Draft} Draft
 */

/** Go on with a draft. @param {Capture} capture @param {Draft} draft */
function resume(capture, { id, mends, content, step = 0 }) {
  const { answers, ...speaking } = /** @type {any} */ (content);
  Object.assign(capture, { id, mends, saved: true, speaking: { ...NOBODY, ...speaking } });
  capture.answering.resume(answers);
  one('resumed').hidden = false;
  return mends ? capture.steps.of(mends.problems[0]?.question ?? null) : step;
}

/** Begin with a draft, or with what the page has. @param {Capture} capture @param {Draft | undefined} draft */
export async function begin(capture, draft) {
  capture.facilitator = (await own('self').catch(() => undefined))?.kind === 'facilitator';
  const at = draft ? resume(capture, draft) : adopt(capture);
  place(capture);
  const step = capture.steps.asks(at) ? at : 0;
  capture.steps.remember(step);
  await capture.reach(step);
  if (draft?.mends) {
    const here = draft.mends.problems.filter(({ question }) => capture.steps.of(question) === step);
    capture.tell(here).focus();
  }
}

/** Take over what was answered before this script was here. @param {Capture} capture */
function adopt(capture) {
  const answers = { ...capture.answering.answers };
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (capture.section.querySelectorAll('[data-part]'))) {
    const key = element.dataset.part ?? '';
    const part = capture.answering.part(key);
    const answer = part && capture.answering.open(key) ? read(fieldsOf(element, key), part.kind) : undefined;
    if (answer !== undefined) answers[key] = answer;
  }
  if (!same(answers, capture.answering.answers)) capture.answering.change(answers);
  return 0;
}

/** Take the place that the page has chosen, or its address. @param {Capture} capture */
function place(capture) {
  const menu = /** @type {HTMLSelectElement | null} */ (capture.form.querySelector('#locality'));
  const named = new URLSearchParams(location.search).get('at');
  const from = named && [...(menu?.options ?? [])].find((option) => option.dataset.at === named);
  const locality = capture.speaking.locality || (from ? from.value : (menu?.value ?? ''));
  capture.speaking = { ...capture.speaking, locality };
}
