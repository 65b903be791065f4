// Evaluate trees and fill forms, one JSON object a line, for the tests that hold Python against the phone.
import { createInterface } from "node:readline";
import { evaluate } from "../../static/js/expression.js";
import "../../static/js/expression-more.js";
import { fill } from "../../static/js/filling.js";

/** Grow nodes from [kind, name, own, children, attributes]. */
function grow([kind, name, own, children, attributes], parent = null) {
  const node = { kind, name, parent, attributes: [], children: [] };
  node.children = children.map((child) => grow(child, node));
  node.attributes = attributes.map((attribute) => grow(attribute, node));
  const texts = () => node.children.filter((child) => ["element", "text"].includes(child.kind));
  Object.defineProperty(node, "text", {
    get: () => (node.children.length ? texts().map((child) => child.text).join("") : own),
  });
  return node;
}

const zones = new Map();

/** The minutes east of UTC in a zone, at a time. */
const offsetIn = (timeZone) => {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offset = (at) => {
    const [, sign, hours, minutes] =
      /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(new Date(at))) ?? [];
    return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  };
  zones.set(timeZone, offset);
  return offset;
};

const number = (value) => (Object.is(value, -0) ? "-0" : String(value));

/** Write a value so that nothing is lost on the way. */
function plain(value) {
  if (typeof value === "number") return { number: number(value) };
  return Array.isArray(value) ? { nodes: value.map((node) => node.text) } : value;
}

/** The document that was sent last; a question without one is about the same. */
let root;

function evaluated({ tree, document, here, now, zone, minutes }) {
  if (document) root = grow(document);
  let node = root;
  for (const [list, at] of here) node = node[list][at];
  const offset = zone ? offsetIn(zone) : () => minutes;
  const find = (name) => root.children.filter((child) => child.name === name);
  return plain(evaluate(tree, { now, offset, here: node, find, position: 1, size: 1 }));
}

function filled({ rules, answers, now }) {
  const form = fill(rules, answers, now);
  return { problems: form.problems(), clean: form.clean() };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(asked.rules ? filled(asked) : evaluated(asked))}\n`);
}
