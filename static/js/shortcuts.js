// Single keys on the review page. They do nothing while somebody types, and can be switched off (WCAG 2.1.4), which is
// kept in this browser for each person. All that they do can be done without them.
const OFF = `bf-sneltoetsen-uit:${document.body.dataset.person}`;
const dialog = document.getElementById("sneltoetsen");
const button = document.querySelector("[data-shortcuts]");
const box = dialog.querySelector("[data-shortcuts-on]");
const places = [...document.querySelectorAll("[data-place]")];

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function show() {
  box.checked = !isOff();
  dialog.showModal();
}

function go(place) {
  if (!place) return;
  place.focus();
  place.scrollIntoView({ block: "start" });
}

/** Return the place that the reader is at: the one with focus, or else the last one that begins above the middle. */
function here() {
  const focused = document.activeElement?.closest("[data-place]");
  if (focused) return places.indexOf(focused);
  return places.findLastIndex((place) => place.getBoundingClientRect().top < window.innerHeight / 2);
}

/** Unfold what is folded around a text box, and put the cursor in it. */
function write(area) {
  const text = area?.querySelector("textarea");
  if (!text) return;
  for (let up = text.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  text.focus();
}

const ACTIONS = {
  j: () => go(places[here() + 1]),
  k: () => go(places[Math.max(here() - 1, 0)]),
  o: () => {
    const at = here();
    const open = places.filter((place) => place.hasAttribute("data-open"));
    go(open.find((place) => places.indexOf(place) > at) ?? open[0]);
  },
  r: () => write((places[here()] ?? places[0])?.querySelector("[data-write]")),
  n: () => write(document.getElementById("aantekeningen")),
  "]": () => document.querySelector("a[rel=next]")?.click(),
  "[": () => document.querySelector("a[rel=prev]")?.click(),
  "?": show,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open || isOff()) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

button.hidden = false;
button.addEventListener("click", show);
box.addEventListener("change", () => {
  try {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "uit");
  } catch {
    // A browser that keeps nothing forgets it again.
  }
});
