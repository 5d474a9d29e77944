// Reads the page aloud with the voice of the browser, block by block, and marks the block that is being read.
// Only a voice of the page's own language reads: a foreign voice would not be understood, so we say that there is none.

const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,figcaption,legend,label,th,td,summary";
const VOICES_MAY_COME_LATE = 1500;
let reading = null;

function voices() {
  const speech = window.speechSynthesis;
  if (!speech) return Promise.resolve([]);
  const known = speech.getVoices();
  if (known.length) return Promise.resolve(known);
  return new Promise((resolve) => {
    const finish = () => resolve(speech.getVoices());
    speech.addEventListener("voiceschanged", finish, { once: true });
    setTimeout(finish, VOICES_MAY_COME_LATE);
  });
}

function blocksToRead() {
  const inside = (block) => block.parentElement.closest(BLOCKS);
  return [...document.querySelectorAll(`main :is(${BLOCKS})`)].filter(
    (block) => block.checkVisibility?.() !== false && block.innerText.trim() && !inside(block),
  );
}

function stop(place, button) {
  window.speechSynthesis.cancel();
  reading?.classList.remove("read-now");
  reading = null;
  button.textContent = place.dataset.start;
}

function readFrom(blocks, index, voice, ended) {
  reading?.classList.remove("read-now");
  if (index >= blocks.length) return ended();
  reading = blocks[index];
  reading.classList.add("read-now");
  reading.scrollIntoView({ block: "center", behavior: "auto" });
  const words = new SpeechSynthesisUtterance(reading.innerText);
  words.voice = voice;
  words.lang = voice.lang;
  words.onend = () => reading && readFrom(blocks, index + 1, voice, ended);
  words.onerror = () => reading && ended();
  window.speechSynthesis.speak(words);
}

export async function readAloud(place, button, says) {
  if (reading) return stop(place, button);
  const language = document.documentElement.lang;
  const voice = (await voices()).find((one) => one.lang.toLowerCase().startsWith(language));
  if (!voice) {
    says.textContent = place.dataset.none;
    return;
  }
  button.textContent = place.dataset.stop;
  readFrom(blocksToRead(), 0, voice, () => stop(place, button));
}
