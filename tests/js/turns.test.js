import assert from "node:assert/strict";
import { test } from "node:test";
import { pattern, placeOf, reordered } from "../../static/js/turns.js";

const FAMILY = {
  told: "yes",
  members: 3,
  "members/0/age": 40,
  "members/1/age": 12,
  "members/1/pets": 1,
  "members/1/pets/0/kind": "dog",
  "members/2/age": 9,
  membership: "no",
};

test("answers of a turn that goes are gone, and those after it move up with all that is in them", () => {
  assert.deepEqual(reordered(FAMILY, "members", [1, 2]), {
    told: "yes",
    membership: "no",
    members: 2,
    "members/0/age": 12,
    "members/0/pets": 1,
    "members/0/pets/0/kind": "dog",
    "members/1/age": 9,
  });
});

test("turns change places with all that is in them", () => {
  const swapped = reordered(FAMILY, "members", [1, 0, 2]);
  assert.equal(swapped["members/0/pets/0/kind"], "dog");
  assert.equal(swapped["members/1/age"], 40);
  assert.deepEqual(reordered(swapped, "members", [1, 0, 2]), FAMILY);
});

test("a repeat inside a turn is reordered there alone", () => {
  const answers = { "members/0/pets": 2, "members/0/pets/0/kind": "dog", "members/0/pets/1/kind": "cat", "members/1/pets/0/kind": "ox" };
  assert.deepEqual(reordered(answers, "members/0/pets", [1]), {
    "members/0/pets": 1,
    "members/0/pets/0/kind": "cat",
    "members/1/pets/0/kind": "ox",
  });
});

test("a turn's key tells its repeat and its number", () => assert.deepEqual(placeOf("a/12/b/3"), ["a/12/b", 3]));

test("a key in a template has no numbers", () => {
  assert.equal(pattern("a/0/b/12/c3"), "a/#/b/#/c3");
  assert.equal(pattern("a/0"), "a/#");
});
