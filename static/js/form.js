/** The form's page: asks what fits, keeps a draft of every change, checks, and keeps the record. */

import { answersOf, contentOf, restore } from './answers.js';
import { ask } from './asking.js';
import { localTime } from './clock.js';
import { draft, drafts, dropDraft, putDraft } from './drafts.js';
import { knows } from './expression.js';
import { show } from './faults.js';
import { fill } from './filling.js';
import { showKept } from './kept.js';
import { own } from './store.js';
import { uuid7 } from './uuid7.js';
import { say } from './words.js';

/**
 * @typedef {import('./filling.js').Part} Part
 * @typedef {import('./store.js').Draft} Draft
 * @typedef {{consultation: string, slug: string, form: string, version: string}} About
 */

const PAUSE = 400;

/** @param {string} name @returns {HTMLElement} */
const one = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
/** @param {Part[]} parts @returns {Part[]} */
const flat = (parts) => parts.flatMap((part) => [part, ...flat(part.questions ?? [])]);
const language = () => document.documentElement.lang;

class Capture {
  id = uuid7();
  /** @type {Draft['mends']} */
  mends = null;
  told = false;
  busy = false;
  saved = false; // the draft has been on disk
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  saving;

  /** @param {HTMLFormElement} form @param {string} json */
  constructor(form, json) {
    const { rules, own, ...about } = JSON.parse(json);
    this.form = form;
    this.rules = rules;
    this.ownWords = own;
    /** @type {About} */
    this.about = about;
    this.parts = flat(rules.questions);
    this.questions = this.parts.filter(({ kind }) => !['note', 'calculate', 'group'].includes(kind));
    this.place = /** @type {HTMLSelectElement} */ (form.elements.namedItem('locality'));
    this.button = /** @type {HTMLButtonElement} */ (form.querySelector('button[type=submit]'));
  }

  filled() {
    return fill(this.rules, answersOf(this.form, this.questions), localTime());
  }

  content() {
    return contentOf(this.form, this.questions);
  }

  problems(filled = this.filled()) {
    const missing = { code: 'required', question: 'locality', values: {} };
    return [...(this.place.value ? [] : [missing]), ...filled.problems()];
  }

  refresh() {
    const filled = this.filled();
    ask(this.form, this.parts, this.questions, filled);
    if (this.told) show(this.problems(filled), this.ownWords);
  }

  /** @param {Event} event */
  changed({ type, target }) {
    const { name, value } = /** @type {HTMLInputElement} */ (target);
    if (name === 'speaking_for') one('group-size').hidden = value !== 'group';
    this.refresh();
    one('progress').hidden = false;
    one('draft').textContent = '';
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), type === 'change' ? 0 : PAUSE);
  }

  async save() {
    clearTimeout(this.saving);
    this.saving = undefined;
    if (this.busy) return;
    const { id, mends, saved } = this;
    await putDraft({ ...this.about, id, mends, language: language(), content: this.content() }, saved);
    if (id === this.id) this.saved = true;
    one('draft').textContent = say('draft');
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    const filled = this.filled();
    const wrong = this.problems(filled);
    this.told = wrong.length > 0;
    const summary = show(wrong, this.ownWords);
    if (this.told) summary.focus();
    else if (!this.busy) await this.keep(filled.clean());
  }

  /** @param {import('./answers.js').Answers} answers */
  async keep(answers) {
    this.busy = this.button.disabled = true;
    clearTimeout(this.saving);
    const { id, mends, saved } = this;
    const name = language();
    try {
      const { keep } = await import('./keep.js');
      this.ended(await keep({ ...this.about, ...this.content(), answers, language: name, draft: id, saved, mends }));
    } catch (failure) {
      const why = failure instanceof Error && failure.name;
      if (why === 'CannotSeal') return this.directly();
      if (why === 'KeptElsewhere') this.ended({ id, code: null });
      else {
        one('unkept').hidden = false;
        one('unkept').focus();
      }
    }
    this.busy = this.button.disabled = false;
  }

  /** @param {{id: string, code: string | null}} kept what became of the draft */
  ended(kept) {
    clearTimeout(this.saving);
    this.saved = true; // what was typed meanwhile must not bring it back
    this.form.hidden = one('unkept').hidden = true;
    showKept(one('kept'), kept);
  }

  /** Send the page as it is, as without script; its id makes it one record however often. */
  directly() {
    this.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'id', value: this.id }));
    this.form.submit();
  }

  /** Begin anew, at the same place. */
  afresh() {
    const { value } = this.place;
    this.form.reset();
    this.place.value = value;
    Object.assign(this, { id: uuid7(), mends: null, told: false, saved: false });
    show([], this.ownWords);
    for (const name of ['kept', 'resumed', 'progress', 'group-size']) one(name).hidden = true;
    one('draft').textContent = '';
    this.form.hidden = false;
    this.refresh();
    document.getElementById('main')?.scrollIntoView();
    this.place.focus({ preventScroll: true });
  }

  /** Go on with the draft that the address names, else with the one left last. */
  async resume() {
    if (location.hash === '#new') return;
    const named = /^#draft=(.+)/.exec(location.hash)?.[1];
    const found = named ? await draft(named) : (await drafts(this.about.consultation)).find(({ mends }) => !mends);
    if (!found) return;
    const { id, mends, content } = found;
    Object.assign(this, { id, mends, saved: true });
    restore(this.form, content);
    one('resumed').hidden = false;
    if (mends) show(mends.problems, this.ownWords).focus();
  }

  async begin() {
    await this.resume().catch(() => {});
    const at = new URLSearchParams(location.search).get('at');
    const from = at && [...this.place.options].find((option) => option.dataset.at === at);
    if (from && !this.place.value) this.place.value = from.value;
    one('facilitator').hidden = (await own('self').catch(() => undefined))?.kind !== 'facilitator';
    this.refresh();
  }
}

/** @param {HTMLFormElement} form */
export async function form(form) {
  const json = document.getElementById('capture')?.textContent ?? '';
  if (!knows(JSON.parse(json).rules)) await import('./expression-more.js');
  const capture = new Capture(form, json);
  form.addEventListener('input', (event) => capture.changed(event));
  form.addEventListener('change', (event) => capture.changed(event));
  form.addEventListener('submit', (event) => capture.submit(event));
  one('another').addEventListener('click', () => capture.afresh());
  one('directly').addEventListener('click', () => capture.directly());
  one('afresh').addEventListener('click', () => dropDraft(capture.id).then(() => capture.afresh()));
  document.addEventListener('visibilitychange', () => document.hidden && capture.saving && capture.save());
  await capture.begin();
  import('./keep.js').then(({ warm }) => warm(capture.about)).catch(() => {}); // not needed before the first answer
}
