// The learner's side of an attempt: joins the journal (journal.js), what the device keeps of it and the way to the server
// (outbox.js), and the page (view.js). Nothing here ends an attempt: only the learner does, or the server's clock.
import { Journal, inForce, receipt, unsaid } from "./journal.js";
import { Sender, claim, memoryShelf, openShelf } from "./outbox.js";
import { View } from "./view.js";

const TIMEOUT = 20_000;
const QUIET = 60_000; // so long without a word from the server, then the page asks how the attempt stands
const UNHURRIED = 5_000;
const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const start = parsed("start");
const boot = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36)).join("");
const arrival = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;

async function post(kind, body, parting) {
  const patience = new AbortController();
  const timer = parting ? null : setTimeout(() => patience.abort(), TIMEOUT);
  try {
    const answer = await fetch(kind, { method: "POST", body, keepalive: parting, redirect: "error", cache: "no-store", signal: patience.signal });
    const reply = await answer.json().catch(() => null);
    return { status: answer.status, reply, retryAfter: Number(answer.headers.get("Retry-After")) || null };
  } finally {
    clearTimeout(timer);
  }
}

class Sitting {
  lease = { key: start.lease, at: arrival - start.leased_ms_ago };
  deadline = arrival + start.ms_left;
  heardAt = performance.now();
  others = new Map(Object.entries(start.others).map(([epoch, head]) => [Number(epoch), head]));
  base = { answers: start.answers, flags: start.flags };
  isFinishing = false;
  isOver = false;
  isWriting = false;

  constructor() {
    this.view = new View(parsed("words"), { language: document.documentElement.lang, acts: this });
    this.view.speakIn(this.view.language);
  }

  // --- opening -----------------------------------------------------------------------------------------------------
  async open({ force = false } = {}) {
    const hold = await claim(start.attempt, { force });
    if (!hold) {
      this.view.turnTo("");
      this.view.notice("tab", "attention", "takeTab");
      return;
    }
    this.view.withdraw("tab");
    hold.taken.then(() => this.giveWay());
    this.shelf = await openShelf();
    const { lines, note } = await this.shelf.load(start.attempt);
    this.note = note;
    const journal = new Journal(start.attempt, start.epoch, lines.get(start.epoch) ?? []);
    if (!journal.agrees(start.through, start.head)) {
      location.replace("?anew"); // the device has lost what it wrote, or another chain: a new epoch, said openly
      return;
    }
    journal.through = start.through;
    journal.kept = this.shelf.isDurable ? journal.last : Infinity;
    this.journal = journal;
    this.sender = new Sender(journal, {
      post,
      changed: () => this.heed(),
      learn: (epoch, through, head) => this.learn(epoch, through, head),
    });
    this.isWriting = true;
    if (!this.shelf.isDurable) this.view.notice("memory", "attention");
    if (!globalThis.isSecureContext) this.view.notice("insecure", "info");
    for (const [epoch, old] of lines) if (epoch < start.epoch) await this.bringOver(epoch, old);
    this.begin();
  }

  begin() {
    this.listen();
    const [, place] = location.hash.match(/^#q(\d+)$/) ?? [];
    this.view.show(Number(place) || this.note.place || this.firstOpen(), { focus: false });
    this.draw();
    this.record("view", this.view.position, undefined, UNHURRIED);
    this.sender.nudge(0, { ask: true });
    setInterval(() => this.tick(), 1_000);
    this.tick();
    navigator.storage?.persist?.();
  }

  /** What this device wrote in an earlier epoch and the server has not: it follows there, or is said again here. */
  async bringOver(epoch, lines) {
    const old = new Journal(start.attempt, epoch, lines);
    const [through, head] = this.others.get(epoch) ?? [0, ""];
    const events = old.events;
    for (const [position, { o }] of inForce(events).answers) {
      if (o !== null && !(position in this.base.answers)) this.base.answers[position] = o;
    }
    if (old.agrees(through, head)) {
      old.through = through;
      if (old.last > through) await this.send(old);
      return;
    }
    if (this.note.said?.includes(epoch)) return;
    for (const event of unsaid(events, this.note.through[epoch] ?? 0)) {
      this.record(event.k, event.p, event.o, 0, event.g);
    }
    this.note.said = [...(this.note.said ?? []), epoch];
    this.shelf.keep(this.note);
  }

  /** Send an earlier epoch to its end; a link that is down does not hold up the test. */
  send(old) {
    return new Promise((resolve) => {
      const sender = new Sender(old, {
        post,
        changed: () => {
          this.others.set(old.epoch, [old.through, old.heads[old.through]]);
          if (sender.waiting === 0 || sender.link !== "up") resolve();
        },
      });
      sender.nudge();
    });
  }

  firstOpen() {
    const { answers } = this.standing();
    for (let position = 1; position <= this.view.total; position += 1) if (!answers.get(position)?.o) return position;
    return 1;
  }

  // --- what the learner does ---------------------------------------------------------------------------------------
  /** Into the journal, onto the device, on its way: in this order. */
  record(k, p, o, delay = 0, g = this.view.language) {
    if (!this.isWriting || this.isOver || this.isFinishing) return Promise.resolve();
    const event = { k, g, boot, lease: this.lease.key, t: Math.max(Math.round(performance.now() - this.lease.at), 0) };
    if (p !== undefined) event.p = p;
    if (o !== undefined) event.o = o;
    const line = this.journal.append(event);
    const n = this.journal.last;
    return this.shelf
      .append(start.attempt, start.epoch, n, line)
      .then(() => { if (this.shelf.isDurable) this.journal.kept = n; }, (problem) => this.cannotKeep(problem))
      .then(() => {
        this.sender.nudge(delay);
        this.draw();
      });
  }

  cannotKeep(problem) {
    if (problem?.name === "ConstraintError") return this.giveWay(); // another tab has written this number
    this.shelf = memoryShelf();
    this.journal.kept = Infinity;
    this.view.notice("memory", "attention");
  }

  answer(position, option) {
    this.record("answer", position, option);
    this.draw();
  }

  clear() {
    this.record("clear", this.view.position);
    this.draw();
    this.view.focusOn(this.view.questions[this.view.position - 1]);
    this.view.announce("said_cleared");
  }

  flag() {
    const isOn = this.standing().flags.get(this.view.position)?.on === true;
    this.record("flag", this.view.position, isOn ? "off" : "on");
    this.draw();
  }

  go(position) {
    this.isFinishing = false;
    if (this.sender) this.sender.heads = null;
    this.view.show(position);
    history.replaceState(null, "", `#q${this.view.position}`);
    this.draw();
    this.record("view", this.view.position, undefined, UNHURRIED);
    this.note.place = this.view.position;
    this.shelf.keep(this.note).catch(() => {});
  }

  next() {
    this.go(this.view.position + 1);
  }

  previous() {
    this.go(this.view.position - 1);
  }

  back() {
    this.go(this.view.position);
  }

  speak(language) {
    if (language === this.view.language) return;
    this.view.speakIn(language);
    document.cookie = `qosyl_language=${language}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    this.record("lang", undefined, undefined, UNHURRIED);
    this.draw();
    this.tick();
  }

  overview() {
    this.view.turnTo("overview");
    this.draw();
    this.view.focusOn(document.getElementById("overview"));
    this.sender.nudge(0, { ask: true });
  }

  /** The learner's word that it is finished; then the server's, once everything has arrived. */
  async handIn() {
    if (this.isFinishing || this.sender.waiting > 0) return;
    const kept = this.record("finish");
    this.isFinishing = true; // from here on nothing is written after it
    this.draw();
    await kept;
    if (this.isFinishing) this.sender.finish(() => this.heads());
  }

  heads() {
    const all = [...this.others, [this.journal.epoch, [this.journal.through, this.journal.heads[this.journal.through]]]];
    return Object.fromEntries(all);
  }

  takeTab() {
    this.open({ force: true });
  }

  /** A tab that gave way starts anew: what the other one has written meanwhile is read from the device. */
  comeBack() {
    location.replace("?here");
  }

  again() {
    this.sender.again();
    this.heed();
  }

  anew() {
    location.replace("?anew");
  }

  reopen() {
    location.reload();
  }

  // --- what the server says ----------------------------------------------------------------------------------------
  heed() {
    const { last, link, reason } = this.sender;
    if (last?.lease && last !== this.heard) {
      this.heard = last;
      this.heardAt = performance.now();
      if (last.lease !== this.lease.key) this.lease = { key: last.lease, at: performance.now() };
      this.deadline = performance.now() + last.ms_left;
      if (last.writer > this.journal.epoch) this.giveWay("replaced");
    }
    if (!this.isWriting) {
      this.draw();
      return;
    }
    if (link === "up") this.settle();
    if (link === "stopped") this.explain(reason);
    this.noteLink(link);
    this.draw();
  }

  settle() {
    this.note.through[this.journal.epoch] = this.journal.through;
    for (const key of ["sign_in", "refused"]) this.view.withdraw(key);
    if (this.sender.receipt) this.end(this.sender.receipt);
    else if (this.heard?.state === "closed" && !this.isOver && this.sender.waiting === 0 && !this.sender.heads) {
      this.sender.finish(() => this.heads()); // the clock has ended it; what is left is its receipt
    }
  }

  explain(reason) {
    this.isFinishing = false;
    this.sender.heads = null;
    if (reason === "diverged") this.anew();
    else if (reason === "epoch") this.giveWay("replaced");
    else if (reason === "ended") this.view.notice("ended", "attention", "reopen");
    else if (reason === "capability") this.view.notice("sign_in", "harm", "reopen");
    else this.view.notice("refused", "harm", "again");
  }

  noteLink(link) {
    const isDown = link === "down";
    if (isDown === this.wasDown) return;
    if (this.wasDown !== undefined || isDown) this.view.announce(isDown ? "said_down" : "said_up");
    this.wasDown = isDown;
  }

  learn(epoch, through, head) {
    const isNews = this.others.get(epoch)?.[1] !== head;
    this.others.set(epoch, [through, head]);
    return isNews;
  }

  /** Another tab or device writes now; what this one still holds goes on its way all the same. */
  giveWay(key = "given") {
    if (!this.isWriting || this.isOver) return;
    this.isWriting = false;
    this.isFinishing = false;
    if (key === "given" && this.sender) this.sender.stop("given", null);
    document.getElementById("questions").inert = true;
    this.view.turnTo("");
    this.view.notice(key, "attention", key === "given" ? "comeBack" : "anew");
  }

  async end({ receipt: said, state, signed }) {
    if (this.isOver) return;
    this.isOver = true;
    const own = receipt(start.attempt, Object.entries(this.heads()).map(([epoch, head]) => [Number(epoch), ...head]));
    this.view.end({ receipt: said, isClosed: state === "closed", agrees: own === said, signed });
    this.draw();
    if (own === said) await this.shelf.forget(start.attempt).catch(() => {});
  }

  // --- time and the page's own coming and going --------------------------------------------------------------------
  tick() {
    if (this.isOver) return;
    const left = this.deadline - performance.now();
    this.view.drawTime(left);
    if (left <= 0) this.view.notice("late", "attention");
    else this.view.withdraw("late");
    const isDue = performance.now() - this.heardAt > (left <= 0 ? UNHURRIED : QUIET);
    if (isDue && this.isWriting) {
      this.heardAt = performance.now();
      this.sender.nudge(0, { ask: true });
    }
  }

  listen() {
    addEventListener("online", () => this.sender.again());
    addEventListener("pagehide", () => this.sender.parting());
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    addEventListener("paste", () => this.record("paste", this.view.position, undefined, UNHURRIED));
    addEventListener("blur", () => { if (!document.hidden) this.leave(); });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.leave();
      else this.sender.again(); // a device that slept does not know how long
    });
  }

  leave() {
    this.record("blur", undefined, undefined, UNHURRIED);
    if (document.hidden) this.sender.parting();
  }

  // --- showing -----------------------------------------------------------------------------------------------------
  standing() {
    return inForce(this.journal.events, this.base);
  }

  draw() {
    if (!this.journal) return;
    const { through, kept, last, lines } = this.journal;
    const waiting = lines.slice(through).filter((line) => /"k":"(answer|clear|flag|finish)"/.test(line)).length;
    const standing = this.standing();
    const received = [...standing.answers.values()].filter(({ o, n }) => o !== null && n <= through).length;
    this.view.draw({
      ...standing,
      through,
      saved: Math.min(kept, last),
      waiting,
      received,
      link: this.sender?.link ?? "up",
      isDurable: this.shelf.isDurable,
      isFinishing: this.isFinishing,
      isEnded: this.isOver,
    });
  }
}

const isComingBack = location.search === "?here";
if (isComingBack) history.replaceState(null, "", location.pathname);
new Sitting().open({ force: isComingBack });
