// Speaks with test_seal.py, a line of JSON in and out: seals to a key, then opens what is sealed to its own.
import { createInterface } from "node:readline";
import { encode } from "../../static/js/base64url.js";
import { sealer, unseal } from "../../static/js/seal.js";

const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
const point = encode(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

write({ point });
for await (const line of createInterface({ input: process.stdin })) {
  const { to, info, value, sealed } = JSON.parse(line);
  if (sealed) write({ value: await unseal(pair, info, sealed).catch(() => "stays closed") });
  else write({ sealed: await (await sealer(to, info))(value) });
}
