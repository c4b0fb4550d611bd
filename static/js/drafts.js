// Keeps what was typed into a form on this device until it is saved, and offers it again.
// A form opts in by data-keep-draft, which holds its user's id. Passwords, files and
// tokens are never kept. Without script a form simply keeps nothing.
const PREFIX = "draft:";
const SENT = "draft-sent";
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_KEPT = 3; // of one form: what was offered and not decided stays beside the new

const form = document.querySelector("form[data-keep-draft]");
const key = form && `${PREFIX}${form.dataset.keepDraft}:${location.pathname}`;

function load(from) {
  try {
    const kept = JSON.parse(localStorage.getItem(from)) ?? [];
    return kept.filter(({ at }) => Date.now() - at < MAX_AGE_MS);
  } catch {
    return [];
  }
}

function store(drafts, to = key) {
  try {
    if (drafts.length) localStorage.setItem(to, JSON.stringify(drafts.slice(-MAX_KEPT)));
    else localStorage.removeItem(to);
  } catch {
    // The device keeps nothing: the form works as it does without script.
  }
}

const everyKey = () => Object.keys(localStorage).filter((each) => each.startsWith(PREFIX));

const LEFT_OUT = new Set(["csrfmiddlewaretoken", "form_key", "at"]);
const controls = () =>
  [...form.elements].filter((each) =>
    each.name && !LEFT_OUT.has(each.name) && !["password", "file", "submit", "button"].includes(each.type));
const isRowCount = ({ name }) => /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name);

function values() {
  const found = {};
  for (const each of controls()) {
    if (isRowCount(each)) continue;
    if (!["checkbox", "radio"].includes(each.type)) found[each.name] = [each.value];
    else if (each.checked) (found[each.name] ??= []).push(each.value);
  }
  return found;
}

// Whether the form says it already. Hidden fields belong to the page, not to who types.
function isShown(draft) {
  const now = values();
  return controls().every((each) =>
    each.type === "hidden" || String(now[each.name] ?? "") === String(draft.values[each.name] ?? ""))
    && Object.keys(draft.values).every((name) => form.elements[name] || !String(draft.values[name]));
}

function growRows(draft) {
  for (const rows of form.querySelectorAll("[data-rows]")) {
    const numbers = Object.keys(draft.values)
      .filter((name) => name.startsWith(`${rows.dataset.rows}-`))
      .map((name) => Number(name.split("-")[1]) + 1);
    const missing = Math.max(0, ...numbers) - rows.querySelectorAll("[data-row]").length;
    const add = rows.nextElementSibling;
    for (let n = 0; n < missing && add?.matches("button:enabled"); n += 1) add.click();
  }
}

function restore(draft) {
  growRows(draft);
  for (const each of controls()) {
    const kept = draft.values[each.name];
    if (isRowCount(each)) continue;
    if (["checkbox", "radio"].includes(each.type)) each.checked = Boolean(kept?.includes(each.value));
    else if (kept) each.value = kept[0];
  }
  for (const row of form.querySelectorAll("[data-row]")) {
    const removed = row.querySelector("input[name$='-remove']")?.checked;
    row.hidden = Boolean(removed);
  }
  const changed = form.querySelectorAll("[data-rows]").length ? form.querySelectorAll("[data-rows]") : [form];
  for (const each of changed) each.dispatchEvent(new Event("change", { bubbles: true }));
}

let undecided = []; // drafts of earlier visits, the newest last

function keep() {
  store([...undecided, { at: Date.now(), values: values() }]);
}

function when(at) {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { dateStyle: "medium" };
  return new Date(at).toLocaleString(document.documentElement.lang, { ...day, timeStyle: "short" });
}

function offer() {
  const draft = undecided.at(-1);
  if (!draft) return;
  const notice = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
  const time = notice.querySelector("time");
  time.dateTime = new Date(draft.at).toISOString();
  time.textContent = when(draft.at);
  const decide = (restored) => {
    undecided.pop();
    notice.remove();
    store(undecided);
    if (restored) restore(draft);
    else offer();
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  notice.querySelector("[data-restore]").addEventListener("click", () => decide(true));
  notice.querySelector("[data-discard]").addEventListener("click", () => decide(false));
  form.before(notice);
}

function begin() {
  undecided = load(key).filter((draft) => !isShown(draft));
  // The server sent the form back with what was typed: that is the newest draft.
  if (document.querySelector(".error-summary")) {
    undecided.pop();
    keep();
  } else {
    store(undecided);
    offer();
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, keep);
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

// What was sent counts as saved where the very next page says so.
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && document.querySelector("[data-said=success]")) store([], sent);
for (const each of everyKey()) store(load(each), each);
if (form) begin();

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-forgets-drafts]")) for (const each of everyKey()) localStorage.removeItem(each);
});
