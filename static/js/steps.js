/** The screens of a form, one at a time: made when they are reached, and gone through with the browser's own back button too. */

import { pattern } from './turns.js';

/**
 * @typedef {import('./answering.js').Answering} Answering
 * @typedef {import('./filling.js').Part} Part
 */

export class Steps {
  /** @type {Map<string, number>} the step of a part, by the key that it has in templates */
  places = new Map();
  /** @type {HTMLElement[]} those that were reached */
  sections = [];
  at = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {string[][]} names the parts of each
   * @param {Answering} answering
   */
  constructor(form, names, answering) {
    this.form = form;
    this.names = names;
    this.answering = answering;
    this.sections[0] = form.querySelector('[data-step="0"]') ?? form;
    for (const [at, keys] of names.entries()) for (const key of keys) this.#place(key, at);
  }

  /** @param {string} key @param {number} at */
  #place(key, at) {
    this.places.set(key, at);
    const part = this.answering.parts.get(key);
    const under = part?.kind === 'repeat' ? `${key}/#/` : key.slice(0, key.length - (part?.name.length ?? 0));
    for (const { name } of part?.questions ?? []) this.#place(under + name, at);
  }

  /** Where a question is asked. @param {string | null} key */
  of(key) {
    return this.places.get(pattern(key ?? '')) ?? 0;
  }

  get last() {
    return this.names.length - 1;
  }

  /** Whether a step asks anything; the first has the place, the last the way to send. @param {number} at */
  asks(at) {
    return at <= 0 || at >= this.last || (this.names[at] ?? []).some((key) => this.#asks(key));
  }

  /** @param {string} key @returns {boolean} */
  #asks(key) {
    const part = this.answering.parts.get(key);
    if (!part || part.kind === 'calculate' || !this.answering.filled.asked(key)) return false;
    if (part.kind !== 'group') return true;
    const prefix = key.slice(0, key.length - part.name.length);
    return (part.questions ?? []).some(({ name }) => this.#asks(prefix + name));
  }

  /** The steps that ask something now, in order. */
  get asked() {
    return this.names.map((_names, at) => at).filter((at) => this.asks(at));
  }

  /** The next step that asks something, or the one before. @param {1 | -1} by */
  beside(by) {
    let at = this.at + by;
    while (!this.asks(at)) at += by;
    return Math.min(Math.max(at, 0), this.last);
  }

  /** The section of a step, made now if it wasn't reached before. @param {number} at */
  section(at) {
    return (this.sections[at] ??= this.#stamp(at));
  }

  /** @param {number} at @returns {HTMLElement} */
  #stamp(at) {
    const template = /** @type {HTMLTemplateElement} */ (this.form.querySelector(`template[data-step="${at}"]`));
    const section = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    section.hidden = true;
    template.after(section);
    return section;
  }

  /** Show a step and hide the one before. @param {number} at */
  show(at) {
    const [left, section] = [this.section(this.at), this.section(at)];
    this.at = at;
    if (left === section) return;
    for (const tool of left.querySelectorAll('[data-tool]')) tool.dispatchEvent(new Event('left'));
    left.hidden = true;
    section.hidden = false;
  }

  /** Forget what was filled in: all but the first are made anew when they are reached. */
  clear() {
    for (const section of this.sections.splice(1)) section?.remove();
    this.at = 0;
    this.section(0).hidden = false;
  }

  /** Begin the history of this page, as if all steps before this had just been gone through. @param {number} at */
  remember(at) {
    if (this.last < 1 || history.state?.step === at) return;
    const [first = 0, ...more] = this.asked.filter((one) => one <= at);
    history.replaceState({ step: first, depth: 0 }, '');
    for (const step of more) this.note(step);
  }

  /** Note in the history that a step comes now. @param {number} step */
  note(step) {
    const { step: beneath, depth } = history.state;
    history.pushState({ step, beneath, depth: depth + 1 }, '');
  }
}
