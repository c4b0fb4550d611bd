// Search: the sheet closes when its results are asked for, and each filter says how many
// it would show, where counting is cheap.
const form = document.getElementById("filter-form");

function address() {
  const query = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value) query.append(key, value);
  return query.toString();
}

async function count() {
  const answer = await fetch(`${form.dataset.counts}?${address()}`).catch(() => null);
  if (!answer?.ok) return;
  const { facets, total, title } = await answer.json();
  if (total > 100) document.getElementById("results-title").textContent = title;
  for (const input of form.querySelectorAll("input[type=checkbox]")) {
    const n = facets[`${input.name}:${input.value}`];
    const shown = input.nextElementSibling.querySelector(".n");
    if (shown) shown.textContent = n ?? "";
  }
}

// Empty fields are left out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt !== form) return;
  const kept = event.detail.parameters;
  for (const key of [...kept.keys()]) {
    const values = kept.getAll(key).filter(Boolean);
    kept.delete(key);
    for (const value of values) kept.append(key, value);
  }
  if (kept.get("sort") === "renewed") kept.delete("sort");
});

form.addEventListener("submit", () => {
  if (form.parentElement.matches(":popover-open")) form.parentElement.hidePopover();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "results") count();
});
count();
