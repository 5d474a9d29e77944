// What small things of every page do when JavaScript is there. Each works on one data- attribute and nothing else;
// without this module the page does the same with a reload, or leaves out what only a script can do.

// data-print: a button that prints. It is hidden until it can work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// data-panel: an open panel closes with Escape, and when the focus or a press goes elsewhere.
for (const panel of document.querySelectorAll("details[data-panel]")) {
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
}

// data-summary: the list of what is to be mended is read first.
document.querySelector("[data-summary]")?.focus();

// data-place: changing the language keeps the place in the text and whatever is typed but not yet sent.
const KEPT = "qosyl-place";
const UNKEPT = "[type=hidden],[type=password],[type=file],[type=submit],button";

const fieldsOfText = () =>
  [...document.querySelectorAll("main form[method=post] :is(input,select,textarea)")].filter((field) => !field.matches(UNKEPT));

function firstInView() {
  const marks = document.querySelectorAll("main :is(h1,h2,h3,h4,p,li,figure,tr)");
  const index = [...marks].findIndex((mark) => mark.getBoundingClientRect().bottom > 0);
  return index < 0 ? null : { index, id: marks[index].id, offset: marks[index].getBoundingClientRect().top };
}

function keepPlace() {
  const fields = fieldsOfText().map((field) => [field.value, field.checked === true, [...(field.selectedOptions ?? [])].map((o) => o.value)]);
  const place = window.scrollY > 0 ? firstInView() : null;
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname + location.search, place, fields }));
}

function restoreField(field, [value, checked, chosen]) {
  if (field.matches("[type=radio],[type=checkbox]")) field.checked = checked;
  else if (field.matches("select")) for (const option of field.options) option.selected = chosen.includes(option.value);
  else field.value = value;
}

function restorePlace() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept || kept.path !== location.pathname + location.search) return;
  const fields = fieldsOfText();
  if (fields.length === kept.fields.length) fields.forEach((field, index) => restoreField(field, kept.fields[index]));
  if (!kept.place) return;
  const marks = document.querySelectorAll("main :is(h1,h2,h3,h4,p,li,figure,tr)");
  const mark = (kept.place.id && document.getElementById(kept.place.id)) || marks[kept.place.index];
  if (mark) window.scrollBy({ top: mark.getBoundingClientRect().top - kept.place.offset, behavior: "instant" });
}

try {
  restorePlace();
  for (const form of document.querySelectorAll("form[data-place]")) {
    form.addEventListener("submit", () => {
      form.elements.next.value = location.pathname + location.search + location.hash;
      keepPlace();
    });
  }
} catch {
  // A browser that keeps nothing for a site still changes the language, from the top of the page.
}
