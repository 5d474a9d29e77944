// On pages where an attempt is not written (written elsewhere, closed by the clock): sends what this device still holds
// of it and says so, before anything else is decided. It changes no answer and ends nothing.
import { Journal } from "./journal.js";
import { Sender, openShelf } from "./outbox.js";

const start = JSON.parse(document.getElementById("start").textContent);
const place = document.getElementById("leftover");
const say = (key, waiting) => {
  place.hidden = false;
  place.textContent = start.words[key].replace("{w}", waiting);
};

async function post(kind, body) {
  const answer = await fetch(kind, { method: "POST", body, redirect: "error", cache: "no-store" });
  return { status: answer.status, reply: await answer.json().catch(() => null), retryAfter: null };
}

const shelf = await openShelf();
const { lines } = await shelf.load(start.attempt);
const heads = new Map(Object.entries(start.others).map(([epoch, head]) => [Number(epoch), head]));
const journals = [...lines].map(([epoch, old]) => new Journal(start.attempt, epoch, old));
const above = document.querySelector("input[name=above]");
if (above) above.value = Math.max(Number(above.value), ...lines.keys());

const known = journals.filter((journal) => {
  const [through, head] = heads.get(journal.epoch) ?? [0, ""];
  journal.through = through;
  return journal.agrees(through, head);
});
const left = () => known.reduce((sum, journal) => sum + journal.last - journal.through, 0);

function send(journal) {
  return new Promise((resolve) => {
    const sender = new Sender(journal, {
      post,
      changed: () => {
        heads.set(journal.epoch, [journal.through, journal.heads[journal.through]]);
        if (left() > 0) say(sender.link === "up" ? "sending" : "waiting", left());
        if (sender.waiting === 0 || sender.link === "stopped") resolve();
      },
    });
    addEventListener("online", () => sender.again());
    sender.nudge();
  });
}

if (left() > 0) {
  say("sending", left());
  for (const journal of known) if (journal.last > journal.through) await send(journal);
  if (left() > 0) say("kept", left());
  else if (start.hasEnded) location.reload(); // the receipt counts what has just arrived
  else say("sent", left());
} else if (start.hasEnded && known.length === journals.length) {
  // Both sides hold the same, and the receipt is on the page: the device need not keep it any longer.
  await shelf.forget(start.attempt);
}
