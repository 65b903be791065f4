/**
 * What an answer sets off: counted repeats grow, defaults come, triggers fire. Importing this adds
 * it to `settling`; consult/core/settling.py does the same on the server.
 *
 * @typedef {import('./filling.js').Answers} Answers
 */
import { Filling, held, settling, steady, typed, worksOut } from './filling.js';

const ROUNDS = 10;

/** How many turns counted repeats have; others begin with one. @param {Filling} filling */
function turns(filling) {
  /** @type {Answers} */
  const counts = {};
  for (const { key, part, isRepeat } of filling.instance.walk()) {
    if (isRepeat && part?.count) counts[key] = filling.turns(key);
    else if (isRepeat && !(key in filling.answers)) counts[key] = 1;
  }
  return counts;
}

/** The first answers to questions that were not there before. @param {Filling} filling @param {Filling | null} was */
function firsts(filling, was) {
  /** @type {Answers} */
  const given = {};
  for (const { key, part } of filling.instance.walk()) {
    if (!part || was?.instance.slots.has(key) || key in filling.answers) continue;
    if (part.initial) given[key] = typed(part, filling.work(part.initial, key));
    else if (part.default) given[key] = typed(part, part.default);
  }
  return Object.fromEntries(Object.entries(given).filter(([, answer]) => String(answer) !== ''));
}

/** What chance has drawn, and what is worked out once. @param {Filling} filling */
function drawn(filling) {
  /** @type {Answers} */
  const held = {};
  for (const { key, part } of filling.instance.walk()) {
    if (!part?.calculation || !worksOut(part) || key in filling.answers || steady(part.calculation)) continue;
    const value = filling.value(key);
    if (value !== undefined) held[key] = value;
  }
  return held;
}

/** What hangs on a question whose answer has changed. @param {Filling} filling @param {Filling} was */
function triggered(filling, was) {
  /** @type {Answers} */
  const worked = {};
  for (const { key, part } of filling.instance.walk()) {
    if (!part?.trigger || !part.calculation || !was.instance.slots.has(key)) continue;
    const moved = part.trigger.some((name) => filling.texts(name, key).join('\n') !== was.texts(name, key).join('\n'));
    if (moved) worked[key] = typed(part, filling.work(part.calculation, key));
  }
  return worked;
}

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

settling.settle = (rules, answers, before, now) => {
  let was = before && (held.get(before) ?? new Filling(rules, before, now));
  for (let round = 0; ; round += 1) {
    const filling = new Filling(rules, answers, now);
    /** @type {Answers} */
    const news = { ...turns(filling), ...firsts(filling, was), ...drawn(filling), ...(was ? triggered(filling, was) : {}) };
    if (round === ROUNDS || Object.entries(news).every(([key, value]) => same(answers[key] ?? '', value))) return filling;
    answers = Object.fromEntries(Object.entries({ ...answers, ...news }).filter(([, answer]) => answer !== ''));
    was = filling;
  }
};
