import assert from "node:assert/strict";
import { test } from "node:test";
import { isSigned } from "../../static/js/receipt.js";
import { KEYS, kept, receipt } from "./server.js";

const { envelope } = kept(1);

test("a phone whose browser has no Ed25519 checks receipts all the same", async (t) => {
  const { importKey } = crypto.subtle;
  t.mock.method(crypto.subtle, "importKey", function (format, bytes, algorithm, ...rest) {
    if (algorithm === "Ed25519") return Promise.reject(new DOMException("no", "NotSupportedError"));
    return importKey.call(this, format, bytes, algorithm, ...rest);
  });
  const signed = await receipt(envelope);
  assert.equal(await isSigned(signed, KEYS.sign), true);
  assert.equal(await isSigned({ ...signed, revision: 2 }, KEYS.sign), false);
});

test("the order of a receipt's members doesn't matter", async () => {
  const members = Object.entries(await receipt(envelope)).reverse();
  assert.equal(await isSigned(Object.fromEntries(members), KEYS.sign), true);
});
