import assert from "node:assert/strict";
import { test } from "node:test";
import { localTime } from "../../static/js/clock.js";

for (const [zone, written] of [
  ["Africa/Monrovia", "2026-11-22T15:00:00.000+00:00"],
  ["Africa/Nairobi", "2026-11-22T18:00:00.000+03:00"],
  ["Asia/Kathmandu", "2026-11-22T20:45:00.000+05:45"],
  ["America/St_Johns", "2026-11-22T11:30:00.000-03:30"],
]) {
  test(`the time in ${zone} travels with its offset`, () => {
    process.env.TZ = zone;
    assert.equal(localTime(new Date("2026-11-22T15:00:00Z")), written);
  });
}
