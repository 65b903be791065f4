import assert from "node:assert/strict";
import { test } from "node:test";
import { functions, kinds, knows } from "../../static/js/expression.js";

for (const [sentence, part, known] of [
  ["a form without expressions needs nothing more", { questions: [{ name: "path" }], choices: {} }, true],
  ["common functions are there", { tree: ["call", "selected", [["ref", "a"], ["text", "path"]]] }, true],
  ["a rare function is not", { tree: ["not", ["call", "translate", []]] }, false],
  ["a path is not", [{ relevant: { tree: ["=", ["path", ".", ["child", "a"]], ["number", 1]] } }], false],
  ["nothing is nothing", null, true],
]) {
  test(sentence, () => assert.equal(knows(part), known));
}

test("expression-more.js adds what was missing", async () => {
  const before = Object.keys(functions).length;
  await import("../../static/js/expression-more.js");
  assert.ok(Object.keys(functions).length > before);
  assert.ok("path" in kinds && "|" in kinds);
});
