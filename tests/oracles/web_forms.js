// ODK Web Forms' engine fills a form, one JSON object a line: the answers as our keys name them.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<html></html>");
const names = ["DOMParser", "XMLSerializer", "XPathResult", "Node", "Element", "Document", "Attr", "Text", "CharacterData", "ProcessingInstruction", "Comment", "CDATASection", "DocumentFragment"];
for (const name of names) globalThis[name] ??= window[name];
Object.assign(globalThis, { document: window.document, window, __dirname: "." });
const { createInstance } = await import("@getodk/xforms-engine");

const REPEATS = ["repeat-range:controlled", "repeat-range:uncontrolled"];

/** Every node by our key: groups leave no trace, turns are counted from 0. */
function* walk(node, prefix = "") {
  for (const child of node.currentState.children ?? []) {
    const name = child.definition.qualifiedName?.localName ?? child.definition.nodeName;
    const key = prefix + name;
    if (REPEATS.includes(child.nodeType)) {
      yield [key, child];
      for (const [at, turn] of child.currentState.children.entries()) yield* walk(turn, `${key}/${at}/`);
    } else {
      yield [key, child];
      if (child.nodeType === "group") yield* walk(child, prefix);
    }
  }
}

/** Answer as a person would. */
function answer(node, value) {
  switch (node.nodeType) {
    case "repeat-range:uncontrolled": {
      const missing = value - node.currentState.children.length;
      if (missing > 0) node.addInstances(undefined, missing);
      if (missing < 0) node.removeInstances(value, -missing);
      return;
    }
    case "select":
      return node.selectValues([value].flat().map(String));
    case "rank":
      return node.setValues(value);
    case "trigger":
      return node.setValue(value === "OK");
    case "input":
    case "range":
      return node.setValue(String(value));
  }
}

/** What the engine says of each question that it asks. */
function told(root) {
  const answers = {};
  const asked = [];
  const problems = [];
  for (const [key, node] of walk(root)) {
    if (!node.currentState.relevant) continue;
    if (REPEATS.includes(node.nodeType)) {
      answers[key] = node.currentState.children.length;
      continue;
    }
    asked.push(key);
    if (node.nodeType === "group") continue;
    const text = node.currentState.instanceValue;
    if (text) answers[key] = text;
    const { violation } = node.validationState;
    if (violation) problems.push([violation.condition, key]);
  }
  return { answers, asked, problems };
}

async function filled({ xform, answers }) {
  const { root } = await createInstance(xform, { form: { missingResourceBehavior: "BLANK" } });
  for (const [key, value] of answers) {
    const node = new Map(walk(root)).get(key);
    if (node && node.currentState.relevant && !node.currentState.readonly) answer(node, value);
  }
  return told(root);
}

for await (const line of createInterface({ input: process.stdin })) {
  const found = await filled(JSON.parse(line)).catch((error) => ({ broke: String(error.stack) }));
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
