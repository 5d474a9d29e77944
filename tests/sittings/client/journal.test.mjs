// The journal on the device against vectors that Python wrote with qosyl.rules: same bytes, same chain, same receipt.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { MODULES, VECTORS } = process.env;
const journal = await import(`${MODULES}/journal.js`);
const vectors = JSON.parse(readFileSync(VECTORS, "utf8"));
const bytes = (text) => new TextEncoder().encode(text);

test("SHA-256 gives the digests that NIST publishes", () => {
  const million = new Uint8Array(1_000_000).fill(0x61);
  const published = [
    [bytes(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [bytes("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
    [
      bytes("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    [million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ];
  for (const [message, digest] of published) assert.equal(journal.hex(journal.sha256(message)), digest);
});

test("SHA-256 agrees with Python at every length around a block", () => {
  for (const [length, digest] of vectors.digests) {
    const message = Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
    assert.equal(journal.hex(journal.sha256(message)), digest, `length ${length}`);
  }
});

test("every journal has the lines, heads and receipt that the server computes", () => {
  for (const { attempt, epoch, events, lines, heads, others, receipt } of vectors.journals) {
    const own = new journal.Journal(attempt, epoch);
    for (const { n, ...event } of events) own.append(event);
    assert.deepEqual(own.lines, lines);
    assert.deepEqual(own.heads, heads);
    assert.equal(journal.receipt(attempt, [...others, [epoch, own.last, own.head]]), receipt);
    const reopened = new journal.Journal(attempt, epoch, lines);
    assert.equal(reopened.head, own.head);
    assert.deepEqual(reopened.events, events);
    assert.ok(reopened.agrees(0, heads[0]) && reopened.agrees(own.last, own.head));
    assert.ok(!reopened.agrees(own.last + 1, own.head) && !reopened.agrees(0, "0".repeat(64)));
  }
});

test("what stands at each position is what the server would count", () => {
  for (const { events, answers } of vectors.journals) {
    const found = journal.inForce(events);
    const given = [...found.answers].filter(([, { o }]) => o !== null).map(([p, { o }]) => [p, o]);
    assert.deepEqual(Object.fromEntries(given), answers);
  }
});

test("answers of the server stay where this device has said nothing", () => {
  const events = [{ n: 1, k: "answer", p: 2, o: "b" }, { n: 2, k: "clear", p: 3 }, { n: 3, k: "flag", p: 1, o: "off" }];
  const { answers, flags } = journal.inForce(events, { answers: { 1: "a", 2: "c", 3: "d" }, flags: [1, 4] });
  assert.deepEqual([...answers], [[1, { o: "a", n: 0 }], [2, { o: "b", n: 1 }], [3, { o: null, n: 2 }]]);
  assert.deepEqual([...flags], [[1, { on: false, n: 3 }], [4, { on: true, n: 0 }]]);
});

test("a new epoch says again the last word on each position that was never acknowledged", () => {
  const events = [
    { n: 1, k: "answer", p: 1, o: "a", g: "kk", t: 1 },
    { n: 2, k: "answer", p: 2, o: "a", g: "kk", t: 2 },
    { n: 3, k: "view", p: 2, g: "kk", t: 3 },
    { n: 4, k: "flag", p: 2, o: "on", g: "kk", t: 4 },
    { n: 5, k: "answer", p: 3, o: "c", g: "ru", t: 5 },
    { n: 6, k: "clear", p: 2, g: "ru", t: 6 },
  ];
  assert.deepEqual(journal.unsaid(events, 1), [
    { k: "flag", p: 2, o: "on", g: "kk" },
    { k: "answer", p: 3, o: "c", g: "ru" },
    { k: "clear", p: 2, g: "ru" },
  ]);
  assert.deepEqual(journal.unsaid(events, 6), []);
});

test("the check digit is Damm's", () => {
  assert.equal(journal.checkDigit("572"), "4");
  assert.equal(journal.checkDigit("5724"), "0");
});
