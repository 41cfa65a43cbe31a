// A few gestures that make the pages quicker; every page works without them.
"use strict";

document.documentElement.classList.add("js");

// Files dropped on a zone become the files of its form, and are tried at once.
function zoneOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-drop]") : null;
}

function names(input) {
  const zone = input.closest("[data-drop]");
  const list = zone && zone.querySelector("[data-names]");
  if (!list) return;
  list.replaceChildren(
    ...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }),
  );
  zone.classList.toggle("filled", input.files.length > 0);
}

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.add("over");
});

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer.files.length) return;
  event.preventDefault();
  zone.classList.remove("over");
  const input = zone.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
  names(input);
  const zone = input.closest("[data-drop]");
  const button = zone && zone.querySelector("[data-try]");
  if (button && input.files.length) button.click();
});

// A choice that reshapes the form loads the form anew.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field instanceof HTMLSelectElement && field.matches("[data-reload]")) {
    field.form.requestSubmit(field.form.querySelector("[data-reloads]"));
  }
});

// One menu at a time, and Escape closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
