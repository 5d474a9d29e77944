// Where answers wait until the server has them: what a device keeps of an attempt, which of its tabs writes, and the way
// to the server. One file, since whoever needs one half needs the other, and each file is a request on a weak link.
// Not here: what an event is (journal.js), and what a page shows of it (view.js).

// --- what the device keeps -------------------------------------------------------------------------------------------
// IndexedDB with strict durability; where a browser refuses that, memory, and the page says so.
const DATABASE = "qosyl-sittings";
const EVENTS = "events";
const NOTES = "notes";

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });

class IndexedShelf {
  isDurable = true;

  constructor(database) {
    this.database = database;
  }

  static async open() {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(EVENTS, { keyPath: ["attempt", "epoch", "n"] });
      request.result.createObjectStore(NOTES, { keyPath: "attempt" });
    };
    const shelf = new IndexedShelf(await asked(request));
    await done(shelf.write([NOTES])); // some browsers open a database that they then refuse to write
    return shelf;
  }

  write(stores) {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }

  /** {lines: Map of epoch to its lines, note}: everything that this device holds of an attempt. */
  async load(attempt) {
    const reading = this.database.transaction([EVENTS, NOTES]);
    const range = IDBKeyRange.bound([attempt], [attempt, []]);
    const [rows, note] = await Promise.all([
      asked(reading.objectStore(EVENTS).getAll(range)),
      asked(reading.objectStore(NOTES).get(attempt)),
    ]);
    const lines = new Map();
    for (const { epoch, n, line } of rows) {
      if (!lines.has(epoch)) lines.set(epoch, []);
      if (lines.get(epoch).length === n - 1) lines.get(epoch).push(line);
    }
    return { lines, note: note ?? { attempt, through: {} } };
  }

  /** Resolves when the event is on the disk. The same number twice is an error: another tab has written it. */
  async append(attempt, epoch, n, line) {
    const writing = this.write([EVENTS]);
    writing.objectStore(EVENTS).add({ attempt, epoch, n, line });
    await done(writing);
  }

  async keep(note) {
    const writing = this.database.transaction([NOTES], "readwrite");
    writing.objectStore(NOTES).put(note);
    await done(writing);
  }

  async forget(attempt) {
    const writing = this.write([EVENTS, NOTES]);
    writing.objectStore(EVENTS).delete(IDBKeyRange.bound([attempt], [attempt, []]));
    writing.objectStore(NOTES).delete(attempt);
    await done(writing);
  }
}

class MemoryShelf {
  isDurable = false;

  async load(attempt) {
    return { lines: new Map(), note: { attempt, through: {} } };
  }

  async append() {}

  async keep() {}

  async forget() {}
}

export async function openShelf() {
  try {
    return await IndexedShelf.open();
  } catch {
    return new MemoryShelf();
  }
}

export const memoryShelf = () => new MemoryShelf();

// --- tabs of one browser ---------------------------------------------------------------------------------------------
const ASKING_MS = 250;

/**
 * Become the tab that writes. `taken` resolves when another tab takes over; null: another one writes, and `force` was
 * not said. Without locks (http in a local network) tabs ask each other over a channel.
 */
export function claim(attempt, { force = false } = {}) {
  const name = `${DATABASE}/${attempt}`;
  return navigator.locks ? claimLock(name, force) : claimByChannel(name, force);
}

function claimLock(name, force) {
  return new Promise((resolve) => {
    let release = () => {};
    const held = new Promise((letGo) => { release = letGo; });
    const whenFree = (lock) => {
      resolve(lock ? { taken, release } : null);
      return lock ? held : undefined;
    };
    // A request whose lock is stolen fails; one that is given back ends, and then nobody asks any more.
    const taken = navigator.locks
      .request(name, force ? { steal: true } : { ifAvailable: true }, whenFree)
      .then(() => new Promise(() => {}), () => {});
  });
}

async function claimByChannel(name, force) {
  const channel = new BroadcastChannel(name);
  let isTaken = () => {};
  const taken = new Promise((resolve) => { isTaken = resolve; });
  const other = new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve(data === "here");
    setTimeout(() => resolve(false), ASKING_MS);
  });
  channel.postMessage(force ? "mine" : "anybody?");
  if (!force && (await other)) {
    channel.close();
    return null;
  }
  channel.onmessage = ({ data }) => {
    if (data === "anybody?") channel.postMessage("here");
    if (data !== "mine") return;
    channel.close();
    isTaken();
  };
  return { taken, release: () => channel.close() };
}

// --- on the way to the server ----------------------------------------------------------------------------------------
// Batches, acknowledgements, patience. The sender knows no page and no storage, and takes its clock and its chance as
// arguments. Whatever the server says, it never drops an event: it sends on, waits, or stops and says why.
export const MOST_EVENTS = 64;
export const MOST_BYTES = 16_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const ACKNOWLEDGED = 200;
const CONFLICT = 409;
const TOO_LARGE = 413;
/** Reasons to stop that no further try can change. */
const FOR_GOOD = ["diverged", "ended", "given"];

/** The batch after `through` as the text of a request: as many events as one may carry. An empty one is a question. */
export function batch(journal, through, most = MOST_EVENTS) {
  const lines = [];
  let bytes = 200;
  for (const line of journal.lines.slice(through, Math.min(through + most, Math.max(through, journal.ready)))) {
    bytes += line.length + 1;
    if (bytes > MOST_BYTES) break;
    lines.push(line);
  }
  const head = journal.heads[through + lines.length];
  return `{"v":1,"epoch":${journal.epoch},"from":${through + 1},"events":[${lines.join(",")}],"head":"${head}"}`;
}

/** How long to wait after so many failures in a row: from one second, twice as long each time, spread by chance. */
export function patience(failures, chance) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  return Math.round(FIRST_WAIT + chance * (longest - FIRST_WAIT));
}

/**
 * Sends what a journal holds beyond `through`.
 *
 * `post(kind, text, parting)` gives {status, reply, retryAfter} or fails where there is no network; `kind` is "events"
 * or "finish". `changed()` is called whenever something is worth showing; `learn(epoch, through, head)` when the server
 * has more of an earlier epoch than was known, and says whether that was news. `link` says how things stand: "up",
 * "down" (it tries again by itself) or "stopped" (only an act of the learner helps; `reason` says which).
 */
export class Sender {
  constructor(journal, { post, changed = () => {}, learn = () => false, later, cancel, chance = Math.random }) {
    Object.assign(this, { journal, post, changed, learn, chance });
    this.later = later ?? ((act, delay) => setTimeout(act, delay));
    this.cancel = cancel ?? ((timer) => clearTimeout(timer));
    this.link = "up";
    this.reason = "";
    this.most = MOST_EVENTS;
    this.failures = 0;
    this.last = null; // the newest reply of the server
    this.heads = null; // what to finish with, once all is acknowledged
    this.receipt = null;
    this.timer = null;
    this.isSending = false;
    this.asks = false;
  }

  get waiting() {
    return Math.max(this.journal.ready - this.journal.through, 0);
  }

  /** Send soon; `ask`: even where nothing waits, to hear how the attempt stands. */
  nudge(delay = 0, { ask = false } = {}) {
    this.asks = this.asks || ask;
    if (this.link === "stopped" || this.isSending) return;
    if (this.link === "down" && this.timer !== null && delay > 0) return; // the next try is already set
    this.cancel(this.timer);
    this.timer = this.later(() => this.round(), delay);
  }

  /** The link came back, or the learner wants another try: forget all patience. */
  again() {
    if (FOR_GOOD.includes(this.reason)) return;
    this.failures = 0;
    if (this.link === "stopped") [this.link, this.reason] = ["down", ""];
    this.nudge(0, { ask: true });
  }

  /** Hand the attempt in as soon as the server has everything; `heads` as the contract has them. */
  finish(heads) {
    this.heads = heads;
    this.nudge();
  }

  /** The page goes away: send what waits without waiting for an answer. */
  parting() {
    if (this.waiting > 0 && this.link !== "stopped") {
      this.post("events", batch(this.journal, this.journal.through, this.most), true).catch(() => {});
    }
  }

  async round() {
    this.timer = null;
    if (this.isSending || this.link === "stopped") return;
    const wantsEvents = this.waiting > 0 || this.asks;
    if (!wantsEvents && !this.heads) return;
    this.isSending = true;
    this.asks = false;
    const before = this.journal.through;
    const had = this.waiting; // what is appended while the request is on its way is not in it
    const sent = wantsEvents ? batch(this.journal, before, this.most) : JSON.stringify({ v: 1, heads: this.heads() });
    let answer;
    try {
      answer = await this.post(wantsEvents ? "events" : "finish", sent, false);
    } catch {
      answer = { status: 0 };
    }
    this.isSending = false;
    if (wantsEvents) this.heed(answer, before, had);
    else this.heedFinish(answer);
    this.changed();
  }

  heed(answer, before, had) {
    const { status, reply } = answer;
    if (status === ACKNOWLEDGED && isAcknowledgement(reply, this.journal)) this.acknowledge(reply, before, had);
    else if (status === ACKNOWLEDGED && isReply(reply)) this.stop("diverged", reply);
    else this.heedRefusal(answer);
  }

  acknowledge(reply, before, had) {
    this.last = reply;
    this.journal.through = reply.through; // it may go down: a restored server asks for the rest again
    if (had > 0 && reply.through <= before) return this.retry(null); // no progress: no hurry
    this.settle();
    if (this.waiting > 0 || this.heads) this.nudge();
  }

  heedFinish(answer) {
    if (answer.status === ACKNOWLEDGED && typeof answer.reply?.receipt === "string") {
      this.last = answer.reply;
      this.receipt = answer.reply;
      this.heads = null;
      this.settle();
    } else this.heedRefusal(answer);
  }

  heedRefusal({ status, reply, retryAfter = null }) {
    const code = reply?.code ?? "";
    if (status === CONFLICT && (code === "gap" || code === "missing") && isReply(reply)) this.missing(reply);
    else if (status === CONFLICT && code === "no-finish") this.missing(this.journal); else if (status === CONFLICT) this.stop(code || "diverged", reply);
    else if (status === TOO_LARGE && this.most > 1) {
      this.most = Math.ceil(this.most / 2);
      this.nudge();
    } else if (status >= 400 && status < 500 && status !== 429) this.stop(code || String(status), reply);
    else this.retry(retryAfter);
  }

  /** The server lacks events of this epoch, or has more of an earlier one than this device has heard of. */
  missing({ epoch, through, head }) {
    const isNews = epoch === this.journal.epoch ? through < this.journal.through : this.learn(epoch, through, head);
    if (epoch === this.journal.epoch) this.journal.through = Math.min(through, this.journal.last);
    this.asks = true;
    if (isNews) this.nudge();
    else this.retry(null);
  }

  settle() {
    [this.link, this.reason, this.failures] = ["up", "", 0];
  }

  retry(seconds) {
    this.link = "down";
    this.asks = true;
    const wait = seconds === null ? 0 : Math.min(seconds * 1_000, LONGEST_WAIT);
    const delay = Math.max(wait, patience(this.failures, this.chance()));
    this.failures = Math.min(this.failures + 1, 10);
    this.cancel(this.timer);
    this.timer = this.later(() => this.round(), delay);
  }

  stop(reason, reply) {
    this.last = isReply(reply) ? reply : this.last;
    [this.link, this.reason, this.refusal] = ["stopped", reason, reply ?? null];
    this.cancel(this.timer);
  }
}

// A network that asks for its own sign-in answers 200 with a page of its own: that is no acknowledgement.
const isReply = (reply) => Number.isInteger(reply?.through) && typeof reply.head === "string";
const isAcknowledgement = (reply, journal) => isReply(reply) && journal.agrees(reply.through, reply.head);
