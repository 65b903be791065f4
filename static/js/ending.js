/** How a form that is filled in ends: checked, kept, sent, and begun anew. */

import { one } from './capture.js';
import { dropDraft } from './drafts.js';
import { showKept } from './kept.js';
import { NOBODY } from './speaking.js';
import { uuid7 } from './uuid7.js';
import { go } from './walking.js';

/** @typedef {import('./capture.js').Capture} Capture */

/** Keep the record if nothing is wrong; else go to the first step where something is. @param {Capture} capture */
export async function send(capture) {
  const [first] = capture.problems();
  if (!first) return capture.busy || keep(capture);
  const at = capture.steps.of(first.question);
  if (at !== capture.steps.at) await go(capture, at);
  capture.tell(capture.faults()).focus();
}

/** @param {Capture} capture @param {boolean} busy */
function rest(capture, busy) {
  capture.busy = busy;
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (capture.section.querySelectorAll('[type=submit]'))) {
    button.disabled = busy;
  }
}

/** @param {Capture} capture */
async function keep(capture) {
  rest(capture, true);
  clearTimeout(capture.saving);
  const { id: draft, mends, saved, about, speaking, answering, language } = capture;
  try {
    const { keep } = await import('./keep.js');
    const answers = answering.filled.clean();
    ended(capture, await keep({ ...about, ...speaking, answers, language, draft, saved, mends }));
  } catch (failure) {
    const why = failure instanceof Error && failure.name;
    if (why === 'CannotSeal') return directly(capture);
    if (why === 'KeptElsewhere') ended(capture, { id: draft, code: null });
    else {
      one('unkept').hidden = false;
      one('unkept').focus();
    }
  }
  rest(capture, false);
}

/**
 * @param {Capture} capture
 * @param {{id: string, code: string | null}} kept what became of the draft
 */
function ended(capture, kept) {
  clearTimeout(capture.saving);
  capture.saved = true; // what was typed meanwhile must not bring it back
  capture.form.hidden = one('unkept').hidden = true;
  if (history.state?.depth) history.go(-history.state.depth);
  showKept(one('kept'), kept);
}

/** Send the page as it is, as without script; its id makes it one record however often. @param {Capture} capture */
export function directly({ form, id, speaking, answering, steps }) {
  const filled = JSON.stringify(answering.answers);
  const fields = { id, locality: speaking.locality, filled, shown: '[]', step: String(steps.last), do: 'send' };
  for (const [name, value] of Object.entries(fields)) {
    for (const there of form.querySelectorAll(`input[type=hidden][name="${name}"]`)) there.remove();
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  form.submit();
}

/** Begin anew, at the same place. @param {Capture} capture */
export async function afresh(capture) {
  const { answering, form, speaking, steps } = capture;
  Object.assign(capture, { id: uuid7(), mends: null, saved: false, speaking: { ...NOBODY, locality: speaking.locality } });
  form.reset();
  answering.begin();
  steps.clear();
  for (const name of ['kept', 'resumed', 'carried', 'progress']) one(name).hidden = true;
  one('draft').textContent = '';
  form.hidden = false;
  capture.tell([]);
  steps.remember(0);
  await capture.reach(0);
  document.getElementById('main')?.scrollIntoView();
  /** @type {HTMLElement | null} */ (form.querySelector('#locality'))?.focus({ preventScroll: true });
}

/** Drop the draft, and begin anew. @param {Capture} capture */
export const drop = (capture) => dropDraft(capture.id).then(() => afresh(capture));
