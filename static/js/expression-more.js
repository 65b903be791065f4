/**
 * The functions of expressions that few forms need, and paths: importing this adds them.
 *
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Node} Node
 * @typedef {import('./expression.js').Moment} Moment
 */
import { nodes } from './expression-paths.js';
import { rowsOf, where } from './expression-rows.js';
import { DAY, among, functions, halfUp, instant, number, origin, relevant, singles, text, trim, truth, words } from './expression.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** @param {any[]} given @param {Moment} moment */
const numbers = (given, moment) => given.flatMap(singles).map((one) => number(one, moment));

/** @param {(values: number[]) => number} most @returns {(given: any[], moment: Moment) => number} */
const extreme = (most) => (given, moment) => {
  const values = numbers(given, moment);
  return values.length ? most(values) : NaN;
};

/** @param {number} bound @param {number} size */
const place = (bound, size) => Math.trunc(Math.max(0, Math.min(size, bound < 0 ? bound + size : bound || 0)));

/** @param {Value} value @param {Moment} moment */
function milliseconds(value, moment) {
  if (typeof value === 'boolean') return NaN;
  return typeof value === 'number' ? value * DAY : instant(trim(text(value)), moment);
}

/**
 * The local calendar of a moment, as a Date whose UTC parts are to be read; null where there is no such day.
 * @param {number} at
 * @param {Moment} moment
 */
function local(at, moment) {
  const utc = Math.floor(at + 0.5);
  if (!(utc >= -62135596800000 && utc < 253402300800000)) return null;
  const here = utc + moment.offset(utc) * 60000;
  return here >= -62135596800000 && here < 253402300800000 ? new Date(here) : null;
}

/** @param {number} value @param {number} [size] */
const two = (value, size = 2) => String(value).padStart(size, '0');

/** @param {any[]} given @param {Moment} moment */
function date(given, moment) {
  const at = milliseconds(given[0], moment);
  const day = local(at, moment);
  if (!day) return '';
  const iso = day.toISOString();
  if (iso.slice(11, 23) === '00:00:00.000') return iso.slice(0, 10);
  const minutes = moment.offset(Math.floor(at + 0.5));
  const ahead = Math.abs(minutes);
  return `${iso.slice(0, 23)}${minutes < 0 ? '-' : '+'}${two(Math.trunc(ahead / 60))}:${two(ahead % 60)}`;
}

/** @param {any[]} given @param {Moment} moment */
function formatDate(given, moment) {
  const day = local(milliseconds(given[0], moment), moment);
  if (!day) return '';
  /** @type {Record<string, string>} */
  const signs = {
    '%': '%',
    Y: two(day.getUTCFullYear(), 4),
    y: two(day.getUTCFullYear() % 100),
    m: two(day.getUTCMonth() + 1),
    n: String(day.getUTCMonth() + 1),
    b: MONTHS[day.getUTCMonth()] ?? '',
    d: two(day.getUTCDate()),
    e: String(day.getUTCDate()),
    a: WEEKDAYS[day.getUTCDay()] ?? '',
    H: two(day.getUTCHours()),
    h: String(day.getUTCHours()),
    M: two(day.getUTCMinutes()),
    S: two(day.getUTCSeconds()),
    3: two(day.getUTCMilliseconds(), 3),
  };
  return text(given[1]).replace(/%([^]?)/gu, (all, sign) => (Object.hasOwn(signs, sign) ? (signs[sign] ?? '') : all));
}

/** The part of the day that has gone by here. @param {any[]} given @param {Moment} moment */
function decimalTime([value], moment) {
  const plain = trim(text(value));
  const at = instant(/^\d\d:/.test(plain) ? `1970-01-01T${plain}` : '', moment) - instant('1970-01-01', moment);
  return (((at % DAY) + DAY) % DAY) / DAY;
}

/** @param {any[]} _ @param {Moment} moment */
function duration(_, { now, begun }) {
  return begun === undefined ? '' : Math.max(0, Math.floor((Date.parse(now) - Date.parse(begun)) / 1000));
}

/** @param {any[]} given @param {Moment} moment @param {number} total */
function bounded([low, high], moment, total) {
  const [least, most] = [number(low, moment), number(high, moment)];
  return (least < 0 || total >= least) && (most < 0 || total <= most);
}

/** @param {any[]} given @param {Moment} moment */
const checklist = (given, moment) => bounded(given, moment, given.slice(2).flatMap(singles).filter(truth).length);

/** @param {any[]} given @param {Moment} moment */
function weighted(given, moment) {
  let total = 0;
  for (let at = 3; at < given.length; at += 2) {
    const [truths, weights] = [singles(given[at - 1]), singles(given[at])];
    truths.slice(0, weights.length).forEach((one, i) => (total += truth(one) ? number(weights[i] ?? 0, moment) : 0));
  }
  return bounded(given, moment, total);
}

/** @param {any[]} given @param {Moment} moment */
function pulldata(given, { instance }) {
  const [file = '', column = '', keyColumn = '', key = ''] = given.map(text);
  const root = rowsOf(instance?.(file.replace(/\.csv$/, '')));
  const row = root && where(root, keyColumn, key)[0];
  return row?.children.find((cell) => cell.name === column)?.text ?? '';
}

/** @param {Node} node @returns {Node[]} */
const above = (node) => (node.parent ? [node, ...above(node.parent)] : [node]);

/** The turns of repeats that are in a place, from 1, among their likes. @param {Node[]} repeats @param {number} place */
function turns(repeats, place) {
  const there = new Set();
  for (const parent of new Set(repeats.map((node) => node.parent))) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const child of parent?.children ?? []) {
      counts.set(child.name, (counts.get(child.name) ?? 0) + 1);
      if (counts.get(child.name) === place) there.add(child);
    }
  }
  return new Set(repeats.filter((node) => there.has(node)));
}

/** @param {any[]} given @param {Moment} moment */
function indexedRepeat([some, ...pairs], moment) {
  let found = nodes(some);
  for (let at = 1; at < pairs.length; at += 2) {
    const there = turns(nodes(pairs[at - 1]), number(pairs[at], moment));
    found = found.filter((node) => above(node).some((one) => there.has(one)));
  }
  const shared = new Set(above(origin(moment)));
  const depths = found.map((node) => above(node).filter((one) => shared.has(one)).length);
  const near = depths.reduce((a, b) => Math.max(a, b), 0);
  return found.filter((node, at) => depths[at] === near && relevant(node));
}

/** @param {Node} node */
const isTurn = (node) => node.isTurn ?? (node.parent?.children ?? []).some((one) => one !== node && one.name === node.name);

/** @param {any[]} given */
function translate(given) {
  const [source, these = [], those = []] = given.map((/** @type {Value} */ one) => [...text(one)]);
  return (source ?? []).map((sign) => (these.includes(sign) ? (those[these.indexOf(sign)] ?? '') : sign)).join('');
}

/** @param {any[]} given @param {Moment} moment */
function substring(given, moment) {
  const begin = halfUp(number(given[1], moment));
  const end = given.length > 2 ? begin + halfUp(number(given[2], moment)) : Infinity;
  return [...text(given[0])].filter((_, at) => begin <= at + 1 && at + 1 < end).join('');
}

/** @param {any[]} given @param {Moment} moment */
function substr([source, from, until = Infinity], moment) {
  const signs = [...text(source)];
  return signs.slice(place(number(from, moment), signs.length), place(number(until, moment), signs.length)).join('');
}

Object.assign(
  functions,
  /** @type {typeof functions} */ ({
    'boolean-from-string': ([value]) => ['1', 'true'].includes(text(value)),
    'selected-at': ([all, at], moment) => {
      const place = number(at, moment);
      return (place >= 0 ? words(all)[Math.trunc(place)] : '') ?? '';
    },
    'is-selected': (given, moment) => functions['selected']?.(given, moment) ?? false,
    checklist,
    'weighted-checklist': weighted,
    'decimal-time': decimalTime,
    duration,
    current: (_, moment) => [origin(moment)],
    instance: ([id], { instance }) => [instance?.(text(id)) ?? []].flat(),
    pulldata,
    'indexed-repeat': indexedRepeat,
    index: (_, moment) => {
      const turn = above(origin(moment)).find(isTurn);
      return turn ? among(turn) : 1;
    },
    'jr:choice-name': ([value, question], moment) => moment.choiceLabel?.(text(question), text(value), origin(moment)) ?? text(value),
    'jr:itext': ([id], moment) => moment.text?.(text(id)) ?? '',
    join: ([between, ...rest]) => rest.flatMap(singles).map(text).join([...text(between)].slice(0, 100).join('')),
    contains: ([all, part]) => text(all).includes(text(part)),
    'starts-with': ([all, part]) => text(all).startsWith(text(part)),
    'ends-with': ([all, part]) => text(all).endsWith(text(part)),
    substring,
    'substring-before': ([all, part]) => text(all).slice(0, Math.max(0, text(all).indexOf(text(part)))),
    'substring-after': ([all, part]) => {
      const at = text(all).indexOf(text(part));
      return at < 0 ? '' : text(all).slice(at + text(part).length);
    },
    substr,
    translate,
    floor: ([value], moment) => Math.floor(number(value, moment)),
    ceiling: ([value], moment) => Math.ceil(number(value, moment)),
    abs: ([value], moment) => Math.abs(number(value, moment)),
    sqrt: ([value], moment) => Math.sqrt(number(value, moment)),
    pi: () => Math.PI,
    sum: (given, moment) => numbers(given, moment).reduce((total, one) => total + one, 0),
    min: extreme((values) => values.reduce((a, b) => Math.min(a, b))),
    max: extreme((values) => values.reduce((a, b) => Math.max(a, b))),
    count: ([some]) => (Array.isArray(some) ? some.length : NaN),
    'count-non-empty': ([some]) => (Array.isArray(some) ? some.filter((node) => node.text !== '').length : 0),
    last: (_, moment) => moment.size ?? 1,
    date,
    'date-time': date,
    'decimal-date-time': ([value], moment) => number(value, moment),
    'format-date': formatDate,
    'format-date-time': formatDate,
  }),
);
