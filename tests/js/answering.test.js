import assert from "node:assert/strict";
import { test } from "node:test";
import { Answering } from "../../static/js/answering.js";
import { ready } from "../../static/js/filling.js";

const is = (name, value) => ({ tree: ["=", ["ref", name], ["text", value]] });
const RULES = {
  questions: [
    { name: "county", kind: "select_one", choices: "counties" },
    { name: "town", kind: "select_one", choices: "towns", choice_filter: is("county", "x") },
    { name: "why", kind: "text", relevant: is("town", "t") },
    {
      name: "members",
      kind: "repeat",
      questions: [
        { name: "name", kind: "text" },
        { name: "noted", kind: "text", trigger: ["name"], calculation: { tree: ["text", "changed"] } },
        { name: "double", kind: "calculate", calculation: { tree: ["call", "concat", [["ref", "name"], ["ref", "name"]]] } },
      ],
    },
  ],
  choices: { counties: [{ name: "x" }, { name: "y" }], towns: [{ name: "t" }, { name: "u" }] },
};

async function begun() {
  await ready(RULES);
  return new Answering(RULES);
}

test("a choice that isn't offered any more is let go, and what followed from it isn't asked", async () => {
  const answering = await begun();
  answering.set("county", "x");
  answering.set("town", "t");
  assert.equal(answering.filled.asked("why"), true);
  answering.set("county", "y");
  assert.equal(answering.answers.town, undefined);
  assert.equal(answering.filled.asked("why"), false);
});

test("turns are added, moved and removed with their answers", async () => {
  const answering = await begun();
  answering.set("members/0/name", "A");
  answering.add("members");
  answering.set("members/1/name", "B");
  answering.move("members/1", -1);
  assert.equal(answering.answers["members/0/name"], "B");
  assert.equal(answering.shown("members/1/double"), "AA");
  answering.remove("members/0");
  assert.equal(answering.filled.turns("members"), 1);
  assert.equal(answering.answers["members/0/name"], "A");
});

test("moving a turn sets nothing off", async () => {
  const answering = await begun();
  answering.add("members");
  answering.set("members/0/name", "A");
  answering.set("members/1/name", "B");
  assert.equal(answering.answers["members/1/noted"], "changed");
  answering.set("members/0/noted", "mine");
  answering.move("members/0", 1);
  assert.equal(answering.answers["members/1/noted"], "mine");
  assert.equal(answering.answers["members/0/noted"], "changed");
});

test("a turn holds answers once a person gave one", async () => {
  const answering = await begun();
  assert.equal(answering.holds("members/0"), false);
  answering.set("members/0/name", "A");
  assert.equal(answering.holds("members/0"), true);
});

test("an answer that is taken back leaves nothing", async () => {
  const answering = await begun();
  answering.set("county", "x");
  answering.set("county", undefined);
  assert.equal("county" in answering.answers, false);
});
