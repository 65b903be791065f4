import assert from "node:assert/strict";
import { test } from "node:test";
import { functions, kinds, knows, ready, steady } from "../../static/js/expression.js";

for (const [sentence, part, known] of [
  ["a form without expressions needs nothing more", { questions: [{ name: "path" }], choices: {} }, true],
  ["common functions are there", { tree: ["call", "selected", [["ref", "a"], ["text", "path"]]] }, true],
  ["a rare function is not", { tree: ["not", ["call", "translate", []]] }, false],
  ["a path is not", [{ relevant: { tree: ["=", ["path", ".", ["child", "a"]], ["number", 1]] } }], false],
  ["nothing is nothing", null, true],
]) {
  test(sentence, () => assert.equal(knows(part), known));
}

test("a form gets the functions that it calls, and no others", async () => {
  await ready({ tree: ["call", "selected", []] });
  assert.ok(!("path" in kinds) && !("translate" in functions));
  await ready({ tree: ["path", ".", ["child", ["call", "translate", []]]] });
  assert.ok("path" in kinds && "translate" in functions && !("sin" in functions));
  await ready({ questions: [{ seed: { tree: ["number", 1] } }] });
  assert.ok("randomize" in functions && !("sin" in functions));
  await ready({ tree: ["call", "sin", [["call", "random", []]]] });
  assert.ok("sin" in functions);
});

for (const [sentence, tree, same] of [
  ["a sum is steady", ["+", ["number", 1], ["ref", "a"]], true],
  ["a shuffle by a seed is steady", ["call", "randomize", [["ref", "a"], ["number", 1]]], true],
  ["a shuffle without a seed is not", ["call", "randomize", [["ref", "a"]]], false],
  ["what is drawn is not", ["=", ["text", "random"], ["call", "uuid", []]], false],
]) {
  test(sentence, () => assert.equal(steady(tree), same));
}
