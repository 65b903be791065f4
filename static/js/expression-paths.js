/**
 * Paths of expressions: importing this adds them.
 *
 * @typedef {import('./expression.js').Value} Value
 * @typedef {import('./expression.js').Node} Node
 * @typedef {import('./expression.js').Moment} Moment
 * @typedef {import('./expression.js').Tree} Tree
 */
import { evaluate, kinds, truth } from './expression.js';

/** @param {Node} node @returns {Node[]} */
const under = (node) => node.children.flatMap((child) => [child, ...under(child)]);

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
  'preceding-sibling': (node) => among(node).slice(0, among(node).indexOf(node)).reverse(),
};

/** @param {Node} node @param {string} name @param {string} axis */
function fits(node, name, axis) {
  const kind = node.kind ?? 'element';
  if (name.endsWith('()')) return name === 'node()' || kind + '()' === name;
  return kind === (axis === 'attribute' ? axis : 'element') && (name === '*' || name === node.name);
}

/** @param {Node[]} found @param {Tree} predicate @param {Moment} moment */
const kept = (found, predicate, moment) =>
  found.filter((here, at) => {
    const value = evaluate(predicate, { ...moment, here, position: at + 1, size: found.length });
    return typeof value === 'number' ? value === at + 1 : truth(value);
  });

/** @param {Tree} tree @param {Moment} moment */
function walk([, start, ...steps], moment) {
  const { here } = moment;
  let found = start === '.' ? [here] : start === '/' ? [root(here)] : nodes(evaluate(start, moment));
  for (const [axis, name, ...predicates] of steps) {
    /** @param {Node[]} some */
    const pass = (some) => predicates.reduce((/** @type {Node[]} */ left, /** @type {Tree} */ one) => kept(left, one, moment), some);
    if (axis === 'whole') found = pass(found);
    else found = inOrder(found.flatMap((node) => pass(axes[axis]?.(node).filter((one) => fits(one, name, axis)) ?? [])));
  }
  return found;
}

/** @param {Value} value */
const nodes = (value) => (Array.isArray(value) ? value : []);

/** @param {Node} node @returns {Node} */
const root = (node) => (node.parent ? root(node.parent) : node);

/** Where a node stands in the document: attributes before children. @param {Node} node @returns {number[]} */
function place(node) {
  if (!node.parent) return [];
  const attribute = node.kind === 'attribute';
  const among = (attribute ? node.parent.attributes : node.parent.children) ?? [];
  return [...place(node.parent), Number(!attribute), among.indexOf(node)];
}

/** @param {Node[]} found */
function inOrder(found) {
  const once = [...new Set(found)];
  if (once.length < 2) return once;
  const places = new Map(once.map((node) => [node, place(node)]));
  return once.sort((a, b) => {
    const [x, y] = [places.get(a) ?? [], places.get(b) ?? []];
    const at = x.findIndex((step, i) => step !== y[i]);
    return at < 0 ? -1 : (x[at] ?? -1) - (y[at] ?? -1);
  });
}

Object.assign(
  kinds,
  /** @type {typeof kinds} */ ({
    path: walk,
    '|': ([, ...parts], moment) => inOrder(parts.flatMap((part) => nodes(evaluate(part, moment)))),
  }),
);
