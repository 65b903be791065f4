import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7 } from "../../static/js/uuid7.js";

test("an id carries its time, its version and its variant", () => {
  const id = uuid7(0x0123456789ab);
  assert.match(id, /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("ids sort by the time of their making, also before 1970 phones are set right and after 2099", () => {
  const moments = [0, 1, 0xffff, 0x10000, Date.UTC(2026, 10, 22), Date.UTC(2099, 11, 31), 2 ** 48 - 1];
  const ids = moments.map(uuid7);
  assert.deepEqual([...ids].sort(), ids);
});

test("two ids of one millisecond differ", () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => uuid7(1))).size, 1000);
});
