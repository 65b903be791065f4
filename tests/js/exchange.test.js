import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, exchange, judge, namesUnknownKey, pause } from "../../static/js/exchange.js";
import { KEYS, kept, receipt, said, sum } from "./server.js";

const REQUEST = { device: "d", cursor: {}, records: [], news: true };
const GOOD = { receipts: [], news: [], cursor: {}, more: false };

/** A network that answers in one way. */
const network = (body, status = 200, headers = {}) => async () => new Response(body, { status, headers });

for (const [sentence, send, kind] of [
  ["an answer of the right shape is an answer", network(JSON.stringify(GOOD)), "answered"],
  ["a captive portal's page is silence", network("<html>Sign in to Wi-Fi</html>"), "silent"],
  ["a proxy's empty 200 is silence", network(""), "silent"],
  ["an answer that is cut is silence", network(JSON.stringify(GOOD).slice(0, 20)), "silent"],
  ["JSON of somebody else is silence", network('{"status": "ok"}'), "silent"],
  ["null is silence", network("null"), "silent"],
  ["an answer without news is silence", network('{"receipts": [], "cursor": {}}'), "silent"],
  ["nobody there is silence", async () => { throw new TypeError("Failed to fetch"); }, "silent"],
  ["a gateway without a server is silence", network("Bad Gateway", 502), "silent"],
  ["a server that rests is silence", network('{"problem": "service_unavailable"}', 503), "silent"],
  ["a portal's 401 is silence", network("Who are you?", 401), "silent"],
  ["a portal's 400 is silence", network("Bad Request", 400), "silent"],
  ["a portal's 403 is silence", network("Forbidden", 403), "silent"],
  ["an unknown token makes us a stranger", network('{"problem": "unknown_device"}', 401), "stranger"],
  ["a request that can't be read is our fault", network('{"problem": "wrong_shape"}', 400), "unreadable"],
  ["too large is too large, whoever says so", network("<h1>413</h1>", 413), "too_large"],
  ["too often means later", network("", 429, { "Retry-After": "17" }), "later"],
  ["a server that breaks on it fails", network("<h1>500</h1>", 500), "failing"],
]) {
  test(sentence, async () => assert.equal((await exchange("token", REQUEST, send)).kind, kind));
}

test("a revoked phone is told so", async () => {
  const outcome = await exchange("token", REQUEST, network('{"problem": "revoked"}', 401));
  assert.deepEqual(outcome, { kind: "stranger", revoked: true });
});

test("the server's own pause is kept", async () => {
  const outcome = await exchange("token", REQUEST, network("", 429, { "Retry-After": "17" }));
  assert.equal(outcome.seconds, 17);
});

test("the token travels in its header, and no cookie does", async () => {
  let asked;
  await exchange("secret", REQUEST, async (...request) => { asked = request; return new Response("{}"); });
  assert.equal(asked[0], "/sync");
  assert.equal(asked[1].headers.Authorization, "Bearer secret");
  assert.equal(asked[1].credentials, "omit");
});

const one = kept(1).envelope;
const other = kept(2).envelope;

for (const verdict of ["accepted", "known", "revised", "branched", "held"]) {
  test(`${verdict} with a signed receipt lets a record go`, async () => {
    const judgement = await judge([await said(one, verdict)], [one], KEYS);
    assert.deepEqual(judgement.sent.map(({ id }) => id), [one.id]);
  });
}

test("a known record brings its first receipt", async () => {
  const first = { ...(await said(one)), verdict: "known" };
  assert.equal((await judge([first], [one], KEYS)).sent[0].verdict, "accepted");
});

const signed = await receipt(one);
for (const [sentence, receipts] of [
  ["no receipt at all", []],
  ["a verdict without a receipt", [{ id: one.id, sha256: one.sha256, verdict: "accepted", receipt: null }]],
  ["a receipt without a signature", [{ ...(await said(one)), receipt: { ...signed, signature: "" } }]],
  ["a receipt whose signature is no base64", [{ ...(await said(one)), receipt: { ...signed, signature: "~" } }]],
  ["a receipt of another record", [{ ...(await said(one)), receipt: await receipt(other) }]],
  ["a receipt of another content", [{ ...(await said(one)), receipt: await receipt({ ...one, sha256: sum(9) }) }]],
  ["an answer about another content", [await said({ ...one, sha256: sum(9) })]],
  ["a receipt that was changed after it was signed", [{ ...(await said(one)), receipt: { ...signed, revision: 2 } }]],
  ["a receipt by an unknown key", [{ ...(await said(one)), receipt: await receipt(one, { key: "other" }) }]],
  ["a signed rejection", [await said(one, "rejected")]],
  ["a verdict that we don't know", [await said(one, "forgotten")]],
  ["nonsense", [null, 3, {}, { id: one.id }]],
]) {
  test(`${sentence} leaves the record on the phone`, async () => {
    assert.deepEqual((await judge(receipts, [one], KEYS)).sent, []);
  });
}

test("what is rejected is set aside with its reason, and the rest leaves", async () => {
  const problems = [{ code: "unknown_key", question: null, values: {} }];
  const refused = { id: one.id, sha256: one.sha256, verdict: "rejected", receipt: null, problems };
  const judgement = await judge([refused, await said(other)], [one, other], KEYS);
  assert.deepEqual(judgement.refused, [{ id: one.id, sha256: one.sha256, problems }]);
  assert.deepEqual(judgement.sent.map(({ id }) => id), [other.id]);
});

test("a receipt that names a new key makes the phone ask for the keys", async () => {
  assert.equal(namesUnknownKey([await said(one)], KEYS), false);
  assert.equal(namesUnknownKey([await said(one, "accepted", { key: "new" })], KEYS), true);
  assert.equal(namesUnknownKey([null, { receipt: null }], KEYS), false);
});

const numbers = (chosen) => chosen.map(({ kept_at }) => kept_at);

test("nothing waits, nothing is chosen", () => assert.deepEqual(batch([]), []));

test("the oldest fifty go first", () => {
  const waiting = Array.from({ length: 120 }, (_, n) => kept(120 - n));
  assert.deepEqual(numbers(batch(waiting)), Array.from({ length: 50 }, (_, n) => n + 1));
});

test("a batch stays under 200 kB, and one large record travels alone", () => {
  const large = (n) => kept(n, { envelope: { ...kept(n).envelope, sealed: "x".repeat(150_000) } });
  assert.deepEqual(numbers(batch([large(1), large(2), kept(3)])), [1]);
});

test("what failed waits behind what didn't", () => {
  assert.deepEqual(numbers(batch([kept(1, { attempts: 1 }), kept(2), kept(3)])), [2, 3]);
});

for (const failing of ["unreadable", "failing"]) {
  test(`one poisoned record among fifty never holds back the rest (${failing})`, () => {
    let waiting = Array.from({ length: 50 }, (_, n) => kept(n));
    let streak = 0;
    let rounds = 0;
    while (waiting.length > 1 && rounds < 100) {
      rounds += 1;
      const chosen = batch(waiting, 50, streak);
      const poisoned = chosen.some(({ kept_at }) => kept_at === 17);
      streak = poisoned ? 0 : streak + 1;
      waiting = poisoned
        ? waiting.map((each) => (chosen.includes(each) ? { ...each, attempts: each.attempts + 1 } : each))
        : waiting.filter((each) => !chosen.includes(each));
    }
    assert.deepEqual(numbers(waiting), [17]);
    assert.ok(rounds < 30, `${rounds} rounds`);
  });
}

test("pauses double up to two minutes, and phones don't come back together", () => {
  assert.deepEqual([1, 2, 3, 20].map((failures) => pause(failures, () => 1)), [2000, 4000, 8000, 120_000]);
  assert.equal(pause(1, () => 0), 1000);
});
