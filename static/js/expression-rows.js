/**
 * Secondary instances: lists of rows that never change, found through an index;
 * consult/core/expression/rows.py does the same.
 *
 * @typedef {import('./expression.js').Node} Node
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Moment} Moment
 * @typedef {import('./expression.js').Tree} Tree
 * @typedef {{ [column: string]: string }} Columns
 * @typedef {Node & { children: Row[], by: Map<string, Map<string, Row[]>> }} Rows
 */
import { MOST_EFFORT, origin, spend, truth, work } from './expression.js';

const STILL = ['true', 'false', 'now', 'today', 'current', 'pi'];
const RESTLESS = ['once', 'random', 'uuid', 'randomize'];

/** One row; its columns become nodes when an expression first looks at them. @implements {Node} */
class Row {
  name = 'item';
  /** @type {Node[] | undefined} */
  #cells;

  /** @param {Columns} columns @param {number} at @param {Node} parent */
  constructor(columns, at, parent) {
    this.columns = columns;
    this.at = at;
    this.parent = parent;
  }

  /** @returns {Node[]} */
  get children() {
    return (this.#cells ??= Object.entries(this.columns).map(([name, text]) => ({ name, text, parent: this, children: [] })));
  }

  get text() {
    return Object.values(this.columns).join('');
  }
}

/**
 * Make what instance(id) gives of rows: `root/item/<column>` under one node.
 * @param {Columns[]} rows
 * @returns {Node}
 */
export function table(rows) {
  /** @type {Node} */
  const instance = { name: '', kind: 'root', children: [], get text() { return root.text; } };
  /** @type {Rows} */
  const root = { name: 'root', parent: instance, children: [], by: new Map(), get text() { return root.children.map((row) => row.text).join(''); } };
  instance.children.push(root);
  root.children = rows.map((columns, at) => new Row(columns, at, root));
  return instance;
}

/**
 * The rows whose column says just this, in their order.
 * @param {Rows} root
 * @param {string} column
 * @param {string} text
 */
export function where(root, column, text) {
  let index = root.by.get(column);
  if (!index) {
    root.by.set(column, (index = new Map()));
    for (const row of root.children) {
      const says = Object.hasOwn(row.columns, column) && row.columns[column];
      if (typeof says !== 'string') continue;
      const alike = index.get(says);
      if (alike) alike.push(row);
      else index.set(says, [row]);
    }
  }
  return index.get(text) ?? [];
}

/** @param {Node | null | undefined} instance @returns {Rows | undefined} the node above the rows of a table */
export function rowsOf(instance) {
  const root = /** @type {Rows | undefined} */ (instance?.children[0]);
  return root?.by && root;
}

/**
 * The places, from 0, of the rows of a table for which a condition holds; `moment.here` is the question.
 * @param {Node} instance
 * @param {Tree} condition
 * @param {Moment} moment
 */
export function passing(instance, condition, moment) {
  const root = rowsOf(instance);
  if (!root) return [];
  const fresh = { ...moment, effort: { left: MOST_EFFORT } };
  return kept(near(root, condition, fresh), condition, fresh).map((row) => row.at);
}

/**
 * The nodes for which a predicate holds.
 * @template {Node} T
 * @param {T[]} found @param {Tree} predicate @param {Moment} moment
 */
export function kept(found, predicate, moment) {
  /** @type {T[]} */
  const left = [];
  if (!found.length || !spend(moment, 5)) return left;
  const inside = { ...moment, current: origin(moment), size: found.length };
  for (const [at, here] of found.entries()) {
    if (!spend(moment, 1)) return [];
    const value = work(predicate, Object.assign(inside, { here, position: at + 1 }));
    if (typeof value === 'number' ? value === at + 1 : truth(value)) left.push(here);
  }
  return left;
}

/**
 * The rows that may pass a predicate: by the index where it has an equality.
 * @param {Rows} root
 * @param {Tree} predicate
 * @param {Moment} moment
 */
export function near(root, predicate, moment) {
  if (positional(predicate)) return root.children;
  for (const [column, other] of equalities(predicate)) {
    const value = work(other, { ...moment, here: root, current: origin(moment) });
    if (typeof value === 'string') return where(root, column, value);
    if (Array.isArray(value)) {
      const rows = [...new Set(value.map((node) => node.text))].map((text) => where(root, column, text));
      return rows.length < 2 ? rows.flat() : rows.flat().sort((a, b) => a.at - b.at);
    }
  }
  return root.children;
}

/** What a predicate says of the kind `column = something that is alike for all rows`. @param {Tree} predicate @returns {[string, Tree][]} */
const equalities = (predicate) =>
  (predicate[0] === 'and' ? predicate.slice(1) : [predicate])
    .filter((part) => part[0] === '=')
    .flatMap(([, one, other]) => [[one, other], [other, one]])
    .filter(([one, other]) => column(one) && alike(other))
    .map(([one, other]) => [one[2][1], other]);

/** @param {Tree} tree */
const column = ([kind, start, step = [], ...more]) =>
  kind === 'path' && start === '.' && !more.length && step.length === 2 && step[0] === 'child' && !/[*)]$/.test(step[1]);

/** @param {any} part @returns {boolean} */
const positional = (part) =>
  Array.isArray(part) && ((part[0] === 'call' && ['position', 'last'].includes(part[1])) || part.some(positional));

/** Whether a tree comes out alike whatever node it stands on. @param {Tree} tree @returns {boolean} */
function alike([kind, ...parts]) {
  const [name, given] = parts;
  if (kind === 'self') return false;
  if (kind === 'path') return name === '/' || (name !== '.' && alike(name));
  if (kind === 'call') return !RESTLESS.includes(name) && (given.length > 0 || STILL.includes(name)) && given.every(alike);
  return parts.filter(Array.isArray).every(alike);
}
