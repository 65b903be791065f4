import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { number, read, write } from "../../static/js/answers.js";

const vectors = JSON.parse(readFileSync(new URL("vectors/numbers.json", import.meta.url), "utf8"));

for (const [typed, read] of vectors) {
  test(`${JSON.stringify(typed)} is read as ${JSON.stringify(read)}, as the server reads it`, () => {
    assert.equal(number(typed), read);
  });
}

const field = (value, more = {}) => ({ type: "text", tagName: "INPUT", dataset: {}, value, ...more });
const box = (value, checked) => field(value, { type: "checkbox", checked });

const READ = [
  ["words stay as they are", "text", [field(" a b ")], " a b "],
  ["nothing is no answer", "text", [field("")], undefined],
  ["a number is read in any digits", "integer", [field("٤٢")], 42],
  ["what is no number stays for the rules to judge", "integer", [field("many")], "many"],
  ["a day", "date", [field("2026-11-22")], "2026-11-22"],
  ["a month is its first day", "date", [field("2026-11")], "2026-11-01"],
  ["a year in any digits is its first day", "date", [field("٢٠٢٦")], "2026-01-01"],
  ["choices in the order of the page", "select_multiple", [box("a", true), box("b", false), box("c", true)], ["a", "c"]],
  ["no choice is no answer", "select_multiple", [box("a", false)], undefined],
  ["choices that a tool holds", "select_multiple", [field("c a", { type: "hidden" })], ["c", "a"]],
  ["an order", "rank", [field("b c a", { type: "hidden" })], ["b", "c", "a"]],
  ["one choice may have spaces in its name", "select_one", [field("a b", { type: "hidden" })], "a b"],
  ["a position with a comma between", "geopoint", [field("6.3, -10.8")], "6.3 -10.8"],
  ["a position with decimal commas", "geopoint", [field("6,3 -10,8")], "6.3 -10.8"],
  ["a position in other digits", "geopoint", [field("٦٫٣ ١٠")], "6.3 10"],
  ["a path, a point a line", "geotrace", [field("1 2\n\n3 4\n")], "1 2;3 4"],
  ["an area ends where it began", "geoshape", [field("1 2\n3 4\n5 6")], "1 2;3 4;5 6;1 2"],
];

for (const [sentence, kind, fields, expected] of READ) {
  test(sentence, () => assert.deepEqual(read(fields, kind), expected));
}

test("what is written can be read again", () => {
  for (const [, kind, fields, expected] of READ) {
    if (expected === undefined || expected === "many") continue;
    const empty = fields.map((one) => (one.type === "checkbox" ? { ...one, checked: false } : { ...one, value: "" }));
    assert.equal(write(empty, kind, expected), true);
    assert.deepEqual(read(empty, kind), expected);
  }
});

test("an answer that stands there in other digits is left as it was typed", () => {
  const typed = field("٤٢");
  assert.equal(write([typed], "integer", 42), false);
  assert.equal(typed.value, "٤٢");
});

test("a year shows as a year, a month as a month", () => {
  const [year, month] = [field("", { dataset: { unit: "year" } }), field("", { type: "month" })];
  write([year], "date", "2026-01-01");
  write([month], "date", "2026-11-01");
  assert.deepEqual([year.value, month.value], ["2026", "2026-11"]);
});

test("an answer that is gone is taken from the page", () => {
  const [text, tick] = [field("a"), box("b", true)];
  write([text], "text", undefined);
  write([tick], "select_multiple", undefined);
  assert.deepEqual([text.value, tick.checked], ["", false]);
});
