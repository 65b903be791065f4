// A hand-written stand-in for the network's other end: signs receipts as the server does.
import { encode } from "../../static/js/base64url.js";
import { bytes } from "../../static/js/canonical.js";

const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const point = encode(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));

export const KEYS = { seal: { id: "seal", public: "" }, sign: [{ id: "sign", public: point }] };

export const sum = (n) => String(n % 10).repeat(64);

export const kept = (n, more = {}) => ({
  id: `0197c0de-0000-7000-8000-${String(n).padStart(12, "0")}`,
  slug: "water",
  envelope: {
    id: `0197c0de-0000-7000-8000-${String(n).padStart(12, "0")}`,
    consultation: "c", form: "f", version: "1", sha256: sum(n), base: null, key: "seal", sealed: "x".repeat(1000),
  },
  kept_at: n,
  state: "waiting",
  problems: [],
  attempts: 0,
  ...more,
});

/** Sign a receipt for an envelope; `more` overrides members before signing. */
export async function receipt({ id, sha256 }, more = {}) {
  const said = { id, sha256, verdict: "accepted", received_at: "2026-11-22T15:00:00.000+00:00", revision: 1, key: "sign", ...more };
  const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, bytes(said));
  return { ...said, signature: encode(new Uint8Array(signature)) };
}

/** What the server says of an envelope that it has. */
export const said = async (envelope, verdict = "accepted", more = {}) => ({
  id: envelope.id, sha256: envelope.sha256, verdict, receipt: await receipt(envelope, { verdict, ...more }), problems: [],
});
