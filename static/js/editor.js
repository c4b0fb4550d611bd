// Rows of a form: added and taken out in place. Without script there are blank rows to
// write into, and a tick box to take one out.
// A container understands the event "rows:add" with {values: {field: value}}.

function renumber(row, prefix, index) {
  const old = new RegExp(`${prefix}-\\d+-`, "g");
  for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const attribute of ["name", "id", "for", "aria-describedby"]) {
      const value = part.getAttribute(attribute);
      if (value) part.setAttribute(attribute, value.replaceAll(old, `${prefix}-${index}-`));
    }
  }
}

function empty(row) {
  for (const error of row.querySelectorAll(".error")) error.remove();
  for (const field of row.querySelectorAll(".field--error")) field.classList.remove("field--error");
  for (const part of row.querySelectorAll("input, select")) {
    part.removeAttribute("aria-invalid");
    if (part.type === "text") part.value = "";
    if (part.name.endsWith("-remove")) part.checked = false;
    if (part.matches("select")) part.selectedIndex = 0;
  }
}

const removal = (row) => row.querySelector("input[name$='-remove']");

function takeOut(row) {
  removal(row).checked = true;
  row.hidden = true;
  removal(row).dispatchEvent(new Event("change", { bubbles: true }));
}

// The focus goes on to a neighbour: whoever types must not begin at the page's top again.
function stepAside(row) {
  const shown = [...row.parentElement.querySelectorAll(":scope > [data-row]:not([hidden])")];
  const next = shown.find((other) => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const near = (next ?? shown.at(-1))?.querySelector("[data-remove]");
  (near ?? row.parentElement.nextElementSibling).focus();
}

function dress(row) {
  const button = document.getElementById("remove-button").content.firstElementChild.cloneNode(true);
  button.addEventListener("click", () => {
    takeOut(row);
    stepAside(row);
  });
  row.querySelector(".row-remove").hidden = true;
  row.querySelector("[data-remove]")?.remove();
  row.append(button);
  row.hidden = removal(row).checked;
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  const prefix = rows.dataset.rows;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const most = Number(document.getElementById(`id_${prefix}-MAX_NUM_FORMS`).value);
  const add = document.getElementById(`add-${prefix}`).content.firstElementChild.cloneNode(true);
  const settle = () => { add.disabled = Number(total.value) >= most; };

  function grow() {
    const index = Number(total.value);
    const row = rows.querySelector("[data-row]").cloneNode(true);
    renumber(row, prefix, index);
    empty(row);
    rows.append(row);
    dress(row);
    total.value = index + 1;
    settle();
    return row;
  }

  // A row that was taken out or never written into is used again before a new one is made.
  function free() {
    for (const row of rows.querySelectorAll("[data-row]")) {
      const blank = [...row.querySelectorAll("input[type=text], select")].every((part) => !part.value);
      if (removal(row).checked || (blank && prefix === "windows")) return row;
    }
    return Number(total.value) < most ? grow() : null;
  }

  for (const row of rows.querySelectorAll("[data-row]")) dress(row);
  rows.after(add);
  settle();
  add.addEventListener("click", () => grow().querySelector("select, input").focus());
  rows.addEventListener("rows:add", (event) => {
    const row = free();
    if (!row) return;
    empty(row);
    row.hidden = false;
    for (const [field, value] of Object.entries(event.detail.values)) {
      row.querySelector(`[name$='-${field}']`).value = value;
    }
  });
  rows.addEventListener("rows:take-out", (event) => takeOut(event.target));
}

// Ctrl+S or Cmd+S saves, where a button says so.
const save = document.querySelector("button[aria-keyshortcuts~='Control+S']");
document.addEventListener("keydown", (event) => {
  if (!save || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  save.click();
});

// Saving comes back to the part that one wrote in last.
const at = document.querySelector("input[type=hidden][name=at]");
at?.form.addEventListener("focusin", (event) => {
  const part = event.target.closest("section[aria-labelledby]");
  if (!part) return;
  at.value = part.getAttribute("aria-labelledby");
  at.disabled = false;
});
