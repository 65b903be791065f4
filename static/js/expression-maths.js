/**
 * Angles, powers, logarithms and places, from sums and products alone, so that every phone and the
 * server find the same: importing this adds them. consult/core/expression/maths.py and geo.py do the same.
 *
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Moment} Moment
 * @typedef {[number, number]} Place latitude and longitude
 */
import { functions, halfUp, number, NUMBER, singles, text, words } from './expression.js';

const { PI, abs, floor, max, sqrt, trunc } = Math;
const [QUARTER, QUARTER_TAIL, QUARTER_REST] = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21];
const [LN2, LN2_TAIL] = [0.6931471803691238, 1.9082149292705877e-10];
const RADIUS = 6378100;

/** @param {number} value @param {number} count */
const digits = (value, count) => value && Number(value.toPrecision(count));

/** The sign of a number, of zero too. @param {number} value */
const sign = (value) => (value < 0 || Object.is(value, -0) ? -1 : 1);

/** @param {number} rest @param {number} last */
function series(rest, last) {
  let total = 1;
  for (let n = last; n > 1; n -= 2) total = 1 - ((rest * rest) / (n * (n - 1))) * total;
  return total;
}

/** The sine of an angle and so many quarter turns. @param {number} angle @param {number} quarters */
function turned(angle, quarters) {
  if (!Number.isFinite(angle)) return NaN;
  if (abs(angle) > 1e6) angle %= 2 * PI;
  const turns = floor(angle / QUARTER + 0.5);
  const rest = angle - turns * QUARTER - turns * QUARTER_TAIL - turns * QUARTER_REST;
  const quarter = (((turns + quarters) % 4) + 4) % 4;
  const value = quarter % 2 ? series(rest, 18) : rest * series(rest, 17);
  return quarter > 1 ? -value : value;
}

/** @param {number} angle */
const sine = (angle) => turned(angle, 0);

/** @param {number} angle */
const cosine = (angle) => turned(angle, 1);

/** As atan2 does. @param {number} y @param {number} x */
function angle(y, x) {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (abs(y) > abs(x)) return (sign(y) * PI) / 2 - slope(x / y);
  const behind = sign(y) * (sign(x) < 0 ? PI : 0);
  if (!y) return behind;
  return behind + (Number.isFinite(y) ? slope(y / x) : sign(x) * slope(1) * sign(y));
}

/** The arc tangent of -1 to 1. @param {number} value */
function slope(value) {
  for (let turn = 0; turn < 2; turn++) value = value / (1 + sqrt(1 + value * value));
  let total = 0;
  for (let n = 27; n > 0; n -= 2) total = 1 / n - value * value * total;
  return 4 * value * total;
}

/** @param {number} x */
function exponential(x) {
  if (Number.isNaN(x) || abs(x) > 750) return Number.isNaN(x) ? x : x > 0 ? Infinity : 0;
  const twos = floor(x / LN2 + 0.5);
  const rest = x - twos * LN2 - twos * LN2_TAIL;
  let total = 1;
  for (let n = 18; n > 0; n--) total = 1 + (rest / n) * total;
  const half = trunc(twos / 2);
  return total * squared(2, half) * squared(2, twos - half);
}

/** @param {number} x */
function logarithm(x) {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  let twos = 0;
  for (; x > sqrt(2); twos++) x /= 2;
  for (; x < sqrt(0.5); twos--) x *= 2;
  const part = (x - 1) / (x + 1);
  let total = 0;
  for (let n = 23; n > 0; n -= 2) total = 1 / n + part * part * total;
  return twos * LN2 + (2 * part * total + twos * LN2_TAIL);
}

/** @param {number} base @param {number} exponent whole */
function squared(base, exponent) {
  let result = 1;
  for (let left = abs(exponent); left; left >>= 1) {
    if (left & 1) result *= base;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}

/** @param {number} base @param {number} exponent */
function power(base, exponent) {
  const whole = Number.isInteger(exponent);
  if (whole && abs(exponent) <= 1024) return squared(base, exponent);
  if (exponent === 0.5 && base >= 0) return sqrt(base);
  if (base === 1 || Number.isNaN(exponent)) return Number.isNaN(exponent) ? exponent : base;
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !whole) return NaN;
  const size = digits(exponential(exponent * logarithm(abs(base))), 13);
  return base < 0 && whole && exponent % 2 ? -size : size;
}

/** @param {number} x */
const leg = (x) => sqrt((1 - x) * (1 + x));

/** @param {(...given: number[]) => number} work @returns {(given: any[], moment: Moment) => number} */
const sure = (work) => (given, moment) => digits(work(...given.map((one) => number(one, moment))), 15);

/** @param {any[]} given @returns {Place[] | null} the places in one text, or in many; null where anything is none */
function placesOf(given) {
  let texts = given.flatMap(singles).map(text);
  if (texts.length === 1) texts = texts[0]?.replace(/^[ \t\r\n;]+|[ \t\r\n;]+$/g, '').split(';').filter((one, _, all) => all.length > 1 || one) ?? [];
  const places = texts.map((one) => words(one).slice(0, 2)).map((two) => (two.every((one) => NUMBER.test(one)) ? two.map(Number) : []));
  const right = places.every(([north = 91, east = 181]) => abs(north) <= 90 && abs(east) <= 180);
  return right ? /** @type {Place[]} */ (places) : null;
}

/** @template T @param {T[]} all @returns {[T, T][]} */
const pairs = (all) => all.slice(1).map((one, at) => [/** @type {T} */ (all[at]), one]);

/** @param {number} degrees */
const radians = (degrees) => (degrees * PI) / 180;

/** @param {number} metres */
const centimetres = (metres) => halfUp(abs(metres) * 100) / 100;

/** @param {any[]} given */
function area(given) {
  const places = placesOf(given);
  if (!places?.[0]) return places ? 0 : NaN;
  const ground = sine(radians(places[0][0]));
  let total = 0;
  for (const [one, other] of pairs([...places, places[0]])) {
    total += radians(other[1] - one[1]) * (sine(radians(one[0])) + sine(radians(other[0])) - 2 * ground);
  }
  return centimetres((total * RADIUS * RADIUS) / 2);
}

/** @param {any[]} given */
function distance(given) {
  const places = placesOf(given);
  let total = places ? 0 : NaN;
  for (const [one, other] of pairs(places ?? [])) {
    const north = sine(radians(other[0] - one[0]) / 2);
    const east = sine(radians(other[1] - one[1]) / 2);
    const chord = north * north + cosine(radians(one[0])) * cosine(radians(other[0])) * east * east;
    total += 2 * RADIUS * angle(sqrt(chord), sqrt(max(0, 1 - chord)));
  }
  return centimetres(total);
}

/** @param {Place} one @param {Place} other */
const same = (one, other) => one[0] === other[0] && one[1] === other[1];

/** @param {any[]} given */
function geofence([point, around]) {
  const [at] = placesOf([point]) ?? [];
  const shape = placesOf([around]) ?? [];
  const [first] = shape;
  if (!at || !first || shape.length < 2 || !same(first, shape[shape.length - 1] ?? first)) return false;
  const [north, east] = at;
  return (
    pairs(shape).filter(([one, other]) => one[0] > north !== other[0] > north && east < ((one[1] - other[1]) * (north - other[0])) / (one[0] - other[0]) + other[1]).length % 2 === 1
  );
}

Object.assign(
  functions,
  /** @type {typeof functions} */ ({
    pow: ([base, exponent], moment) => power(number(base, moment), number(exponent, moment)),
    exp10: ([exponent], moment) => power(10, number(exponent, moment)),
    sin: sure(sine),
    cos: sure(cosine),
    tan: sure((x) => sine(x) / cosine(x)),
    asin: sure((x) => angle(x, leg(x))),
    acos: sure((x) => angle(leg(x), x)),
    atan: sure((x) => angle(x, 1)),
    atan2: sure((y, x) => angle(y, x)),
    exp: sure(exponential),
    log: sure(logarithm),
    log10: sure((x) => logarithm(x) / logarithm(10)),
    area,
    'enclosed-area': area,
    distance,
    geofence,
  }),
);
