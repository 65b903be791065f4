import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../static/js/filling.js";

const NOW = "2026-11-22T23:30:00.000+03:00";
const selected = { tree: ["call", "selected", [["ref", "services"], ["text", "water"]]] };
const RULES = {
  questions: [
    { name: "services", kind: "select_multiple", choices: "service" },
    { name: "water", kind: "text", required: true, relevant: selected },
    { name: "day", kind: "date", constraint: { tree: ["<=", ["self"], ["call", "today", []]] } },
  ],
  choices: { service: [{ name: "water" }, { name: "roads" }] },
};

test("what hangs on another answer is asked with it and dropped with it", () => {
  const dry = fill(RULES, { services: ["roads"], water: "far" }, NOW);
  assert.equal(dry.asked("water"), false);
  assert.deepEqual(dry.clean(), { services: ["roads"] });
  const wet = fill(RULES, { services: ["water"] }, NOW);
  assert.deepEqual(wet.problems(), [{ code: "required", question: "water", values: {} }]);
});

test("today is the phone's day, whatever the day in UTC", () => {
  assert.deepEqual(fill(RULES, { day: "2026-11-22" }, NOW).problems(), []);
  assert.equal(fill(RULES, { day: "2026-11-23" }, NOW).problems()[0]?.code, "constraint");
});

test("a question may be called as a property of every object is", () => {
  const rules = { questions: [{ name: "constructor", kind: "text", required: true }], choices: {} };
  assert.equal(fill(rules, {}, NOW).problems()[0]?.code, "required");
  assert.deepEqual(fill(rules, { constructor: "x" }, NOW).clean(), { constructor: "x" });
});

test("a form of 530 questions is worked out within a moment", () => {
  const chained = Array.from({ length: 530 }, (_, at) => ({
    name: `q${at}`,
    kind: "text",
    ...(at && { relevant: { tree: ["!=", ["ref", `q${at - 1}`], ["text", ""]] } }),
  }));
  const answers = Object.fromEntries(chained.map(({ name }) => [name, "x"]));
  const begun = process.cpuUsage().user;
  assert.equal(Object.keys(fill({ questions: chained, choices: {} }, answers, NOW).clean()).length, 530);
  assert.ok(process.cpuUsage().user - begun < 500_000);
});
