// Evaluate trees, one JSON object a line, for the tests that hold Python against the phone.
import { createInterface } from "node:readline";
import { evaluate } from "../../static/js/expression.js";
import "../../static/js/expression-more.js";
import "../../static/js/expression-maths.js";
import "../../static/js/expression-digest.js";
import { table } from "../../static/js/expression-rows.js";

const BEGUN = "2026-11-22T14:59:30.000+00:00";

/** Grow nodes from [kind, name, own, children, attributes, relevant]. */
function grow([kind, name, own, children, attributes, relevant], parent = null) {
  const node = { kind, name, parent, relevant, attributes: [], children: [] };
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

const under = (node) => node.children.flatMap((child) => [child, ...under(child)]);

/** The nodes of a name under the nearest node above that has any. */
function near(name, here) {
  const found = under(here).filter((node) => node.name === name);
  return here.parent && !found.length ? near(name, here.parent) : found;
}

/** The node at the end of a way down. */
const at = (way) => way.reduce((node, [list, place]) => node[list][place], root);

function evaluated({ tree, document, here, current, lists, chance = 1, now, zone, minutes }) {
  if (document) root = grow(document);
  const tables = new Map(Object.entries(lists ?? {}).map(([name, rows]) => [name, table(rows)]));
  let state = chance;
  const moment = {
    now,
    offset: zone ? offsetIn(zone) : () => minutes,
    here: at(here),
    current: current ? at(current) : undefined,
    find: near,
    all: (name) => under(root).filter((node) => node.name === name),
    instance: (name) => tables.get(name),
    choiceLabel: (name, value, place) => `${name} ${value} ${place.name}`,
    text: (name) => `<${name}>`,
    random: () => (state = (state * 48271) % (2 ** 31 - 1)) / (2 ** 31 - 1),
    begun: BEGUN,
  };
  return plain(evaluate(tree, moment));
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(evaluated(JSON.parse(line)))}\n`);
}
