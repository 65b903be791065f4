/**
 * A form with answers at a moment: what is asked, what follows, what is wrong;
 * consult/core/filling.py does the same on the server.
 *
 * @typedef {string | number | string[]} Answer
 * @typedef {{ [key: string]: Answer }} Answers  "members/0/age" in a repeat; "members" is how many turns it has
 * @typedef {{ tree: import('./expression.js').Tree }} Expression
 * @typedef {object} Part a question, or a group or repeat with `questions`
 * @property {string} name
 * @property {string} kind
 * @property {Part[]} [questions]
 * @property {true | Expression} [required]
 * @property {Expression} [relevant]
 * @property {Expression} [constraint]
 * @property {Expression} [calculation]
 * @property {Expression} [choice_filter]
 * @property {Expression} [count]
 * @property {Expression} [initial]
 * @property {Expression} [seed]
 * @property {string} [default]
 * @property {string[]} [trigger]
 * @property {string} [choices]
 * @property {string} [choices_from]
 * @property {boolean} [shuffle]
 * @property {boolean} [read_only]
 * @property {[number, number, number]} [scale]
 * @property {{ [name: string]: string }} [parameters]
 * @typedef {{ name: string, label?: string, columns?: { [column: string]: string } }} Choice
 * @typedef {{ questions: Part[], choices: { [list: string]: Choice[] } }} Rules
 * @typedef {{ code: string, question: string, values: { [name: string]: string | number } }} Problem
 * @typedef {import('./expression.js').Node} Node
 * @typedef {import('./expression.js').Moment} Moment
 * @typedef {import('./slots.js').Slot} Slot
 */
import { functions, MOST_EFFORT, number, offsetOf, ready as able, steady as still, text, truth, work, written } from './expression.js';
import { judge } from './judge.js';
import { Instance, MOST_TURNS } from './slots.js';

/**
 * What looks through lists; lists.js puts it here where a form needs it.
 * @type {{ instance?: (rules: Rules, name: string) => Node | null, label?: (rules: Rules, list: string, value: string) => string,
 *   passing?: (rules: Rules, list: string, filter: Expression, moment: Moment) => Choice[],
 *   text?: (rules: Rules, id: string) => string }}
 */
export const looking = {};

/** Load what the rules of a form need. @param {Rules} rules */
export async function ready(rules) {
  const lists = /"(choice_filter|seed)":|"call","(instance|pulldata|jr:[\w-]+|search)"/.test(JSON.stringify(rules.questions));
  await Promise.all([able(rules), lists && import('./lists.js'), sets(rules.questions) && import('./settle.js')]);
}

/** @param {unknown} answer */
export const blank = (answer) =>
  answer === undefined || answer === null || (Array.isArray(answer) ? !answer.length : /^[ \t\r\n\u00a0\u3000]*$/.test(String(answer)));

/** @param {Answer | undefined} answer */
const textOf = (answer) =>
  Array.isArray(answer) ? answer.join(' ') : typeof answer === 'number' ? written(answer) : (answer ?? '');

/** @type {WeakMap<Expression, boolean>} */
const known = new WeakMap();

/** Whether it comes out the same however often it is worked out. @param {Expression} expression */
export function steady(expression) {
  let is = known.get(expression);
  if (is === undefined) known.set(expression, (is = still(expression.tree)));
  return is;
}

/** Whether its answer follows from others all the time. @param {Part | null} part */
export const worksOut = (part) => Boolean(part?.calculation && !part.trigger);

/** Take a text that was worked out for an answer of the question's kind. @param {Part} part @param {string} text @returns {Answer} */
export function typed({ kind }, text) {
  if (kind === 'select_multiple' || kind === 'rank') return text.split(/\s+/).filter(Boolean);
  return ['integer', 'decimal', 'range'].includes(kind) && /^-?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : text;
}

export class Filling {
  /**
   * @param {Rules} rules
   * @param {Answers} given
   * @param {string} now ISO, with the phone's own offset; the record carries the same as `captured_at`
   */
  constructor(rules, given, now) {
    this.rules = rules;
    /** @type {Answers} */
    this.answers = Object.assign(Object.create(null), given); // a question may be called "constructor"
    /** @type {Omit<Moment, 'here'> | undefined} */
    this.around = undefined;
    /** @type {Slot[]} what was worked out before all repeats had their turns */
    this.touched = [];
    this.now = now.replace(/Z$/, '+00:00');
    const offset = offsetOf(now);
    this.offset = () => offset;
    this.instance = new Instance(rules.questions, this.answers, {
      text: (slot) => textOf(this.valueAt(slot)),
      asked: (slot) => this.askedAt(slot),
    });
    for (let repeats; (repeats = this.instance.waiting()).length; ) {
      const counts = repeats.map((repeat) => this.count(repeat));
      repeats.forEach((repeat, at) => this.instance.turn(repeat, counts[at] ?? 0));
      for (const slot of this.touched) slot.forget();
      this.touched = [];
    }
    this.workOut();
  }

  /** In order, so that no question waits for a long chain. */
  workOut() {
    for (const slot of this.instance.slots.values()) this.valueAt(slot);
  }

  /** @param {Slot} repeat */
  count(repeat) {
    const moment = this.moment(repeat);
    const count = number(work(repeat.part?.count?.tree ?? ['number', 0], moment), moment);
    return count >= 1 ? Math.min(Math.trunc(count), MOST_TURNS + 1) : 0;
  }

  /** @param {Slot} slot @returns {Moment} */
  moment(slot) {
    const { now, offset, find, all, instance, choiceLabel, text } = (this.around ??= this.surroundings());
    return { now, offset, find, all, instance, choiceLabel, text, effort: { left: MOST_EFFORT }, here: /** @type {any} */ (slot) };
  }

  /** @returns {Omit<Moment, 'here'>} */
  surroundings() {
    const { now, offset, instance, rules } = this;
    return {
      now,
      offset,
      find: (name, here) => /** @type {any} */ (instance.find(name, here)),
      all: (name) => /** @type {any} */ (instance.root.within?.get(name) ?? []),
      instance: (name) => looking.instance?.(rules, name),
      choiceLabel: (name, value, here) => looking.label?.(rules, instance.find(name, here)[0]?.part?.choices ?? '', value) ?? value,
      text: (id) => looking.text?.(rules, id) ?? '',
    };
  }

  /** @param {Slot} slot @param {Expression} expression */
  says(slot, { tree }) {
    return truth(work(tree, this.moment(slot)));
  }

  /** @param {Slot} slot @returns {boolean} */
  askedAt(slot) {
    if (slot.known === undefined) {
      this.touched.push(slot);
      slot.known = false; // a circle asks nothing; importing a form refuses circles
      const relevant = slot.isTurn ? undefined : slot.part?.relevant;
      slot.known = (!slot.above || this.askedAt(slot.above)) && (!relevant || this.says(slot, relevant));
    }
    return slot.known;
  }

  /** @param {Slot} slot @returns {Answer | undefined} */
  valueAt(slot) {
    const { part, key } = slot;
    if (!part || part.questions || !this.askedAt(slot)) return undefined;
    const { calculation } = part;
    if (!calculation || part.trigger) return blank(this.answers[key]) ? undefined : this.answers[key];
    if (!slot.reached) {
      slot.reached = true;
      slot.workedOut = steady(calculation) ? undefined : this.answers[key];
      if (blank(slot.workedOut)) slot.workedOut = typed(part, this.workedOut(calculation, slot));
    }
    return blank(slot.workedOut) ? undefined : slot.workedOut;
  }

  /** The questions, at all their places, in the order of the form. */
  get keys() {
    return this.instance.walk().filter(({ part }) => part && !part.questions).map(({ key }) => key);
  }

  /** @param {string} key */
  part(key) {
    return this.instance.slots.get(key)?.part ?? null;
  }

  /** Whether it is relevant, and all that is around it. @param {string} key */
  asked(key) {
    const slot = this.instance.slots.get(key);
    return Boolean(slot && this.askedAt(slot));
  }

  /** The answer, undefined where it isn't asked or answered. @param {string} key */
  value(key) {
    const slot = this.instance.slots.get(key);
    return slot && this.valueAt(slot);
  }

  /** Whether a question that is asked must be answered. @param {string} key */
  needed(key) {
    const slot = this.instance.slots.get(key);
    const required = slot?.part?.required;
    return required === true || Boolean(slot && required && this.says(slot, required));
  }

  /** The choices that pass the question's filter, in the order to be shown. @param {string} key @returns {Choice[]} */
  offered(key) {
    const { instance, rules } = this;
    const slot = instance.slots.get(key);
    if (!slot?.part) return [];
    const { choices = '', choices_from, choice_filter, shuffle, seed } = slot.part;
    if (choices_from) {
      const given = instance.find(choices_from, slot).filter((one) => one.relevant).map((one) => one.text);
      return [...new Set(given)].filter(Boolean).map((name) => ({ name, label: name }));
    }
    const all = rules.choices[choices] ?? [];
    const passing = choice_filter ? (looking.passing?.(rules, choices, choice_filter, this.moment(slot)) ?? all) : all;
    const order = functions.randomize;
    if (!shuffle || !seed || !order) return passing;
    return /** @type {any} */ (order([passing, work(seed.tree, this.moment(slot))], this.moment(slot)));
  }

  /** How many turns a repeat has. @param {string} key */
  turns(key) {
    let count = 0;
    while (this.instance.slots.has(`${key}/${count}`)) count += 1;
    return count;
  }

  /** Put answers into a text where it names their questions, as ${name}. @param {string} text @param {string} key */
  said(text, key) {
    return text.replace(/\$\{\s*([^\s{}]+)\s*\}/g, (_, name) => this.texts(name, key)[0] ?? '');
  }

  /** What ${name} says at a question. @param {string} name @param {string} key */
  texts(name, key) {
    const here = this.instance.slots.get(key) ?? this.instance.root;
    return this.instance.find(name, here).filter((slot) => slot.relevant).map((slot) => slot.text);
  }

  /** The text of an expression that stands at a question. @param {Expression} expression @param {string} key */
  work(expression, key) {
    return this.workedOut(expression, this.instance.slots.get(key) ?? this.instance.root);
  }

  /** What is no number says nothing. @param {Expression} expression @param {Slot} slot */
  workedOut({ tree }, slot) {
    const result = work(tree, this.moment(slot));
    return Number.isNaN(result) ? '' : text(result);
  }

  /** @param {Slot} slot @returns {Problem | null} */
  problem(slot) {
    const { part, key: question } = slot;
    const answer = this.answers[question];
    if (!part || !this.askedAt(slot)) return null;
    if (part.questions) {
      const crowded = slot.isRepeat && (slot.cut || !(answer === undefined || Number.isInteger(answer)));
      return crowded ? { code: 'too_many_turns', question, values: { most: MOST_TURNS } } : null;
    }
    if (part.kind === 'calculate' || worksOut(part)) return null;
    if (part.kind === 'note') return this.needed(question) ? { code: 'stopped', question, values: {} } : null;
    if (answer === undefined || blank(answer)) return this.needed(question) ? { code: 'required', question, values: {} } : null;
    const wrong = judge(part, answer, () => this.offered(question).map(({ name }) => name));
    if (wrong) return { question, ...wrong };
    return part.constraint && !this.says(slot, part.constraint) ? { code: 'constraint', question, values: {} } : null;
  }

  /**
   * What is wrong, in the order of the questions.
   * @param {(key: string) => boolean} [among] look at these alone
   */
  problems(among = () => true) {
    const looked = this.instance.walk().filter(({ key }) => among(key));
    return looked.map((slot) => this.problem(slot)).filter((found) => found !== null);
  }

  /** The answers to what is asked, with the calculations worked out. */
  clean() {
    /** @type {Answers} */
    const kept = {};
    for (const slot of this.instance.walk()) {
      const value = slot.isRepeat ? this.turns(slot.key) || undefined : this.valueAt(slot);
      if (value !== undefined && this.askedAt(slot)) kept[slot.key] = value;
    }
    return kept;
  }
}

/** @type {WeakMap<Answers, Filling>} fillings of answers that have just been settled, each to be taken once */
const fresh = new WeakMap();

/** @type {WeakMap<Answers, Filling>} what `settle` need not fill again to see what has changed */
export const held = new WeakMap();

/**
 * Hold answers against a form.
 * @param {Rules} rules
 * @param {Answers} given
 * @param {string} now
 */
export function fill(rules, given, now) {
  const filling = fresh.get(given) ?? new Filling(rules, given, now);
  fresh.delete(given);
  held.set(given, filling);
  return filling;
}

/**
 * What carries on what an answer sets off; settle.js puts it here where a form needs it.
 * @type {{ settle?: (rules: Rules, answers: Answers, before: Answers | null, now: string) => Filling }}
 */
export const settling = {};

/** Whether answers of a form set anything off. @param {Part[]} parts @returns {boolean} */
const sets = (parts) =>
  parts.some(
    ({ kind, questions = [], initial, default: first, trigger, calculation }) =>
      kind === 'repeat' || initial || first || trigger || (calculation && !steady(calculation)) || sets(questions),
  );

/**
 * Carry on what a change of answers sets off.
 * @param {Rules} rules
 * @param {Answers} answers as they are after the change
 * @param {Answers | null} before as they were; null where the record is just begun
 * @param {string} now with the phone's own offset
 * @returns {Answers}
 */
export function settle(rules, answers, before, now) {
  const filling = settling.settle?.(rules, answers, before, now);
  if (!filling) return answers;
  const settled = { ...filling.answers };
  fresh.set(settled, filling);
  return settled;
}

/** The answers of a record that was just begun. @param {Rules} rules @param {string} now */
export const begin = (rules, now) => settle(rules, {}, null, now);
