// data-display: the settings show at once and are kept in the same cookie that the server reads (ui/display.py).
// data-speak: reading aloud is fetched only when somebody asks for it.

const YEAR = 365 * 24 * 3600;
const root = document.documentElement;
const forms = document.querySelectorAll("form[data-display]");

function apply(form) {
  const chosen = [];
  for (const group of form.querySelectorAll("fieldset")) {
    const options = [...group.querySelectorAll("input[type=radio]")];
    const option = options.find((input) => input.checked) ?? options[0];
    // The first of each group is what nobody needs to choose: it is written nowhere.
    if (option === options[0]) root.removeAttribute(`data-${option.name}`);
    else {
      root.setAttribute(`data-${option.name}`, option.value);
      chosen.push(`${option.name}:${option.value}`);
    }
  }
  const age = chosen.length ? YEAR : 0;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `qosyl_display=${chosen.join(".")}; path=/; max-age=${age}; samesite=lax${secure}`;
}

for (const form of forms) {
  form.addEventListener("change", () => apply(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "reset") {
      for (const group of form.querySelectorAll("fieldset")) group.querySelector("input").checked = true;
    }
    apply(form);
    const panel = form.closest("details");
    if (!panel) location.assign(form.elements.next.value || "/");
    else if (event.submitter?.name !== "reset") {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });
}

for (const place of document.querySelectorAll("[data-speak]")) {
  const says = place.querySelector("[role=status]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain";
  button.textContent = place.dataset.start;
  says.textContent = "";
  place.prepend(button);
  button.addEventListener("click", async () => {
    const { readAloud } = await import(place.dataset.speak);
    await readAloud(place, button, says);
  });
}
