/**
 * Evaluate the trees that consult/core/expression makes, as it does itself.
 *
 * Here is what most forms need; other modules add the rest to `kinds` and `functions`: see `ready`.
 *
 * @typedef {{ name: string, text: string, kind?: string, parent?: Node | null,
 *   children: Node[], attributes?: Node[], relevant?: boolean, isTurn?: boolean }} Node
 * @typedef {string | number | boolean | Node[]} Value
 * @typedef {any[]} Tree
 * @typedef {{ now: string, offset: (at: number) => number, here: Node, current?: Node,
 *   find: (name: string, here: Node) => Node[], all?: (name: string) => Node[],
 *   instance?: (id: string) => Node | null | undefined,
 *   choiceLabel?: (question: string, value: string, here: Node) => string,
 *   text?: (id: string) => string, random?: () => number, begun?: string,
 *   position?: number, size?: number, effort?: { left: number } }} Moment
 *   As in consult/core/expression/moment.py; `now` is ISO with its offset,
 *   `offset` gives the minutes east of UTC at a time in ms
 * @typedef {{ sets: number[][], at: number[], first: number[], follow: number[][],
 *   last: number[], empty: boolean }} Automaton
 */

export const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;
const DATE =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;
export const DAY = 86400000;
export const MOST_EFFORT = 1000000;

/** @param {string} text */
export const trim = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

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
 * Tell whether a whole text matches; no step is worked out twice.
 * @param {Automaton} automaton
 * @param {string} subject
 */
function matches({ sets, at, first, follow, last, empty }, subject) {
  if (!subject) return empty;
  /** @type {Map<string, boolean[]>} */
  const takes = new Map();
  /** @type {Map<string, number[]>} */
  const after = new Map();
  let may = first;
  let here = first;
  for (const character of subject) {
    let taken = takes.get(character);
    if (!taken) takes.set(character, (taken = sets.map((set) => within(set, Number(character.codePointAt(0))))));
    here = may.filter((state) => taken?.[Number(at[state])]);
    const known = after.get(String(here));
    may = known ?? [...new Set(here.flatMap((state) => follow[state] ?? []))];
    if (!known) after.set(String(here), may);
  }
  return here.some((state) => last.includes(state));
}

/** What is compared: as numbers where either is a number, else as texts. @param {Tree} tree @param {Moment} moment @param {boolean} same */
function equal([, left, right], moment, same) {
  const [a, b] = [work(left, moment), work(right, moment)];
  if (typeof a === 'boolean' || typeof b === 'boolean') return (truth(a) === truth(b)) === same;
  const numeric = typeof a === 'number' || typeof b === 'number';
  const [x, y] = [a, b].map((side) => singles(side).map((one) => (numeric ? number(one, moment) : one)));
  if (!x?.length || !y?.length) return false;
  if (!same) return [...x, ...y].some((one) => one !== x[0]);
  const known = new Set(x);
  return y.some((one) => one === one && known.has(one));
}

/** Whether any pair is in order. @param {Tree} tree @param {Moment} moment @param {(a: any, b: any) => boolean} test @param {'min' | 'max'} least of the left */
function ordered([, left, right], moment, test, least) {
  /** @param {Tree} side @param {'min' | 'max'} most */
  const extreme = (side, most) =>
    singles(work(side, moment))
      .map((one) => number(one, moment))
      .reduce((a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math[most](a, b)), NaN);
  return test(extreme(left, least), extreme(right, least === 'min' ? 'max' : 'min'));
}

/** @param {(a: number, b: number) => number} sign @returns {(tree: Tree, moment: Moment) => number} */
const reckon = (sign) => ([, left, right], moment) =>
  sign(number(work(left, moment), moment), number(work(right, moment), moment));

/** The node above all. @param {Node} node @returns {Node} */
export const root = (node) => (node.parent ? root(node.parent) : node);

/** The node that the whole expression belongs to. @param {Moment} moment */
export const origin = ({ here, current }) => current ?? here;

/** @param {Node} node */
export const relevant = (node) => node.relevant !== false;

/** Count what an expression looks at; tell whether it may go on. @param {Moment} moment @param {number} nodes */
export const spend = ({ effort }, nodes) => !effort || (effort.left -= nodes) >= 0;

/** Nodes as far as the effort allows. @param {Node[]} nodes @param {Moment} moment */
export const affordable = (nodes, moment) => (spend(moment, nodes.length) ? nodes : []);

/** The relevant nodes that ${name} means, also from a row of a list. @param {string} name @param {Moment} moment */
function found(name, moment) {
  const { here, current, find } = moment;
  return affordable(find(name, current && root(here) !== root(current) ? current : here).filter(relevant), moment);
}

/** @template T @param {Record<string, T>} table @param {string} name @returns {T} */
const known = (table, name) => /** @type {T} */ (table[name]);

/** @type {Record<string, (tree: Tree, moment: Moment) => Value>} */
export const kinds = {
  number: (tree) => tree[1],
  text: (tree) => tree[1],
  ref: (tree, moment) => found(tree[1], moment),
  name: (tree) => tree[1],
  self: (_, moment) => [moment.here],
  call: ([, name, given], moment) =>
    known(functions, name)(given.map((/** @type {Tree} */ one) => work(one, moment)), moment),
  matches: ([, subject, automaton], moment) => matches(automaton, text(work(subject, moment))),
  or: ([, ...parts], moment) => parts.some((part) => truth(work(part, moment))),
  and: ([, ...parts], moment) => parts.every((part) => truth(work(part, moment))),
  neg: ([, part], moment) => -number(work(part, moment), moment),
  '=': (tree, moment) => equal(tree, moment, true),
  '!=': (tree, moment) => equal(tree, moment, false),
  '<': (tree, moment) => ordered(tree, moment, (a, b) => a < b, 'min'),
  '<=': (tree, moment) => ordered(tree, moment, (a, b) => a <= b, 'min'),
  '>': (tree, moment) => ordered(tree, moment, (a, b) => a > b, 'max'),
  '>=': (tree, moment) => ordered(tree, moment, (a, b) => a >= b, 'max'),
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
export const among = (node) =>
  node?.parent
    ? node.parent.children.filter((/** @type {Node} */ one) => one.name === node.name).indexOf(node) + 1
    : NaN;

/**
 * Load what the expressions in some JSON need: most need nothing, few all.
 * @param {any} rules
 */
export async function ready(rules) {
  if (knows(rules)) return;
  if (/"seed":|"call","(random|uuid|digest|base64)/.test(JSON.stringify(rules))) await import('./expression-digest.js');
  if (!knows(rules)) await import('./expression-more.js');
  if (!knows(rules)) await import('./expression-maths.js');
}

/**
 * Whether all expressions in some JSON can be evaluated with what is loaded; a `seed` is for randomize().
 * @param {any} part
 * @returns {boolean}
 */
export const knows = (part) =>
  !part ||
  typeof part !== 'object' ||
  (!(['path', '|', 'all'].includes(part[0]) && !kinds[part[0]]) &&
    !(part[0] === 'call' && !functions[part[1]]) &&
    !(part.seed && !functions.randomize) &&
    Object.values(part).every(knows));

/**
 * Whether a tree comes out the same each time: it draws nothing, and keeps nothing.
 * @param {any} part
 * @returns {boolean}
 */
export const steady = (part) =>
  !Array.isArray(part) ||
  (!(part[0] === 'call' && (['random', 'uuid', 'once'].includes(part[1]) || (part[1] === 'randomize' && part[2].length < 2))) &&
    part.every(steady));

/** Work out a part of a tree. @param {Tree} tree @param {Moment} moment @returns {Value} */
export const work = (tree, moment) => known(kinds, tree[0])(tree, moment);

/**
 * Work out the value of a tree.
 * @param {Tree} tree
 * @param {Moment} moment
 * @returns {Value}
 */
export const evaluate = (tree, moment) => work(tree, { ...moment, effort: { left: MOST_EFFORT } });

/**
 * Tell whether a tree comes out true.
 * @param {Tree} tree
 * @param {Moment} moment
 */
export const holds = (tree, moment) => truth(evaluate(tree, moment));
