/**
 * Evaluate the trees that consult/core/expression makes, as it does itself.
 *
 * Here is what most forms need; expression-more.js adds the rest to `kinds` and `functions`.
 *
 * @typedef {{ name: string, text: string, kind?: string, parent?: Node | null,
 *   children: Node[], attributes?: Node[] }} Node
 * @typedef {string | number | boolean | Node[]} Value
 * @typedef {any[]} Tree
 * @typedef {{ now: string, offset: (at: number) => number, here: Node,
 *   find: (name: string) => Node[], position?: number, size?: number }} Moment
 *   `now` is ISO with its offset; `offset` gives the minutes east of UTC at a time in ms
 * @typedef {{ sets: number[][], at: number[], first: number[], follow: number[][],
 *   last: number[], empty: boolean }} Automaton
 */

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;
const DATE =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;
export const DAY = 86400000;

/** @param {string} text */
const trim = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** @param {Value} value @returns {string[]} */
export const words = (value) => text(value).match(/[^ \t\r\n]+/g) ?? [];

/** @param {Value} value @returns {Exclude<Value, Node[]>[]} */
export const singles = (value) => (Array.isArray(value) ? value.map((node) => node.text) : [value]);

/** @param {Value} value */
export function text(value) {
  if (Array.isArray(value)) return value[0]?.text ?? '';
  return typeof value === 'number' ? written(value) : String(value);
}

/** @param {number} number */
export function written(number) {
  const [, sign, head, tail, power] = /^(-?)(\d)\.?(\d*)e(.+)$/.exec(String(number)) ?? [];
  if (!head) return String(number);
  const [digits, point] = [head + tail, Number(power) + 1];
  return sign + (point > 0 ? digits.padEnd(point, '0') : '0.' + '0'.repeat(-point) + digits);
}

/** @param {Value} value @param {Moment} moment */
export function number(value, moment) {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  const plain = trim(text(value));
  return NUMBER.test(plain) ? Number(plain) : instant(plain, moment) / DAY;
}

/** @param {Value} value */
export const truth = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/**
 * Read an ISO date or date and time as milliseconds since 1970; NaN where it is none.
 * @param {string} iso
 * @param {Moment} moment
 */
export function instant(iso, moment) {
  const parts = DATE.exec(iso);
  if (!parts) return NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (!year || at.getUTCMonth() !== month - 1 || hour > 23 || minute > 59 || second > 59) return NaN;
  const utc = at.getTime() + hour * 3600000 + minute * 60000 + second * 1000 + Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = () => moment.offset(utc - moment.offset(utc) * 60000);
  return utc - (parts[8] ? offsetOf(parts[8]) : local()) * 60000;
}

/**
 * The minutes east of UTC at the end of an ISO time; NaN where there can be no such offset.
 * @param {string} iso
 */
export function offsetOf(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(iso) ?? [];
  if (!sign) return 0;
  return Number(hours) > 23 || Number(minutes) > 59 ? NaN : Number(sign + 1) * (Number(hours) * 60 + Number(minutes));
}

/** Whether a set, written as low and high by turns, has a point: an odd number of bounds is below. @param {number[]} set @param {number} point */
const within = (set, point) => set.filter((bound, i) => bound + (i % 2) <= point).length % 2 === 1;

/**
 * Tell whether a whole text matches.
 * @param {Automaton} automaton
 * @param {string} subject
 */
function matches({ sets, at, first, follow, last, empty }, subject) {
  if (!subject) return empty;
  let may = first;
  let here = first;
  for (const character of subject) {
    const point = /** @type {number} */ (character.codePointAt(0));
    const taken = sets.map((set) => within(set, point));
    here = may.filter((state) => taken[Number(at[state])]);
    may = [...new Set(here.flatMap((state) => follow[state] ?? []))];
  }
  return here.some((state) => last.includes(state));
}

/** @param {Tree} tree @param {Moment} moment @param {boolean} same */
function equal([, left, right], moment, same) {
  const [a, b] = [evaluate(left, moment), evaluate(right, moment)];
  if (typeof a === 'boolean' || typeof b === 'boolean') return (truth(a) === truth(b)) === same;
  const numeric = typeof a === 'number' || typeof b === 'number';
  return pairs(a, b, (one) => (numeric ? number(one, moment) : one), (x, y) => (x === y) === same);
}

/** @param {Tree} tree @param {Moment} moment @param {(a: any, b: any) => boolean} test */
function ordered([, left, right], moment, test) {
  return pairs(evaluate(left, moment), evaluate(right, moment), (one) => number(one, moment), test);
}

/**
 * @param {Value} a @param {Value} b
 * @param {(one: any) => any} as
 * @param {(a: any, b: any) => boolean} test
 */
const pairs = (a, b, as, test) => singles(a).some((x) => singles(b).some((y) => test(as(x), as(y))));

/** @param {(a: number, b: number) => number} sign @returns {(tree: Tree, moment: Moment) => number} */
const reckon = (sign) => ([, left, right], moment) =>
  sign(number(evaluate(left, moment), moment), number(evaluate(right, moment), moment));

/** @template T @param {Record<string, T>} table @param {string} name @returns {T} */
const known = (table, name) => /** @type {T} */ (table[name]);

/** @type {Record<string, (tree: Tree, moment: Moment) => Value>} */
export const kinds = {
  number: (tree) => tree[1],
  text: (tree) => tree[1],
  ref: (tree, moment) => moment.find(tree[1]),
  self: (_, moment) => [moment.here],
  call: ([, name, given], moment) =>
    known(functions, name)(given.map((/** @type {Tree} */ one) => evaluate(one, moment)), moment),
  matches: ([, subject, automaton], moment) => matches(automaton, text(evaluate(subject, moment))),
  or: ([, ...parts], moment) => parts.some((part) => holds(part, moment)),
  and: ([, ...parts], moment) => parts.every((part) => holds(part, moment)),
  neg: ([, part], moment) => -number(evaluate(part, moment), moment),
  '=': (tree, moment) => equal(tree, moment, true),
  '!=': (tree, moment) => equal(tree, moment, false),
  '<': (tree, moment) => ordered(tree, moment, (a, b) => a < b),
  '<=': (tree, moment) => ordered(tree, moment, (a, b) => a <= b),
  '>': (tree, moment) => ordered(tree, moment, (a, b) => a > b),
  '>=': (tree, moment) => ordered(tree, moment, (a, b) => a >= b),
  '+': reckon((a, b) => a + b),
  '-': reckon((a, b) => a - b),
  '*': reckon((a, b) => a * b),
  div: reckon((a, b) => a / b),
  mod: reckon((a, b) => a % b),
};

/** @type {Record<string, (given: any[], moment: Moment) => Value>} */
export const functions = {
  true: () => true,
  false: () => false,
  not: ([value]) => !truth(value),
  boolean: ([value]) => truth(value),
  if: ([condition, then, otherwise]) => (truth(condition) ? then : otherwise),
  coalesce: (given) => given.find((value) => (typeof value === 'number' ? value === value : text(value))) ?? '',
  once: ([value], { here }) => here.text || value,
  selected: ([all, one]) => words(all).includes(words(one).join(' ')),
  'count-selected': ([all]) => words(all).length,
  string: ([value], { here }) => text(value ?? [here]),
  'string-length': ([value], { here }) => [...text(value ?? [here])].length,
  'normalize-space': ([value], { here }) => words(value ?? [here]).join(' '),
  concat: (given) => given.flatMap(singles).map(text).join(''),
  number: ([value], moment) => number(value ?? [moment.here], moment),
  int: ([value], moment) => Math.trunc(number(value, moment)),
  round: ([value, digits], moment) =>
    digits === undefined ? halfUp(number(value, moment)) : rounded(number(value, moment), Math.trunc(number(digits, moment))),
  position: ([value], moment) => (value === undefined ? (moment.position ?? 1) : among(value[0])),
  today: (_, moment) => moment.now.slice(0, 10),
  now: (_, moment) => moment.now,
};

/** Round, a half upwards as XPath does. @param {number} value */
export function halfUp(value) {
  const down = Math.floor(value);
  return Number.isFinite(value) ? down + Number(value - down >= 0.5) : value;
}

/** Round by digits, a half away from zero as the number is written. @param {number} value @param {number} digits */
function rounded(value, digits) {
  const whole = halfUp(Number(`${written(Math.abs(value))}e${digits}`));
  if (!Number.isFinite(whole) || !(Math.abs(digits) <= 20)) return value;
  return Math.sign(value) * Number(`${written(whole)}e${-digits}`);
}

/** The place of a node among its siblings of the same name. @param {any} node */
const among = (node) =>
  node?.parent
    ? node.parent.children.filter((/** @type {Node} */ one) => one.name === node.name).indexOf(node) + 1
    : NaN;

/**
 * Whether all expressions in some JSON can be evaluated; if not, expression-more.js must be imported.
 * @param {any} part
 * @returns {boolean}
 */
export const knows = (part) =>
  !part ||
  typeof part !== 'object' ||
  (!['path', '|'].includes(part[0]) &&
    !(part[0] === 'call' && !functions[part[1]]) &&
    Object.values(part).every(knows));

/**
 * Work out the value of a tree.
 * @param {Tree} tree
 * @param {Moment} moment
 * @returns {Value}
 */
export function evaluate(tree, moment) {
  return known(kinds, tree[0])(tree, moment);
}

/**
 * Tell whether a tree comes out true.
 * @param {Tree} tree
 * @param {Moment} moment
 */
export const holds = (tree, moment) => truth(evaluate(tree, moment));
