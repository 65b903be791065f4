import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { number } from "../../static/js/answers.js";

const vectors = JSON.parse(readFileSync(new URL("vectors/numbers.json", import.meta.url), "utf8"));

for (const [typed, read] of vectors) {
  test(`${JSON.stringify(typed)} is read as ${JSON.stringify(read)}, as the server reads it`, () => {
    assert.equal(number(typed), read);
  });
}
