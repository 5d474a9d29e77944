// The sender against a server that keeps the contract and a network that keeps nothing: drops, delays, doubles.
import assert from "node:assert/strict";
import { test } from "node:test";

const { MODULES, RUNS } = process.env;
const { Journal, chained, opened } = await import(`${MODULES}/journal.js`);
const { Sender, batch, patience, MOST_BYTES, MOST_EVENTS } = await import(`${MODULES}/outbox.js`);
const ATTEMPT = "3f0e7f0a-52f4-4f0c-9a35-7f7b2f1f9d11";

/** Numbers that repeat from run to run. */
function chanceFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Time that passes only when a test lets it. */
class Clock {
  now = 0;
  due = [];
  later = (act, delay) => {
    const entry = { at: this.now + delay, act };
    this.due.push(entry);
    return entry;
  };
  cancel = (entry) => { this.due = this.due.filter((one) => one !== entry); };
  async next() {
    this.due.sort((one, other) => one.at - other.at);
    const entry = this.due.shift();
    if (!entry) return false;
    this.now = Math.max(this.now, entry.at);
    await entry.act();
    return true;
  }
}

class Server {
  lines = [];
  head = opened(ATTEMPT, 1);
  heads = [this.head];
  state = "started";

  answer() {
    return { epoch: 1, through: this.lines.length, head: this.head, refused: [], ms_left: 1000, lease: "l", state: this.state };
  }

  conflict(code) {
    return { status: 409, reply: { code, epoch: 1, through: this.lines.length, head: this.head } };
  }

  take(text) {
    const { from, events, head } = JSON.parse(text);
    if (text.length > 16384 || events.length > MOST_EVENTS) return { status: 413, reply: { code: "batch-size" } };
    if (from > this.lines.length + 1) return this.conflict("gap");
    const lines = events.map((event) => JSON.stringify(event));
    let expected = this.heads[from - 1];
    for (const line of lines) expected = chained(expected, line);
    if (expected !== head) return this.conflict("diverged");
    if (lines.some((line, at) => from + at <= this.lines.length && line !== this.lines[from + at - 1])) return this.conflict("diverged");
    for (const line of lines.slice(this.lines.length + 1 - from)) {
      this.lines.push(line);
      this.head = chained(this.head, line);
      this.heads.push(this.head);
    }
    return { status: 200, reply: this.answer() };
  }

  finish(text) {
    const [n, head] = JSON.parse(text).heads["1"];
    if (n !== this.lines.length || head !== this.head) return this.conflict("missing");
    this.state = "finished";
    return { status: 200, reply: { receipt: "0000-0000-0000" } };
  }

  restore(to) {
    this.lines.length = to;
    this.heads.length = to + 1;
    this.head = this.heads[to];
  }

  post = async (kind, text) => (kind === "events" ? this.take(text) : this.finish(text));
}

const answerAt = (p, t = p) => ({ k: "answer", p, o: "b", g: "kk", boot: "b1", lease: "l1", t });

function scene(post, options = {}) {
  const journal = new Journal(ATTEMPT, 1);
  const clock = new Clock();
  const sender = new Sender(journal, { post, later: clock.later, cancel: clock.cancel, chance: () => 0.5, ...options });
  return { journal, clock, sender };
}

async function settle(clock, most = 400) {
  for (let turn = 0; turn < most; turn += 1) if (!(await clock.next())) return;
}

test("a batch carries at most 64 events and 16 KB", () => {
  const journal = new Journal(ATTEMPT, 1);
  for (let p = 1; p <= 200; p += 1) journal.append(answerAt(p));
  const sent = JSON.parse(batch(journal, 10));
  assert.equal(sent.events.length, MOST_EVENTS);
  assert.equal(sent.from, 11);
  assert.equal(sent.head, journal.heads[10 + MOST_EVENTS]);
  const wordy = new Journal(ATTEMPT, 1);
  for (let p = 1; p <= 64; p += 1) wordy.append({ ...answerAt(p), boot: "b".repeat(64), lease: "l".repeat(64), o: "o".repeat(64) });
  assert.ok(batch(wordy, 0).length <= MOST_BYTES);
  assert.ok(JSON.parse(batch(wordy, 0)).events.length > 40);
  assert.deepEqual(JSON.parse(batch(journal, 200)).events, []);
});

test("patience grows from one second to thirty and is spread by chance", () => {
  assert.deepEqual([0, 1, 3, 5, 10].map((failures) => patience(failures, 1)), [1000, 2000, 8000, 30000, 30000]);
  assert.equal(patience(10, 0), 1000);
});

test("what is appended is acknowledged", async () => {
  const server = new Server();
  const { journal, clock, sender } = scene(server.post);
  for (let p = 1; p <= 150; p += 1) journal.append(answerAt(p));
  sender.nudge();
  await settle(clock);
  assert.equal(journal.through, 150);
  assert.deepEqual(server.lines, journal.lines);
  assert.equal(sender.link, "up");
});

test("without a network it tries again by itself, and the wait never passes thirty seconds", async () => {
  const server = new Server();
  let isCut = true;
  const { journal, clock, sender } = scene(async (...request) => {
    if (isCut) throw new TypeError("no network");
    return server.post(...request);
  });
  journal.append(answerAt(1));
  sender.nudge();
  for (let turn = 0; turn < 12; turn += 1) {
    const before = clock.now;
    await clock.next();
    assert.ok(clock.now - before <= 30_000);
  }
  assert.equal(sender.link, "down");
  isCut = false;
  sender.again();
  await settle(clock);
  assert.equal(sender.link, "up");
  assert.equal(journal.through, 1);
});

test("a server that was restored is sent everything again", async () => {
  const server = new Server();
  const { journal, clock, sender } = scene(server.post);
  for (let p = 1; p <= 10; p += 1) journal.append(answerAt(p));
  sender.nudge();
  await settle(clock);
  server.restore(4);
  sender.nudge(0, { ask: true });
  await settle(clock);
  assert.deepEqual(server.lines, journal.lines);
  server.restore(2);
  journal.append(answerAt(11));
  sender.nudge();
  await settle(clock);
  assert.deepEqual(server.lines, journal.lines);
});

test("another chain on the server stops the sender and keeps the journal", async () => {
  const server = new Server();
  const other = new Journal(ATTEMPT, 1);
  other.append(answerAt(9));
  server.take(batch(other, 0));
  const { journal, clock, sender } = scene(server.post);
  journal.append(answerAt(1));
  sender.nudge();
  await settle(clock);
  assert.deepEqual([sender.link, sender.reason], ["stopped", "diverged"]);
  assert.equal(journal.last, 1);
});

test("a page of a captive network is no acknowledgement", async () => {
  const { journal, clock, sender } = scene(async () => ({ status: 200, reply: null }));
  journal.append(answerAt(1));
  sender.nudge();
  await clock.next();
  assert.equal(sender.link, "down");
  assert.equal(journal.through, 0);
});

for (const status of [400, 401, 403, 404, 426]) {
  test(`${status} stops the sender with its code and drops nothing`, async () => {
    const { journal, clock, sender } = scene(async () => ({ status, reply: { code: `code-${status}` } }));
    journal.append(answerAt(1));
    sender.nudge();
    await settle(clock);
    assert.deepEqual([sender.link, sender.reason, journal.last, journal.through], ["stopped", `code-${status}`, 1, 0]);
  });
}

for (const status of [429, 500, 503]) {
  test(`${status} waits as long as the server asks`, async () => {
    const server = new Server();
    let turns = 0;
    const { journal, clock, sender } = scene(async (...request) => {
      turns += 1;
      return turns === 1 ? { status, reply: null, retryAfter: 7 } : server.post(...request);
    });
    journal.append(answerAt(1));
    sender.nudge();
    await clock.next();
    assert.equal(sender.link, "down");
    await clock.next();
    assert.ok(clock.now >= 7000);
    assert.equal(journal.through, 1);
  });
}

test("a batch that is too large is sent in smaller ones", async () => {
  const server = new Server();
  const { journal, clock, sender } = scene(async (kind, text) =>
    JSON.parse(text).events.length > 10 ? { status: 413, reply: { code: "batch-size" } } : server.post(kind, text));
  for (let p = 1; p <= 50; p += 1) journal.append(answerAt(p));
  sender.nudge();
  await settle(clock);
  assert.deepEqual(server.lines, journal.lines);
});

test("finishing waits until everything is acknowledged", async () => {
  const server = new Server();
  const seen = [];
  const { journal, clock, sender } = scene(async (kind, text) => {
    seen.push(kind);
    return server.post(kind, text);
  });
  for (let p = 1; p <= 100; p += 1) journal.append(answerAt(p));
  sender.finish(() => ({ 1: [journal.last, journal.head] }));
  await settle(clock);
  assert.deepEqual(seen, ["events", "events", "finish"]);
  assert.equal(sender.receipt.receipt, "0000-0000-0000");
});

test("a finish that finds events missing sends them and finishes then", async () => {
  const server = new Server();
  const { journal, clock, sender } = scene(server.post);
  for (let p = 1; p <= 5; p += 1) journal.append(answerAt(p));
  sender.nudge();
  await settle(clock);
  server.restore(3);
  sender.finish(() => ({ 1: [journal.last, journal.head] }));
  await settle(clock);
  assert.equal(server.lines.length, 5);
  assert.equal(sender.receipt.receipt, "0000-0000-0000");
});

test("through any weather everything arrives once and in order", async () => {
  for (let seed = 1; seed <= Number(RUNS); seed += 1) {
    const chance = chanceFrom(seed);
    const server = new Server();
    const delayed = [];
    const weather = async (kind, text) => {
      const luck = chance();
      if (luck < 0.25) throw new TypeError("lost on the way there");
      if (luck < 0.3) delayed.push(text);
      if (luck > 0.95 && delayed.length) server.take(delayed[Math.floor(chance() * delayed.length)]);
      const answer = await server.post(kind, text);
      if (luck < 0.45) throw new TypeError("lost on the way back");
      if (luck < 0.5) return { status: 503, reply: null, retryAfter: 2 };
      if (luck < 0.53) server.restore(Math.floor(chance() * (server.lines.length + 1)));
      return answer;
    };
    const { journal, clock, sender } = scene(weather, { chance });
    const total = 1 + Math.floor(chance() * 120);
    for (let p = 1; p <= total; p += 1) {
      journal.append(answerAt(p));
      sender.nudge();
      if (chance() < 0.5) await clock.next();
      assert.ok(server.lines.every((line, at) => line === journal.lines[at]), `seed ${seed}`);
    }
    for (let turn = 0; turn < 2000 && server.lines.length < total; turn += 1) {
      sender.nudge(0, { ask: true });
      await clock.next();
    }
    assert.deepEqual(server.lines, journal.lines, `seed ${seed}`);
  }
});
