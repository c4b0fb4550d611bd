// The listing's editor: rows are added and taken out in place. Without script there are
// blank rows and a tick box for the same.

function refill(row, prefix, index) {
  for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const attribute of ["name", "id", "for", "aria-describedby"]) {
      const value = part.getAttribute(attribute);
      if (value) part.setAttribute(attribute, value.replaceAll(new RegExp(`${prefix}-\\d+-`, "g"), `${prefix}-${index}-`));
    }
    if (part.matches("input[type=text], textarea")) part.value = "";
    if (part.matches("select")) part.selectedIndex = 0;
    part.removeAttribute("aria-invalid");
  }
  for (const error of row.querySelectorAll(".error")) error.remove();
  for (const field of row.querySelectorAll(".field--error")) field.classList.remove("field--error");
}

function takeOut(row) {
  const box = row.querySelector("input[name$=-remove]");
  box.checked = true;
  row.hidden = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function dress(row) {
  const box = row.querySelector(".row-remove");
  const button = document.getElementById("remove-button").content.firstElementChild.cloneNode(true);
  button.addEventListener("click", () => takeOut(row));
  box.hidden = true;
  row.querySelector("[data-remove]")?.remove();
  row.append(button);
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  const prefix = rows.dataset.rows;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const most = Number(document.getElementById(`id_${prefix}-MAX_NUM_FORMS`).value);
  for (const row of rows.querySelectorAll("[data-row]")) dress(row);
  const add = document.getElementById(`add-${prefix}`).content.firstElementChild.cloneNode(true);
  rows.after(add);
  add.addEventListener("click", () => {
    const index = Number(total.value);
    if (index >= most) return;
    const row = rows.querySelector("[data-row]").cloneNode(true);
    row.hidden = false;
    refill(row, prefix, index);
    row.querySelector("input[name$=-remove]").checked = false;
    rows.append(row);
    dress(row);
    total.value = index + 1;
    add.disabled = index + 1 >= most;
    row.querySelector("select, input").focus();
  });
}
