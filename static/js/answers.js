/** Answers between the fields of a question and its value; consult/web/fields.py reads them alike. */

/**
 * @typedef {import('./filling.js').Answer} Answer
 * @typedef {import('./filling.js').Answers} Answers
 * @typedef {import('./filling.js').Part} Part
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field
 */

const NUMBER = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})$/;
const LISTS = ['select_multiple', 'rank'];
const TICKS = ['radio', 'checkbox'];

/** The digits of every script stand in a row from zero to nine. @param {string} digit */
function plain(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/** @param {string} typed */
const digits = (typed) => typed.trim().replace(/\p{Nd}/gu, plain);

/** @param {string} typed */
export function number(typed) {
  const read = digits(typed).replace(/[\u066b,]/g, '.');
  return NUMBER.test(read) ? Number(read) : typed;
}

/** A day; of a month or a year its first. @param {string} typed */
function day(typed) {
  const read = digits(typed);
  return /^\d{4}$/.test(read) ? `${read}-01-01` : /^\d{4}-\d\d$/.test(read) ? `${read}-01` : read;
}

/** A comma parts two numbers, unless there is no point: then it is one. @param {string} typed */
const point = (typed) =>
  digits(typed).replace(/\u066b/g, '.').replace(/,(?=\s)/g, ' ').replace(/,/g, typed.includes('.') ? ' ' : '.').replace(/\s+/g, ' ');

/** One point a line; an area ends where it began. @param {string} typed @param {boolean} closed */
function line(typed, closed) {
  const points = typed.split(/[\n;]/).map(point).filter(Boolean);
  const [first = ''] = points;
  if (closed && points.length > 2 && points.at(-1) !== first) points.push(first);
  return points.join(';');
}

/** @type {{[kind: string]: (typed: string) => Answer}} */
const READERS = {
  integer: number,
  decimal: number,
  range: number,
  date: day,
  geopoint: point,
  geotrace: (typed) => line(typed, false),
  geoshape: (typed) => line(typed, true),
};

/**
 * @param {Field[]} fields of one question
 * @param {string} kind the question's
 * @returns {Answer | undefined} nothing where it is unanswered
 */
export function read(fields, kind) {
  const [first, ...more] = fields.filter((field) => !isTick(field) || field.checked).map(({ value }) => value).filter(Boolean);
  if (!first) return undefined;
  if (!LISTS.includes(kind)) return READERS[kind]?.(first) ?? first;
  return fields[0]?.type === 'hidden' ? first.split(' ') : [first, ...more];
}

/** @param {Field} field @returns {field is HTMLInputElement} */
const isTick = (field) => TICKS.includes(field.type);

/** @param {unknown} one @param {unknown} other */
export const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * Put an answer where it is typed and chosen, unless it is there, perhaps in other digits.
 * @param {Field[]} fields
 * @param {string} kind
 * @param {Answer | undefined} answer
 * @returns {boolean} something was changed
 */
export function write(fields, kind, answer) {
  if (same(read(fields, kind), answer)) return false;
  const values = [answer ?? []].flat().map(String);
  for (const field of fields) {
    if (isTick(field)) field.checked = values.includes(field.value);
    else field.value = written(field, kind, values);
  }
  return true;
}

/** @param {Field} field @param {string} kind @param {string[]} values */
function written(field, kind, values) {
  const value = values.join(' ');
  if (kind === 'date') return value.slice(0, { month: 7, year: 4 }[field.dataset.unit ?? field.type] ?? 10);
  return field.tagName === 'TEXTAREA' && kind.startsWith('geo') ? value.replace(/;/g, '\n') : value;
}
