/** What a person has answered so far, and what follows from it. The page only shows this. */

import { localTime } from './clock.js';
import { begin, fill, settle } from './filling.js';
import { pattern, placeOf, reordered } from './turns.js';

/**
 * @typedef {import('./answers.js').Answer} Answer
 * @typedef {import('./answers.js').Answers} Answers
 * @typedef {import('./filling.js').Part} Part
 * @typedef {import('./filling.js').Rules} Rules
 * @typedef {ReturnType<typeof fill>} Filling
 */

const SILENT = ['note', 'calculate', 'group', 'repeat'];

export class Answering {
  /** @type {Map<string, Part>} by the key that a part has in templates */
  parts = new Map();
  /** @type {Answers} */
  answers = {};
  /** @type {Filling} */
  filled;

  /** @param {Rules} rules */
  constructor(rules) {
    this.rules = rules;
    this.#list(rules.questions, '');
    this.choosing = [...this.parts.values()].some(({ choice_filter, choices_from }) => choice_filter || choices_from);
    this.filled = this.begin();
  }

  /** @param {Part[]} parts @param {string} under */
  #list(parts, under) {
    for (const part of parts) {
      this.parts.set(under + part.name, part);
      this.#list(part.questions ?? [], part.kind === 'repeat' ? `${under}${part.name}/#/` : under);
    }
  }

  /** Begin a record: with what the form gives by itself. */
  begin() {
    this.answers = begin(this.rules, localTime());
    return this.refill();
  }

  /** Go on with answers that were given before. @param {Answers} answers */
  resume(answers) {
    this.answers = answers;
    return this.refill();
  }

  refill() {
    this.filled = fill(this.rules, this.answers, localTime());
    return this.filled;
  }

  /**
   * @param {Answers} answers as they are now
   * @param {Answers} before the same as now where only turns have moved: that sets nothing off
   */
  change(answers, before = this.answers) {
    this.answers = settle(this.rules, answers, before, localTime());
    this.refill();
    if (this.choosing) this.#forgo();
  }

  /** Let go of choices that other answers have taken away; and of what those had offered. */
  #forgo() {
    const kept = { ...this.answers };
    let lost = false;
    for (const key of this.filled.keys) {
      const { choice_filter, choices_from } = this.part(key) ?? {};
      if ((choice_filter || choices_from) && kept[key] !== undefined && this.filled.asked(key)) {
        const offered = new Set(this.filled.offered(key).map(({ name }) => name));
        const given = [kept[key] ?? []].flat().map(String);
        const left = given.filter((name) => offered.has(name));
        if (left.length === given.length) continue;
        lost = true;
        if (left.length) kept[key] = left;
        else delete kept[key];
      }
    }
    if (lost) this.change(kept);
  }

  /** @param {string} key @param {Answer | undefined} answer */
  set(key, answer) {
    const answers = { ...this.answers };
    if (answer === undefined) delete answers[key];
    else answers[key] = answer;
    this.change(answers);
  }

  /** @param {string} key */
  part(key) {
    return this.parts.get(key) ?? this.parts.get(pattern(key));
  }

  /** Whether it is to be answered by a person. @param {string} key */
  open(key) {
    const { kind = 'note', calculation, trigger } = this.part(key) ?? {};
    return !SILENT.includes(kind) && (!calculation || Boolean(trigger));
  }

  /** The answer, or what it is worked out to be. @param {string} key */
  shown(key) {
    return this.open(key) ? this.answers[key] : this.filled.value(key);
  }

  /** @param {string} repeat its key */
  add(repeat) {
    this.change({ ...this.answers, [repeat]: this.filled.turns(repeat) + 1 });
  }

  /** @param {string} turn its key */
  remove(turn) {
    const [repeat, at] = placeOf(turn);
    this.#reorder(repeat, this.#order(repeat).filter((one) => one !== at));
  }

  /** Let a turn change places with a neighbour. @param {string} turn its key @param {1 | -1} by */
  move(turn, by) {
    const [repeat, at] = placeOf(turn);
    const order = this.#order(repeat);
    order.splice(at + by, 0, ...order.splice(at, 1));
    this.#reorder(repeat, order);
  }

  /** @param {string} repeat @param {number[]} order */
  #reorder(repeat, order) {
    const answers = reordered(this.answers, repeat, order);
    this.change(answers, answers);
  }

  /** @param {string} repeat */
  #order(repeat) {
    return Array.from({ length: this.filled.turns(repeat) }, (_one, at) => at);
  }

  /** Whether a turn holds answers that a person gave. @param {string} turn its key */
  holds(turn) {
    return Object.keys(this.answers).some((key) => key.startsWith(`${turn}/`) && this.open(key));
  }
}
