import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, sha256 } from "../../static/js/canonical.js";

const vectors = JSON.parse(readFileSync(new URL("vectors/canonical.json", import.meta.url), "utf8"));

for (const [title, value, written] of vectors) {
  test(`the phone writes ${title} as Python does`, () => assert.equal(canonical(value), written));
}

test("members are sorted by UTF-16 code units, so that a face comes before a private sign", () => {
  assert.equal(canonical({ "\ufb33": 1, "\u{1f600}": 2 }), '{"\u{1f600}":2,"\ufb33":1}');
});

for (const [title, value] of [
  ["NaN", NaN],
  ["infinity", -Infinity],
  ["half a surrogate pair", "cut \ud83d"],
  ["a name that is half a surrogate pair", { "\udc00": 1 }],
  ["what is missing", { a: undefined }],
]) {
  test(`${title} can't be written`, () => assert.throws(() => canonical(/** @type {any} */ (value)), TypeError));
}

test("content is named by the hash of its canonical bytes", async () => {
  const sum = "2071e5952e3110d79f01f374bf90abe7fc01cf116fd0a40af0ab60d3f9a99f8d"; // by Python's rfc8785 and hashlib
  assert.equal(await sha256({ b: "é", a: [1, 2.5] }), sum);
});
