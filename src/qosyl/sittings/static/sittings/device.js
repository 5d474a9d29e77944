// What a device keeps of an attempt, and which of its tabs writes. IndexedDB with strict durability; where a browser
// refuses that, memory, and the page says so. Not here: what an event is, and how it travels.

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
