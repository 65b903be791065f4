/**
 * Paths of expressions: importing this adds them; consult/core/expression/path.py does the same.
 *
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Node} Node
 * @typedef {import('./expression.js').Moment} Moment
 * @typedef {import('./expression.js').Tree} Tree
 */
import { kept, near } from './expression-rows.js';
import { kinds, origin, relevant, root, spend, affordable, work } from './expression.js';

const LEVEL = ['child', 'self', 'attribute'];
const DOWN = [...LEVEL, 'descendant', 'descendant-or-self'];

/** @param {Node} node @returns {Node[]} */
function under(node) {
  const found = [];
  const waiting = [...node.children].reverse();
  for (let next; (next = waiting.pop()); ) {
    found.push(next);
    for (let at = next.children.length; at--; ) waiting.push(/** @type {Node} */ (next.children[at]));
  }
  return found;
}

/** @param {Node} node @returns {Node[]} */
const above = (node) => (node.parent ? [node.parent, ...above(node.parent)] : []);

/** @param {Node} node */
const among = (node) => (node.kind === 'attribute' ? [] : (node.parent?.children ?? []));

/** @type {Record<string, (node: Node) => Node[]>} */
const axes = {
  child: (node) => node.children,
  parent: (node) => (node.parent ? [node.parent] : []),
  self: (node) => [node],
  attribute: (node) => node.attributes ?? [],
  descendant: under,
  'descendant-or-self': (node) => [node, ...under(node)],
  ancestor: above,
  'ancestor-or-self': (node) => [node, ...above(node)],
  'following-sibling': (node) => among(node).slice(among(node).indexOf(node) + 1),
  'preceding-sibling': (node) => among(node).slice(0, Math.max(0, among(node).indexOf(node))).reverse(),
};

/** @param {Node} node @param {string} name @param {string} axis */
function fits(node, name, axis) {
  const kind = node.kind ?? 'element';
  if (name.endsWith('()')) return name === 'node()' || kind + '()' === name;
  return kind === (axis === 'attribute' ? axis : 'element') && (name === '*' || name === node.name);
}

/** @param {Node[]} found @param {Tree[]} predicates @param {Moment} moment */
const passed = (found, predicates, moment) =>
  predicates.reduce((left, one) => kept(left, one, moment), found);

/** @param {Node} start @param {Tree} step @param {Moment} moment */
function stepped(start, [axis, name, ...predicates], moment) {
  if (!spend(moment, 1)) return [];
  const rows = /** @type {import('./expression-rows.js').Rows} */ (start);
  const all = predicates.length && axis === 'child' && rows.by ? near(rows, predicates[0], moment) : (axes[axis]?.(start) ?? []);
  if (!spend(moment, all.length)) return [];
  return passed(all.filter((one) => fits(one, name, axis)), predicates, moment);
}

/** @param {Tree} tree @param {Moment} moment */
function walk([, start, ...steps], moment) {
  const { here } = moment;
  let found = start === '.' ? [here] : start === '/' ? [root(origin(moment))] : nodes(work(start, moment));
  let level = found.length < 2;
  for (const step of steps) {
    const [axis, , ...predicates] = step;
    if (axis === 'whole') {
      found = passed(found, predicates, moment);
      continue;
    }
    found = found.flatMap((node) => stepped(node, step, moment));
    if (!(level && DOWN.includes(axis))) found = inOrder(found);
    level = (level && LEVEL.includes(axis)) || found.length < 2;
  }
  return found.filter(relevant);
}

/** @param {Value} value */
export const nodes = (value) => (Array.isArray(value) ? value : []);

/** @param {Node[]} found */
function inOrder(found) {
  const once = [...new Set(found)];
  if (once.length < 2) return once;
  /** @type {Map<Node, Map<Node, number>>} siblings are counted once */
  const counted = new Map();
  /** Where a node stands in the document: attributes before children. @param {Node} node @returns {number[]} */
  function place(node) {
    const { parent } = node;
    if (!parent) return [];
    let at = counted.get(parent);
    if (!at) counted.set(parent, (at = new Map([...(parent.attributes ?? []), ...parent.children].map((one, i) => [one, i]))));
    return [...place(parent), at.get(node) ?? 0];
  }
  const places = new Map(once.map((node) => [node, place(node)]));
  return once.sort((a, b) => {
    const [x, y] = [places.get(a) ?? [], places.get(b) ?? []];
    const at = x.findIndex((step, i) => step !== y[i]);
    return at < 0 ? x.length - y.length : (x[at] ?? -1) - (y[at] ?? -1);
  });
}

Object.assign(
  kinds,
  /** @type {typeof kinds} */ ({
    path: walk,
    all: ([, name], moment) => affordable(moment.all?.(name) ?? [], moment),
    '|': ([, ...parts], moment) => inOrder(parts.flatMap((part) => nodes(work(part, moment)))),
  }),
);
