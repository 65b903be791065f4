/**
 * What is wrong with the kind of an answer; consult/core/answer.py says the same.
 *
 * @typedef {import('./filling.js').Part} Part
 * @typedef {import('./filling.js').Answer} Answer
 * @typedef {Pick<import('./filling.js').Problem, 'code' | 'values'>} Wrong
 */

export const LONGEST = 10000;
const POINTS = 2000;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;
const POINT = /^(-?\d{1,3}(?:\.\d{1,15})?) (-?\d{1,3}(?:\.\d{1,15})?)(?: -?\d{1,6}(?:\.\d{1,15})?){0,2}$/;

/** @param {string} code @param {Wrong['values']} [values] @returns {Wrong} */
const wrong = (code, values = {}) => ({ code, values });

/** @param {boolean} good @param {string} code */
const unless = (good, code) => (good ? null : wrong(code));

/** @param {unknown} answer */
function isDate(answer) {
  if (typeof answer !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(answer) || answer < '0001') return false;
  const day = new Date(`${answer}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(answer);
}

/** @param {unknown} answer */
function isMoment(answer) {
  const cut = String(answer).indexOf('T');
  return typeof answer === 'string' && cut > 0 && isDate(answer.slice(0, cut)) && TIME.test(answer.slice(cut + 1));
}

/** @param {unknown} answer */
function isPoint(answer) {
  const [, latitude, longitude] = (typeof answer === 'string' && POINT.exec(answer)) || [];
  return latitude !== undefined && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180;
}

/** @param {Answer} answer @param {boolean} closed it is an area */
function isLine(answer, closed) {
  const points = typeof answer === 'string' ? answer.split(';').map((point) => point.replace(/^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/g, '')) : [];
  if (points.at(-1) === '') points.pop();
  return points.length >= (closed ? 4 : 2) && points.length <= POINTS && points.every(isPoint) && (!closed || points[0] === points.at(-1));
}

/** The first answer that isn't offered, null where there is none. @param {boolean} several @param {Answer} answer @param {string[]} offered */
function strange(several, answer, offered) {
  const list = several && Array.isArray(answer) ? answer : [answer];
  const otherKind = several !== Array.isArray(answer) || new Set(list).size < list.length;
  const found = otherKind ? answer : list.find((one) => typeof one !== 'string' || !offered.includes(one));
  return found === undefined ? null : wrong('not_a_choice', { answer: String(found).slice(0, 100) });
}

/** @param {number} answer @param {[number, number, number]} scale */
function onScale(answer, [low, high, step]) {
  if (answer < low || answer > high) return wrong('out_of_range', { low, high });
  const steps = (answer - low) / step;
  const off = Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps));
  return off ? wrong('off_step', { low, step }) : null;
}

/**
 * @param {Part} part
 * @param {Answer} answer
 * @param {() => string[]} offered
 * @returns {Wrong | null}
 */
export function judge({ kind, scale }, answer, offered) {
  switch (kind) {
    case 'text':
    case 'barcode':
      if (typeof answer !== 'string') return wrong('not_text');
      return [...answer].length > LONGEST ? wrong('too_long', { most: LONGEST }) : null;
    case 'integer':
      return unless(Number.isSafeInteger(answer), 'not_a_whole_number');
    case 'date':
      return unless(isDate(answer), 'not_a_date');
    case 'time':
      return unless(typeof answer === 'string' && TIME.test(answer), 'not_a_time');
    case 'datetime':
      return unless(isMoment(answer), 'not_a_moment');
    case 'geopoint':
      return unless(isPoint(answer), 'not_a_point');
    case 'geotrace':
      return unless(isLine(answer, false), 'not_a_path');
    case 'geoshape':
      return unless(isLine(answer, true), 'not_a_shape');
    case 'acknowledge':
      return strange(false, answer, ['OK']);
    case 'select_one':
      return strange(false, answer, offered());
    case 'select_multiple':
      return strange(true, answer, offered());
    case 'rank': {
      const names = offered();
      return strange(true, answer, names) ?? unless(Array.isArray(answer) && answer.length === names.length, 'not_all_ranked');
    }
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return unless(typeof answer === 'string' && /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(answer), 'not_a_file');
  }
  if (typeof answer !== 'number' || !(Math.abs(answer) <= 1e300)) return wrong('not_a_number');
  return kind === 'range' && scale ? onScale(answer, scale) : null;
}
