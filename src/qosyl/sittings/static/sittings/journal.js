// The journal of an attempt, byte for byte as the server keeps it: the one form of an event, the chain of an epoch, the
// receipt, the answers in force. Pure: no storage, no network, no page. The other half stands in rules/events.py,
// rules/journal.py, rules/receipt.py and rules/answers.py; tests hold both halves to the same vectors.

// --- SHA-256 ---------------------------------------------------------------------------------------------------------
// Our own, since browsers offer theirs only over https, and a class may sit in a local network without it.
const ROUNDS = Uint32Array.from(
  ("428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74 " +
    "80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d " +
    "b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e " +
    "92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5 " +
    "391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2")
    .split(" ").map((word) => parseInt(word, 16)),
);
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const turned = (word, by) => (word >>> by) | (word << (32 - by));

function block(state, view, at) {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [w[i - 15], w[i - 2]];
    const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
}

/** The 32 bytes of SHA-256 over some bytes. */
export function sha256(bytes) {
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Int32Array.from(START);
  for (let at = 0; at < padded.length; at += 64) block(state, view, at);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setInt32(4 * i, word));
  return new Uint8Array(digest.buffer);
}

const encoder = new TextEncoder();
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

// --- events and their chain ------------------------------------------------------------------------------------------
const NAMES = ["boot", "g", "k", "lease", "n", "o", "p", "t"]; // in the order of their bytes

/** JSON with sorted names, without spaces and without what is absent. Values are words and whole numbers only. */
export const canonical = (event) => JSON.stringify(event, NAMES);

/** The head of an epoch in which nothing has happened yet. */
export const opened = (attempt, epoch) => hex(sha256(encoder.encode(`${attempt}${epoch}`)));

/** The head after one more line. */
export function chained(head, line) {
  const text = encoder.encode(line);
  const joined = new Uint8Array(32 + text.length);
  joined.set(unhex(head));
  joined.set(text, 32);
  return hex(sha256(joined));
}

/**
 * One epoch as this device has written it: events 1..last without gap. `through`: how far the server has acknowledged;
 * `kept`: how far the device's store has them, where it keeps any. Only what is kept is sent, so that a server never
 * knows more than the device that reopens.
 */
export class Journal {
  constructor(attempt, epoch, lines = []) {
    this.attempt = attempt;
    this.epoch = epoch;
    this.lines = [];
    this.events = [];
    this.heads = [opened(attempt, epoch)];
    this.through = 0;
    this.kept = Infinity;
    for (const line of lines) this.take(line);
  }

  get last() {
    return this.lines.length;
  }

  get head() {
    return this.heads[this.last];
  }

  get ready() {
    return Math.min(this.kept, this.last);
  }

  take(line) {
    this.heads.push(chained(this.head, line));
    this.lines.push(line);
    this.events.push(JSON.parse(line));
  }

  /** Append an event without its number; returns the line to be stored. */
  append(event) {
    const line = canonical({ ...event, n: this.last + 1 });
    this.take(line);
    return line;
  }

  /** Whether the server's chain is a beginning of ours. */
  agrees(through, head) {
    return through <= this.last && this.heads[through] === head;
  }
}

// --- answers ---------------------------------------------------------------------------------------------------------
/**
 * What stands at each position: {o, n} of the last answer or clear (n 0: from before this journal), flags likewise.
 * `base` is what the server had in force when the page was made; events of this journal go over it.
 */
export function inForce(events, base = { answers: {}, flags: [] }) {
  const answers = new Map(Object.entries(base.answers).map(([p, o]) => [Number(p), { o, n: 0 }]));
  const flags = new Map(base.flags.map((p) => [p, { on: true, n: 0 }]));
  for (const { k, p, o, n } of events) {
    if (k === "answer" || k === "clear") answers.set(p, { o: k === "answer" ? o : null, n });
    else if (k === "flag") flags.set(p, { on: o === "on", n });
  }
  return { answers, flags };
}

/** The events after `through` that a new epoch must say again: the last word on each position, in their order. */
export function unsaid(events, through) {
  const last = new Map();
  for (const event of events) {
    if (event.n <= through || !["answer", "clear", "flag"].includes(event.k)) continue;
    const place = `${event.k === "flag"} ${event.p}`;
    last.delete(place);
    last.set(place, event);
  }
  return [...last.values()].map(({ k, p, o, g }) => (o === undefined ? { k, p, g } : { k, p, o, g }));
}

// --- receipt ---------------------------------------------------------------------------------------------------------
// H. M. Damm's quasigroup of order 10: its digit finds each single slip and each exchange of two neighbours.
const QUASIGROUP = "0317598642 7092154863 4206871359 1750983426 6123045978 3674209581 5869720134 8945362017 9438617205 2581436790".split(" ");

export function checkDigit(digits) {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim][Number(digit)]);
  return String(interim);
}

/** The receipt as it is shown, 4-4-4; `tails` are [epoch, through, head] of every epoch of the attempt. */
export function receipt(attempt, tails) {
  const heads = [...tails].sort((one, other) => one[0] - other[0]).map((tail) => `/${tail.join(":")}`).join("");
  let rest = 0; // of the digest read as one number, digit by digit, so that no big number is needed
  for (const byte of sha256(encoder.encode(`qosyl-receipt-1${attempt}${heads}`))) rest = (rest * 256 + byte) % 1e11;
  const digits = String(rest).padStart(11, "0");
  return `${digits}${checkDigit(digits)}`.match(/..../g).join("-");
}
