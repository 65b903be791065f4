/**
 * The lists of a form, as expressions and filters look through them: importing this adds them to
 * `looking`. consult/core/lists.py does the same.
 *
 * @typedef {import('./filling.js').Rules} Rules
 * @typedef {import('./filling.js').Choice} Choice
 * @typedef {import('./expression.js').Node} Node
 */
import { passing, table } from './expression-rows.js';
import { looking } from './filling.js';

/** @type {WeakMap<Choice[], Node>} */
const tables = new WeakMap();

/** @param {Choice[]} list @param {string} name */
function tableOf(list, name) {
  let made = tables.get(list);
  if (!made) {
    made = table(list.map(({ name: value, label = '', columns }, at) => ({ itextId: `${name}-${at}`, name: value, label, ...columns })));
    tables.set(list, made);
  }
  return made;
}

/** @param {Rules} rules @param {string} name */
const list = ({ choices }, name) => (Object.hasOwn(choices, name) ? choices[name] : undefined);

/** @type {typeof looking} */
const found = {
  instance: (rules, name) => {
    const all = list(rules, name);
    return all ? tableOf(all, name) : null;
  },
  passing: (rules, name, { tree }, moment) => {
    const all = list(rules, name) ?? [];
    return passing(tableOf(all, name), tree, moment).map((at) => /** @type {Choice} */ (all[at]));
  },
  label: (rules, name, value) => list(rules, name)?.find((choice) => choice.name === value)?.label ?? value,
  text: (rules, id) => {
    const [, name = '', at = ''] = /^(.*)-(\d+)$/.exec(id) ?? [];
    return list(rules, name)?.[Number(at)]?.label ?? '';
  },
};
Object.assign(looking, found);
