/**
 * A form with answers at a moment: what is asked, what follows, what is wrong;
 * consult/core/filling.py does the same on the server.
 *
 * @typedef {string | number | string[]} Answer
 * @typedef {{ [question: string]: Answer }} Answers
 * @typedef {{ tree: import('./expression.js').Tree }} Expression
 * @typedef {object} Part a question, or a group (kind "group") with `questions`
 * @property {string} name
 * @property {string} kind
 * @property {Part[]} [questions]
 * @property {true | Expression} [required]
 * @property {Expression} [relevant]
 * @property {Expression} [constraint]
 * @property {Expression} [calculation]
 * @property {Expression} [choice_filter]
 * @property {string} [choices]
 * @property {[number, number, number]} [scale]
 * @typedef {{ name: string, columns?: { [column: string]: string } }} Choice
 * @typedef {{ questions: Part[], choices: { [list: string]: Choice[] } }} Rules
 * @typedef {{ code: string, question: string, values: { [name: string]: string | number } }} Problem
 * @typedef {import('./expression.js').Node} Node
 */
import { evaluate, holds, offsetOf, text, written } from './expression.js';

export const LONGEST = 10000;
const SILENT = ['note', 'calculate'];

/** @param {unknown} answer */
const blank = (answer) =>
  answer === undefined || answer === null || (Array.isArray(answer) ? !answer.length : /^[ \t\r\n\u00a0\u3000]*$/.test(String(answer)));

/** @param {Answer | undefined} answer */
const textOf = (answer) =>
  Array.isArray(answer) ? answer.join(' ') : typeof answer === 'number' ? written(answer) : (answer ?? '');

/**
 * Hold answers against a form.
 * @param {Rules} rules
 * @param {Answers} given
 * @param {string} now ISO, with the phone's own offset; the record carries the same as `captured_at`
 */
export function fill({ questions, choices }, given, now) {
  /** @type {Answers} */
  const answers = Object.assign(Object.create(null), given); // a question may be called "constructor"
  /** @type {Map<string, { part: Part, node: Node, above: string[] }>} */
  const places = new Map();
  /** @type {Map<string, boolean>} */
  const known = new Map();
  /** @type {Map<string, string>} */
  const calculated = new Map();
  const moment = { now: now.replace(/Z$/, '+00:00'), offset: () => offsetOf(now), find };

  /** @param {Part[]} parts @param {Node} parent @param {string[]} above */
  function plant(parts, parent, above) {
    for (const part of parts) {
      /** @type {Node} */
      const node = { name: part.name, parent, children: [], get text() { return textUnder(node); } };
      parent.children.push(node);
      places.set(part.name, { part, node, above });
      plant(part.questions ?? [], node, [...above, part.name]);
    }
  }
  plant(questions, { name: 'form', children: [], text: '' }, []);

  /** @param {Node} node @returns {string} */
  const textUnder = (node) => (at(node.name).part.questions ? node.children.map(textUnder).join('') : textOf(value(node.name)));

  /** @param {string} name */
  function find(name) {
    const place = places.get(name);
    return place ? [place.node] : [];
  }

  /** @param {string} name */
  const at = (name) => /** @type {NonNullable<ReturnType<typeof places.get>>} */ (places.get(name));

  /** @param {Expression} expression @param {string} name */
  const says = ({ tree }, name) => holds(tree, { ...moment, here: at(name).node });

  /** Whether a question or a group is relevant, and all groups around it. @param {string} name @returns {boolean} */
  function asked(name) {
    let is = known.get(name);
    if (is === undefined) {
      known.set(name, false); // a circle asks nothing; importing a form refuses circles
      const { part, above } = at(name);
      is = above.every(asked) && (!part.relevant || says(part.relevant, name));
      known.set(name, is);
    }
    return is;
  }

  /** The answer, undefined where it isn't asked or answered. @param {string} name @returns {Answer | undefined} */
  function value(name) {
    if (!asked(name)) return undefined;
    const { part, node } = at(name);
    if (part.kind !== 'calculate' || !part.calculation) return blank(answers[name]) ? undefined : answers[name];
    if (!calculated.has(name)) {
      calculated.set(name, '');
      calculated.set(name, text(evaluate(part.calculation.tree, { ...moment, here: node })));
    }
    return calculated.get(name) || undefined;
  }

  /** Whether a question that is asked must be answered. @param {string} name */
  function needed(name) {
    const { required } = at(name).part;
    return required === undefined || required === true ? Boolean(required) : says(required, name);
  }

  /** The names of the choices that pass the question's filter. @param {string} name */
  function offered(name) {
    const { part } = at(name);
    const all = choices[part.choices ?? ''] ?? [];
    const filter = part.choice_filter;
    const passing = filter ? all.filter((choice) => holds(filter.tree, { ...moment, here: row(choice) })) : all;
    return passing.map((choice) => choice.name);
  }

  /** @param {Part} part @returns {Problem | null} */
  function problem(part) {
    const { name } = part;
    const answer = answers[name];
    if (SILENT.includes(part.kind) || part.questions || !asked(name)) return null;
    if (answer === undefined || blank(answer)) return needed(name) ? { code: 'required', question: name, values: {} } : null;
    const wrong = judge(part, answer, () => offered(name));
    if (wrong) return { question: name, ...wrong };
    return part.constraint && !says(part.constraint, name) ? { code: 'constraint', question: name, values: {} } : null;
  }

  for (const [name, { part }] of places) if (!part.questions) value(name); // in order, as the server does

  return {
    asked,
    value,
    needed,
    offered,

    /** What is wrong, in the order of the questions. */
    problems: () => [...places.values()].map(({ part }) => problem(part)).filter((found) => found !== null),

    /** The answers to what is asked, with the calculations worked out. */
    clean: () =>
      Object.fromEntries(
        [...places.values()]
          .filter(({ part }) => !part.questions)
          .map(({ part }) => /** @type {[string, Answer]} */ ([part.name, value(part.name)]))
          .filter(([, answer]) => answer !== undefined),
      ),
  };
}

/** @param {Choice} choice @returns {Node} */
function row(choice) {
  /** @type {Node} */
  const item = { name: 'item', children: [], text: '' };
  for (const [name, text] of Object.entries({ name: choice.name, ...choice.columns })) {
    item.children.push({ name, text, parent: item, children: [] });
  }
  return item;
}

/**
 * What is wrong with the kind of an answer.
 * @param {Part} part
 * @param {Answer} answer
 * @param {() => string[]} offered
 * @returns {Omit<Problem, 'question'> | null}
 */
function judge({ kind, scale }, answer, offered) {
  const number = typeof answer === 'number' && Math.abs(answer) <= 1e300;
  switch (kind) {
    case 'text':
      if (typeof answer !== 'string') return { code: 'not_text', values: {} };
      return [...answer].length > LONGEST ? { code: 'too_long', values: { most: LONGEST } } : null;
    case 'integer':
      return Number.isSafeInteger(answer) ? null : { code: 'not_a_whole_number', values: {} };
    case 'date':
      return isDate(answer) ? null : { code: 'not_a_date', values: {} };
    case 'select_one':
    case 'select_multiple': {
      const strange = chosen(kind, answer, offered());
      return strange === null ? null : { code: 'not_a_choice', values: { answer: strange } };
    }
  }
  if (!number) return { code: 'not_a_number', values: {} };
  return kind === 'range' && scale ? onScale(answer, scale) : null;
}

/** @param {Answer} answer */
function isDate(answer) {
  if (typeof answer !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(answer) || answer < '0001') return false;
  const day = new Date(`${answer}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(answer);
}

/** The first answer that isn't offered, null where there is none. @param {string} kind @param {Answer} answer @param {string[]} offered */
function chosen(kind, answer, offered) {
  const list = kind === 'select_multiple' && Array.isArray(answer) ? answer : [answer];
  const wrongKind = (kind === 'select_multiple') !== Array.isArray(answer) || new Set(list).size < list.length;
  const strange = wrongKind ? answer : list.find((one) => typeof one !== 'string' || !offered.includes(one));
  return strange === undefined ? null : String(strange).slice(0, 100);
}

/** @param {number} answer @param {[number, number, number]} scale @returns {Omit<Problem, 'question'> | null} */
function onScale(answer, [low, high, step]) {
  if (answer < low || answer > high) return { code: 'out_of_range', values: { low, high } };
  const steps = (answer - low) / step;
  const off = Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps));
  return off ? { code: 'off_step', values: { low, step } } : null;
}
