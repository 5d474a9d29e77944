// The page of a test as it is seen: one question in view, the list of positions, time left, what the server has. It shows
// a state that is given to it and says what the learner does; it keeps nothing and sends nothing.

const MINUTE = 60_000;
const ANNOUNCED = [10, 5, 1];
const MOST_SAID = 4;
const isWide = () => matchMedia("(min-width: 60rem)").matches;
const element = (id) => document.getElementById(id);

export class View {
  constructor(words, { language, acts }) {
    this.words = words;
    this.acts = acts;
    this.language = language;
    this.questions = [...document.querySelectorAll("fieldset[data-p]")];
    this.total = this.questions.length;
    this.position = 1;
    this.cells = this.questions.map((_, index) => this.cell(index + 1));
    element("map").append(...this.cells.map((cell) => cell.parentElement));
    this.notices = new Map();
    this.minutes = null;
    element("positions").open = isWide();
    this.listen();
  }

  // --- words -----------------------------------------------------------------------------------------------------
  say(key, values = {}) {
    return this.words[this.language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  speakIn(language) {
    this.language = language;
    document.documentElement.lang = language;
    document.title = `${this.say("title")} · Qosyl`;
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    for (const labelled of document.querySelectorAll("[data-label]")) {
      labelled.setAttribute("aria-label", this.say(labelled.dataset.label));
    }
    for (const [key, notice] of this.notices) this.fill(key, notice);
    this.minutes = null;
  }

  /** Said once, politely, to whoever listens to the page; one sentence does not push out another. */
  announce(key, values) {
    const sentence = document.createElement("p");
    sentence.textContent = this.say(key, values);
    element("said").append(sentence);
    while (element("said").childElementCount > MOST_SAID) element("said").firstChild.remove();
  }

  // --- one question in view --------------------------------------------------------------------------------------
  show(position, { focus = true } = {}) {
    this.position = Math.min(Math.max(position, 1), this.total);
    this.questions.forEach((question, index) => { question.hidden = index + 1 !== this.position; });
    this.turnTo("paper");
    if (focus) this.focusOn(this.questions[this.position - 1]);
    if (!isWide()) element("positions").open = false;
  }

  /** One of the parts of the page: opening, paper, overview, done; or none, where only a notice is to be read. */
  turnTo(part) {
    this.part = part;
    for (const name of ["opening", "paper", "overview", "done"]) element(name).hidden = name !== part;
  }

  focusOn(target) {
    target.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  cell(position) {
    const place = document.createElement("li");
    place.innerHTML = `<a href="#q${position}"><b>${position}</b><i></i><u></u></a>`;
    const link = place.firstChild;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.acts.go(position);
    });
    return link;
  }

  listen() {
    element("questions").addEventListener("change", ({ target }) => this.acts.answer(this.position, target.value));
    element("questions").addEventListener("submit", (event) => event.preventDefault());
    for (const button of document.querySelectorAll("[data-act]")) {
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") !== "true") this.acts[button.dataset.act]();
      });
    }
    for (const button of document.querySelectorAll("[data-language]")) {
      button.addEventListener("click", () => this.acts.speak(button.dataset.language));
    }
  }

  // --- the whole state ---------------------------------------------------------------------------------------------
  /** Where an answer is: "none", "writing", "device" or "received". */
  whereabouts({ answers, through, saved, isDurable }, position) {
    const answer = answers.get(position);
    if (!answer || answer.o === null) return "none";
    if (answer.n <= through) return "received";
    if (!isDurable) return "page";
    return answer.n <= saved ? "device" : "writing";
  }

  draw(state) {
    this.state = state;
    for (let position = 1; position <= this.total; position += 1) this.drawPosition(state, position);
    this.drawLink(state);
    this.drawQuestion(state);
    if (this.part === "overview") this.drawOverview(state);
  }

  drawPosition(state, position) {
    const where = this.whereabouts(state, position);
    const isFlagged = state.flags.get(position)?.on === true;
    const [cell, question] = [this.cells[position - 1], this.questions[position - 1]];
    const option = state.answers.get(position)?.o ?? null;
    for (const input of question.elements) input.checked = input.value === option;
    question.querySelector("[data-number]").textContent = this.say("question", { p: position, n: this.total });
    cell.className = where + (isFlagged ? " flagged" : "");
    cell.setAttribute("aria-label", this.say(isFlagged ? `cell_flagged_${where}` : `cell_${where}`, { p: position }));
    if (position === this.position && this.part === "paper") cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
    cell.querySelector("i").innerHTML = SIGNS[where] ? sign(SIGNS[where]) : "";
    cell.querySelector("u").innerHTML = isFlagged ? sign("flag") : "";
  }

  drawLink({ received, waiting, link, isEnded }) {
    const kind = isEnded ? "ended" : link === "up" ? (waiting ? "sending" : "all") : link;
    const icon = { all: "check", ended: "check", sending: "dot", down: "dot", stopped: "stop" }[kind];
    const words = this.say(`link_${kind}`, { n: received, w: waiting });
    const place = element("link");
    const html = `${sign(icon)}<span>${words}</span>`;
    if (place.dataset.shown === html) return;
    place.dataset.shown = place.innerHTML = html;
    place.className = `sit-link ${{ all: "done", ended: "done", sending: "", down: "attention", stopped: "harm" }[kind]}`;
  }

  drawQuestion(state) {
    const { answers, flags, link } = state;
    const where = this.whereabouts(state, this.position);
    const key = where === "device" && link !== "up" ? "state_device_down" : `state_${where}`;
    const place = element("state");
    place.innerHTML = `${SIGNS[where] ? sign(SIGNS[where]) : ""}<span>${this.say(key)}</span>`;
    place.className = `sit-state ${where}`;
    const isFlagged = flags.get(this.position)?.on === true;
    element("flag").setAttribute("aria-pressed", String(isFlagged));
    element("clear").hidden = !answers.get(this.position)?.o;
    element("previous").hidden = this.position === 1;
    element("next").hidden = this.position === this.total;
    element("finish-here").hidden = this.position !== this.total;
  }

  drawOverview(state) {
    const { answers, flags, waiting, link, isFinishing } = state;
    const positions = this.questions.map((_, index) => index + 1);
    const open = positions.filter((position) => !answers.get(position)?.o);
    const flagged = positions.filter((position) => flags.get(position)?.on);
    element("answered").textContent = this.say("overview_answered", { a: this.total - open.length, n: this.total });
    this.drawPositions("unanswered", open);
    this.drawPositions("flagged", flagged);
    const key = isFinishing ? "overview_finishing" : waiting ? `overview_${link === "up" ? "sending" : "waiting"}` : "overview_ready";
    const place = element("ready");
    place.className = waiting || isFinishing ? "sit-state device" : "sit-state received";
    const html = `${sign(waiting || isFinishing ? "dot" : "check")}<span>${this.say(key, { w: waiting })}</span>`;
    if (place.innerHTML !== html) place.innerHTML = html;
    element("hand-in").setAttribute("aria-disabled", String(waiting > 0 || isFinishing));
  }

  drawPositions(id, positions) {
    const list = element(id);
    list.parentElement.hidden = positions.length === 0;
    const key = positions.join();
    if (list.dataset.shown === key) return;
    list.dataset.shown = key;
    list.replaceChildren(...positions.map((position) => {
      const place = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#q${position}`;
      link.textContent = position;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.acts.go(position);
      });
      place.append(link);
      return place;
    }));
  }

  // --- time --------------------------------------------------------------------------------------------------------
  /** Whole minutes, changed when they change; said aloud at ten, five and one. */
  drawTime(left) {
    const minutes = left <= 0 ? -1 : Math.floor(left / MINUTE);
    if (minutes === this.minutes) return;
    const before = this.minutes;
    this.minutes = minutes;
    const [h, m] = [Math.floor(minutes / 60), minutes % 60];
    const key = minutes < 0 ? "time_over" : minutes < 1 ? "time_less" : h ? "time_hours" : "time_minutes";
    element("time").textContent = this.say(key, { h, m });
    element("time").classList.toggle("soon", minutes < ANNOUNCED[1]);
    if (before === null) return;
    const mark = ANNOUNCED.find((one) => minutes < one && before >= one);
    if (minutes < 0) this.announce("time_over");
    else if (mark) this.announce(`say_${mark}`);
  }

  // --- notices -----------------------------------------------------------------------------------------------------
  /** A notice that stays until it no longer holds. `act`: the name of what its button does. */
  notice(key, kind, act = "") {
    if (this.notices.has(key)) return;
    const notice = document.createElement("div");
    notice.className = `notice ${kind}`;
    notice.setAttribute("role", kind === "harm" ? "alert" : "status");
    notice.dataset.act = act;
    this.notices.set(key, notice);
    element("notices").append(notice);
    this.fill(key, notice);
  }

  fill(key, notice) {
    const icon = notice.classList.contains("info") ? "info" : "stop";
    notice.innerHTML = `${sign(icon)}<div><p class="notice-title"></p><p></p></div>`;
    const [title, text] = notice.querySelectorAll("p");
    title.textContent = this.say(`${key}_title`);
    text.textContent = this.say(`${key}_text`);
    if (!notice.dataset.act) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button plain";
    button.textContent = this.say(`${key}_act`);
    button.addEventListener("click", () => this.acts[notice.dataset.act]());
    notice.lastChild.append(button);
  }

  withdraw(key) {
    this.notices.get(key)?.remove();
    this.notices.delete(key);
  }

  // --- the end -----------------------------------------------------------------------------------------------------
  end({ receipt, isClosed, agrees, signed }) {
    element("receipt").textContent = receipt;
    const file = element("signed");
    file.href = URL.createObjectURL(new Blob([JSON.stringify(signed)], { type: "application/json" }));
    file.download = `qosyl-${receipt}.json`;
    element("closed-note").hidden = !isClosed;
    element("handed-in-note").hidden = isClosed;
    element("differs-note").hidden = agrees;
    element("agrees-note").hidden = !agrees;
    for (const key of [...this.notices.keys()]) this.withdraw(key);
    element("time").textContent = "";
    this.turnTo("done");
    this.focusOn(element("done"));
  }
}

const SIGNS = { received: "check", device: "dot", page: "dot", writing: "dot" };
const sign = (name) => `<svg class="icon" aria-hidden="true"><use href="#sign-${name}"/></svg>`;
