/** One form being filled in on this page: its answers, its screens, its draft. */

import { Answering } from './answering.js';
import { read, same } from './answers.js';
import { Asking, fieldsOf, numbered } from './asking.js';
import { putDraft } from './drafts.js';
import { show } from './faults.js';
import { NOBODY, showSpeaking, speakingOf } from './speaking.js';
import { Steps } from './steps.js';
import { equip } from './tools.js';
import { uuid7 } from './uuid7.js';
import { say } from './words.js';

/**
 * @typedef {import('./store.js').Draft} Draft
 * @typedef {import('./store.js').Problem} Problem
 * @typedef {{consultation: string, slug: string, form: string, version: string}} About
 * @typedef {{form: HTMLFormElement, json: string}} Page
 */

const PAUSE = 400;

/** @param {string} name @returns {HTMLElement} */
export const one = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

export class Capture {
  id = uuid7();
  /** @type {Draft['mends']} */
  mends = null;
  told = false;
  busy = false;
  moving = false;
  saved = false; // the draft has been on disk
  facilitator = false;
  saves = 0;
  /** @type {Readonly<import('./speaking.js').Speaking>} */
  speaking = NOBODY;
  /** @type {Set<Promise<unknown>>} */
  pending = new Set();
  /** @type {Map<HTMLElement, Asking>} */
  askings = new Map();
  /** @type {Map<string, number>} the questions that are asked, with their numbers */
  numbers = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  saving;

  /** @param {Page} page */
  constructor({ form, json }) {
    const { rules, own, steps, language, consultation, slug, form: name, version } = JSON.parse(json);
    this.form = form;
    this.ownWords = own;
    /** @type {string} that of the questions; the page around them may have another */
    this.language = language ?? document.documentElement.lang;
    /** @type {About} */
    this.about = { consultation, slug, form: name, version };
    this.answering = new Answering(rules);
    this.steps = new Steps(form, steps, this.answering);
  }

  get section() {
    return this.steps.section(this.steps.at);
  }

  /** @param {number} at */
  asking(at) {
    const section = this.steps.section(at);
    const asking = this.askings.get(section) ?? new Asking(section);
    this.askings.set(section, asking);
    return asking;
  }

  /** @param {string} key @returns {import('./tools.js').Circumstances} */
  circumstances(key) {
    const { answering } = this;
    return {
      part: /** @type {import('./filling.js').Part} */ (answering.part(key)),
      draft: () => this.id,
      hold: (work) => {
        this.pending.add(work);
        work.finally(() => this.pending.delete(work));
      },
      offered: () => answering.filled.offered(key),
    };
  }

  /** Show a step as the answers make it; new turns get their tools. @param {number} [at] */
  async draw(at = this.steps.at) {
    const asking = this.asking(at);
    this.numbers = numbered(this.answering);
    asking.show(this.answering, this.numbers);
    if (await equip(asking.section, (key) => this.circumstances(key))) {
      asking.stale = true;
      asking.show(this.answering, this.numbers);
    }
  }

  /** @param {number} at */
  async reach(at) {
    const section = this.steps.section(at);
    showSpeaking(section, this.speaking);
    for (const card of section.querySelectorAll('[data-facilitator]')) /** @type {HTMLElement} */ (card).hidden = !this.facilitator;
    await this.draw(at);
    this.steps.show(at);
    this.progress();
  }

  /** What is wrong. @param {(key: string) => boolean} [among] look at these alone @returns {Problem[]} */
  problems(among = () => true) {
    const missing = { code: 'required', question: 'locality', values: {} };
    return [...(this.speaking.locality || !among('locality') ? [] : [missing]), ...this.answering.filled.problems(among)];
  }

  /** What is wrong in this step. */
  faults() {
    return this.problems((key) => this.steps.of(key) === this.steps.at);
  }

  /** @param {import('./store.js').Problem[]} problems */
  tell(problems) {
    this.told = problems.length > 0;
    return show(this.section, problems, this.ownWords, (words, key) => this.answering.filled.said(words, key));
  }

  refresh() {
    const drawn = this.draw();
    if (this.told) this.tell(this.faults());
    this.progress();
    return drawn;
  }

  progress() {
    const { steps, answering, numbers } = this;
    const paged = steps.last > 0;
    const all = paged ? steps.asked : [...numbers.keys()];
    const done = paged ? steps.asked.filter((at) => at <= steps.at) : all.filter((key) => answering.filled.value(String(key)) !== undefined);
    const [number, count] = [done.length, all.length];
    one('answered').textContent = say(paged ? 'page' : 'so_far', { number, count });
    Object.assign(/** @type {object} */ (this.form.querySelector('progress')), { max: count, value: number });
    one('progress').hidden &&= !paged;
  }

  /** @param {Event} event */
  changed({ type, target }) {
    const { name } = /** @type {HTMLInputElement} */ (target);
    const element = /** @type {HTMLElement} */ (target).closest('[data-part]');
    const key = element?.getAttribute('data-part') ?? '';
    if (!name) return;
    const part = name === `q-${key}` && this.answering.part(key);
    const answer = element && part ? read(fieldsOf(element, key), part.kind) : undefined;
    if (!part) this.speak(name);
    else if (!same(answer, this.answering.answers[key])) this.answering.set(key, answer);
    else return type === 'change' && this.saving && this.touched(0);
    one('progress').hidden = false;
    this.refresh();
    this.touched(type === 'change' ? 0 : PAUSE);
  }

  /** @param {string} name of the field that has changed */
  speak(name) {
    this.speaking = speakingOf(this.form, this.speaking);
    if (name === 'speaking_for') one('group-size').hidden = this.speaking.speaking_for.kind !== 'group';
  }

  /** @param {number} pause milliseconds until the draft is put on disk */
  touched(pause) {
    one('draft').textContent = '';
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), pause);
  }

  content() {
    return { ...this.speaking, answers: this.answering.answers };
  }

  async save() {
    clearTimeout(this.saving);
    this.saving = undefined;
    if (this.busy) return;
    const { id, mends, saved, about, steps, language } = this;
    const save = (this.saves += 1);
    await putDraft({ ...about, id, mends, language, content: this.content(), step: steps.at }, saved);
    if (id !== this.id) return;
    if (!saved) import('./versions.js').then(({ keepPage }) => keepPage(about)).catch(() => {});
    this.saved = true;
    if (save === this.saves && !this.saving) one('draft').textContent = say('draft'); // nothing newer waits
  }

  /** Change the turns of a repeat, once nothing is under way that would end up in another. @param {(answering: Answering) => void} how */
  async alter(how) {
    await this.settled();
    how(this.answering);
    await this.refresh();
    this.touched(0);
  }

  /** Wait for what is being recorded or written; it ends with this. */
  async settled() {
    for (const tool of this.section.querySelectorAll('[data-tool]')) tool.dispatchEvent(new Event('left'));
    while (this.pending.size) await Promise.all(this.pending);
  }
}
