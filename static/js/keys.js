// Keys for regulars; nothing needs them. `/` goes to the search, arrows walk its results,
// `?` lists the keys. A switch in that list turns the single keys off.
const RESULTS = "#results .listing-card__link";
const TYPED_INTO = "input, textarea, select, [contenteditable]";
const OFF = "keys-off";
const list = document.getElementById("keys");
const field = () => document.getElementById("q");

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function turn(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // A browser that keeps nothing: they stay on.
  }
}

function focusSearch() {
  const sheet = field().closest("[popover]");
  if (!field().checkVisibility() && sheet) sheet.showPopover();
  field().focus();
  field().select();
}

function search() {
  if (field()) focusSearch();
  else location.assign(`${list.dataset.search}#q`);
}

/** Whether there was a result to go to. */
function walk(from, step) {
  const results = [...document.querySelectorAll(RESULTS)];
  const at = from === field() ? (step > 0 ? -1 : NaN) : results.indexOf(from);
  if (from !== field() && at < 0) return false;
  const next = at + step < 0 ? field() : results[at + step];
  if (!next?.checkVisibility()) return false;
  next.focus();
  return true;
}

const single = {
  "/": search,
  "?": () => list.showPopover(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    if (!event.shiftKey && walk(event.target, step)) event.preventDefault();
    return;
  }
  if (!Object.hasOwn(single, event.key) || event.target.closest(TYPED_INTO)) return;
  if (isOff() || document.querySelector("[popover]:popover-open")) return;
  event.preventDefault();
  single[event.key]();
});

// Leaving the field after typing asks once more: the result that one is on stays so.
let on = null;
document.addEventListener("htmx:beforeSwap", () => {
  const { activeElement } = document;
  on = activeElement?.matches(RESULTS) ? activeElement.getAttribute("href") : null;
});
document.addEventListener("htmx:afterSwap", () => {
  if (!on || document.activeElement !== document.body) return;
  const results = [...document.querySelectorAll(RESULTS)];
  results.find((each) => each.getAttribute("href") === on)?.focus({ preventScroll: true });
});

if (list) {
  for (const opener of document.querySelectorAll("[data-keys]")) opener.hidden = false;
  const tick = list.querySelector("input");
  tick.checked = !isOff();
  tick.addEventListener("change", () => turn(tick.checked));
}
if (location.hash === "#q" && field()) focusSearch();
