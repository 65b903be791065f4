import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { mint, read, show } from "../../static/js/code.js";

const vectors = JSON.parse(readFileSync(new URL("vectors/code.json", import.meta.url), "utf8"));

for (const [typed, code] of vectors) {
  test(`the phone reads "${typed}" as Python does`, () => assert.equal(read(typed), code));
}

test("a minted code reads back as it is shown", () => {
  for (let i = 0; i < 200; i += 1) {
    const code = mint();
    assert.match(show(code), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/);
    assert.equal(read(show(code)), code);
  }
});

test("every symbol of the alphabet is drawn alike", () => {
  assert.equal(mint(Uint8Array.from([0, 31, 32, 63, 255, 8, 1, 2, 3])).slice(0, 9), "0Z0ZZ8123");
});
