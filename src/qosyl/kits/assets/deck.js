// A deck in the browser: one file, no network. Slides of both languages are in the page; this shows one at a time.
const tongues = [...document.querySelectorAll("main [data-tongue]")];
const slidesOf = (language) => [...document.querySelectorAll(`main [data-tongue="${language}"] > .slide`)];
const words = JSON.parse(document.body.dataset.words);
const root = document.documentElement;
const one = (selector) => document.querySelector(selector);
const isSpeaker = new URLSearchParams(location.search).get("view") === "speaker" && one("[data-desk]") !== null;
const state = { index: 0, language: "kk", blank: false };
let companion = isSpeaker ? window.opener : null;

// --- showing ---------------------------------------------------------------------------------------------------------
function readHash() {
  const match = /^#(kk|ru)-(\d+)$/.exec(location.hash);
  if (match) move({ language: match[1], index: Number(match[2]) - 1 }, true);
}

function move(change, quiet = false) {
  const language = change.language ?? state.language;
  const count = slidesOf(language).length;
  const index = Math.min(Math.max(change.index ?? state.index, 0), count - 1);
  Object.assign(state, { language, index, blank: change.blank ?? false });
  show(count);
  if (!quiet) send();
}

function show(count) {
  const { language, index } = state;
  root.lang = language;
  document.title = words.title[language];
  for (const part of document.querySelectorAll("[data-tongue]")) part.hidden = part.dataset.tongue !== language;
  for (const tongue of tongues) {
    slidesOf(tongue.dataset.tongue).forEach((slide, place) => {
      const now = tongue.dataset.tongue === language && place === index;
      const next = isSpeaker && tongue.dataset.tongue === language && place === index + 1;
      slide.classList.toggle("is-now", now);
      slide.classList.toggle("is-next", next);
      slide.hidden = !(now || next);
    });
  }
  root.classList.toggle("blank", state.blank && !isSpeaker);
  one("[data-count]").textContent = `${index + 1} / ${count}`;
  one("[data-said]").textContent = slidesOf(language)[index].getAttribute("aria-label");
  for (const button of document.querySelectorAll("[data-to-tongue]")) {
    button.setAttribute("aria-pressed", String(button.dataset.toTongue === language));
  }
  for (const button of document.querySelectorAll(".deck-bar [data-act]")) {
    button.title = words[button.dataset.act][language];
    button.setAttribute("aria-label", button.title);
  }
  for (const place of document.querySelectorAll("[data-word]")) {
    const word = place.dataset.word === "start" && running ? "pause" : place.dataset.word;
    place.textContent = words[word][language];
  }
  root.dataset.nextUp = words[index + 1 < count ? "next-up" : "last"][language];
  if (one(".deck-desk")) one(".deck-desk").dataset.next = root.dataset.nextUp;
  history.replaceState(null, "", `#${language}-${index + 1}`);
  fit();
  if (isSpeaker) tick();
}

function fit() {
  // Words step down in size until the slide holds them; phones scroll instead.
  for (const face of document.querySelectorAll(".slide:not([hidden]) .face")) {
    face.style.removeProperty("--fit");
    for (let size = 1; size > 0.55 && face.scrollHeight > face.clientHeight + 1 && !isFlowing(); size -= 0.04) {
      face.style.setProperty("--fit", String(size - 0.04));
    }
  }
}
function fitAll() {
  // Paper shows every slide at once: each is measured on the screen, whose proportions paper keeps.
  const hidden = document.querySelectorAll(".tongue:not([hidden]) .slide[hidden]");
  hidden.forEach((slide) => (slide.hidden = false));
  fit();
  hidden.forEach((slide) => (slide.hidden = true));
}
const isFlowing = () => matchMedia("(max-width: 40rem) and (orientation: portrait)").matches && !isSpeaker;

// --- two windows -----------------------------------------------------------------------------------------------------
const topic = `qosyl-deck-${document.body.dataset.deck}`;
let channel = null;
try {
  channel = new BroadcastChannel(topic);
  channel.addEventListener("message", (event) => hear(event.data));
} catch {
  channel = null; // some browsers refuse it to files; the opener's line below still works
}
window.addEventListener("message", (event) => {
  if (event.source === companion) hear(event.data);
});

function send(kind = "move") {
  const message = { topic, kind, index: state.index, language: state.language, blank: state.blank };
  channel?.postMessage(message);
  if (companion && !companion.closed) companion.postMessage(message, "*"); // numbers only; a file has no origin to name
}

function hear(message) {
  if (!message || message.topic !== topic) return;
  if (message.kind === "hello") return void send();
  if (!Number.isInteger(message.index) || !["kk", "ru"].includes(message.language)) return;
  move({ index: message.index, language: message.language, blank: message.blank === true }, true);
}

function openSpeaker() {
  const address = `${location.href.split(/[?#]/)[0]}?view=speaker#${state.language}-${state.index + 1}`;
  companion = window.open(address, "qosyl-speaker", "popup,width=1200,height=760");
  if (!companion) one("[data-said]").textContent = alertWords();
}
function alertWords() {
  const sentence = words["no-window"][state.language];
  window.alert(sentence);
  return sentence;
}

// --- the tutor's clock -----------------------------------------------------------------------------------------------
let gone = 0; // milliseconds before the last start
let running = null; // when the clock was started last
const elapsed = () => gone + (running === null ? 0 : Date.now() - running);
const shown = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

function tick() {
  const slide = slidesOf(state.language)[state.index];
  const [from, to] = [Number(slide.dataset.from), Number(slide.dataset.to)];
  const now = new Date();
  const minutes = elapsed() / 60000;
  one('[data-fact="clock"]').textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  one('[data-fact="elapsed"]').textContent = shown(elapsed());
  one('[data-fact="planned"]').textContent = `${from}–${to}`;
  const off = minutes < from ? from - minutes : minutes - to;
  const pace = minutes < from ? "ahead" : minutes > to ? "behind" : "even";
  const by = pace === "even" ? "" : ` · ${shown(off * 60000)}`;
  const line = elapsed() === 0 ? "" : words[pace][state.language] + by;
  if (one("[data-pace]").textContent !== line) one("[data-pace]").textContent = line;
  one("[data-pace]").dataset.pace = pace;
}

// --- acts ------------------------------------------------------------------------------------------------------------
const acts = {
  back: () => move({ index: state.index - 1 }),
  on: () => move({ index: state.index + 1 }),
  first: () => move({ index: 0 }),
  end: () => move({ index: Infinity }),
  tongue: () => move({ language: state.language === "kk" ? "ru" : "kk" }),
  blank: () => move({ blank: !state.blank }),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
  speaker: () => one("[data-desk]") && !isSpeaker && openSpeaker(),
  theme: () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  },
  print: () => printed(false),
  "print-notes": () => printed(true),
  help: () => (one("[data-help]").open ? one("[data-help]").close() : one("[data-help]").showModal()),
  close: () => one("[data-help]").close(),
  start: () => {
    gone = elapsed();
    running = running === null ? Date.now() : null;
    show(slidesOf(state.language).length);
  },
  reset: () => {
    gone = 0;
    running = running === null ? null : Date.now();
    tick();
  },
};
function printed(withNotes) {
  one("[data-help]").close();
  root.classList.toggle("with-notes", withNotes);
  window.print();
}

const keys = {
  ArrowRight: "on", ArrowDown: "on", PageDown: "on", " ": "on", Enter: "on", n: "on",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "end", f: "full", F5: "full", s: "speaker", l: "tongue", d: "theme", b: "blank", ".": "blank", p: "print", "?": "help",
};
// The same places on a keyboard that is switched to Kazakh or Russian.
const places = { KeyF: "full", KeyS: "speaker", KeyL: "tongue", KeyD: "theme", KeyB: "blank", KeyP: "print" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || one("[data-help]").open) return;
  const act = keys[event.key] ?? keys[event.key.toLowerCase()] ?? places[event.code];
  const pressed = event.target.closest?.("button, a, summary, input");
  if (!act || (pressed && (event.key === " " || event.key === "Enter"))) return;
  const scrolls = event.target.closest?.(".table-scroll");
  if (scrolls && scrolls.scrollWidth > scrolls.clientWidth && /^Arrow(Left|Right)$/.test(event.key)) return;
  event.preventDefault();
  acts[act]();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-to-tongue]");
  if (!button) return;
  if (button.dataset.toTongue) move({ language: button.dataset.toTongue });
  else acts[button.dataset.act]();
});

let touch = null;
document.addEventListener("touchstart", (event) => {
  touch = event.touches.length === 1 && !event.target.closest(".table-scroll") ? event.touches[0] : null;
}, { passive: true });
document.addEventListener("touchend", (event) => {
  if (!touch) return;
  const [x, y] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
  if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? acts.on : acts.back)();
  touch = null;
}, { passive: true });

let still;
document.addEventListener("pointermove", () => {
  root.classList.add("awake");
  clearTimeout(still);
  still = setTimeout(() => root.classList.remove("awake"), 2500);
});
window.addEventListener("hashchange", readHash);
window.addEventListener("resize", fit);
window.addEventListener("beforeprint", fitAll);

// --- start -----------------------------------------------------------------------------------------------------------
root.classList.add("show");
root.classList.toggle("speaker", isSpeaker);
one("[data-bar]").hidden = false;
if (isSpeaker) {
  one("[data-desk]").hidden = false;
  setInterval(tick, 500);
}
if (!/^#(kk|ru)-\d+$/.test(location.hash)) move({ index: 0 }, true);
readHash();
if (isSpeaker) send("hello");
