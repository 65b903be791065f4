/** Answers between the fields of a page and their values; consult/web/fields.py reads them alike. */

/**
 * @typedef {import('./filling.js').Answers} Answers
 * @typedef {import('./filling.js').Part} Part
 * @typedef {{answers: Answers, locality: string, speaking_for: {kind: 'self' | 'someone' | 'group', n: number},
 *   tone: 'negative' | 'neutral' | 'positive' | null}} Content
 */

const NUMBER = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})$/;
const NUMBERS = ['integer', 'decimal', 'range'];

/** The digits of every script stand in a row from zero to nine. @param {string} digit */
function plain(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/** @param {string} typed */
export function number(typed) {
  const read = typed.trim().replace(/[\u066b,]/g, '.').replace(/\p{Nd}/gu, plain);
  return NUMBER.test(read) ? Number(read) : typed;
}

/**
 * @param {HTMLFormElement} form
 * @param {Part[]} questions
 * @returns {Answers} what was answered; the rest is absent
 */
export function answersOf(form, questions) {
  const typed = new FormData(form);
  /** @type {Answers} */
  const answers = {};
  for (const { name, kind } of questions) {
    const all = typed.getAll(`q-${name}`).map(String);
    const first = all[0] ?? '';
    if (kind === 'select_multiple' ? all.length : first) {
      answers[name] = kind === 'select_multiple' ? all : NUMBERS.includes(kind) ? number(first) : first;
    }
  }
  return answers;
}

/**
 * @param {HTMLFormElement} form
 * @param {Part[]} questions
 * @returns {Content} all that the page says of a record
 */
export function contentOf(form, questions) {
  const typed = new FormData(form);
  const kind = /** @type {Content['speaking_for']['kind']} */ (typed.get('speaking_for') ?? 'self');
  const size = kind === 'group' ? Math.floor(Number(number(String(typed.get('group_size'))))) : 1;
  return {
    answers: answersOf(form, questions),
    locality: String(typed.get('locality')),
    speaking_for: { kind, n: Math.min(Math.max(size || 1, 1), 100_000) },
    tone: /** @type {Content['tone']} */ (typed.get('tone')),
  };
}

/**
 * Put a record's content back where it was typed and chosen.
 * @param {HTMLFormElement} form
 * @param {Partial<Content>} content
 */
export function restore(form, { answers = {}, locality = '', speaking_for, tone = null }) {
  /** @type {{[field: string]: unknown}} */
  const values = { locality, tone, speaking_for: speaking_for?.kind ?? 'self', group_size: speaking_for?.n };
  for (const [name, answer] of Object.entries(answers)) values[`q-${name}`] = answer;
  for (const field of /** @type {Iterable<any>} */ (form.elements)) {
    if (!(field.name in values) || field.type === 'hidden') continue;
    const value = values[field.name] ?? '';
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = [value].flat().map(String).includes(field.value);
    else field.value = String(value);
  }
}
