// The week as a grid of hours over the rows of evenings: tick or drag, both write the
// same. A column runs from noon to noon, so that a raid past midnight stays in its day.
const rows = document.querySelector("[data-rows=windows]");
const grid = document.getElementById("week-grid")?.content.firstElementChild.cloneNode(true);
const NOON = 12;

const read = (row) => {
  const value = (field) => row.querySelector(`[name$='-${field}']`).value.trim();
  const clock = (text) => /^(\d{1,2}):(\d{2})$/.exec(text)?.slice(1).map(Number);
  const [from, to] = [clock(value("start")), clock(value("end"))];
  if (row.hidden || value("day") === "" || !from || !to) return null;
  const start = from[0] * 60 + from[1];
  return { row, day: Number(value("day")), start, length: (to[0] * 60 + to[1] - start + 1440) % 1440 };
};
const windows = () => [...rows.querySelectorAll("[data-row]")].map(read).filter(Boolean);

// Hours are counted from the noon that begins a column.
const home = ({ day, start }) => (start < NOON * 60 ? [(day + 6) % 7, start + 12 * 60] : [day, start - NOON * 60]);
const boxes = (day) => [...grid.querySelectorAll(`input[data-day="${day}"]`)];

function show() {
  for (const box of grid.querySelectorAll("[data-hour]")) box.checked = false;
  for (const window of windows()) {
    const [day, begin] = home(window);
    for (const box of boxes(day)) {
      const hour = Number(box.dataset.hour) * 60;
      if (hour < begin + window.length && hour + 60 > begin) box.checked = true;
    }
  }
}

const clock = (hour) => `${String((hour + NOON) % 24).padStart(2, "0")}:00`;

// The runs of ticked hours in a column, as rows have them.
function runs(day) {
  const found = [];
  let begin = null;
  for (const box of [...boxes(day), { dataset: { hour: 24 }, checked: false }]) {
    const hour = Number(box.dataset.hour);
    if (box.checked && begin === null) begin = hour;
    if (!box.checked && begin !== null) {
      const weekday = begin >= 12 ? (day + 1) % 7 : day;
      found.push({ day: weekday, start: clock(begin), end: clock(hour) });
      begin = null;
    }
  }
  return found;
}

function write(day) {
  const wanted = runs(day); // before the rows change, since they are shown anew then
  for (const window of windows()) {
    if (home(window)[0] === day) window.row.dispatchEvent(new Event("rows:take-out", { bubbles: true }));
  }
  for (const values of wanted) rows.dispatchEvent(new CustomEvent("rows:add", { detail: { values } }));
  rows.dispatchEvent(new Event("change", { bubbles: true }));
}

if (rows && grid) {
  rows.before(grid);
  show();
  let painting = null;
  const touched = new Set();
  grid.addEventListener("change", (event) => {
    event.stopPropagation();
    if (event.target.dataset.day) write(Number(event.target.dataset.day));
  });
  grid.addEventListener("pointerdown", (event) => {
    const box = event.target.closest("label")?.querySelector("[data-hour]");
    if (!box || event.pointerType === "touch") return;
    painting = !box.checked;
  });
  grid.addEventListener("pointerover", (event) => {
    const box = event.target.closest("label")?.querySelector("[data-hour]");
    if (painting === null || !box) return;
    box.checked = painting;
    touched.add(Number(box.dataset.day));
  });
  grid.addEventListener("pointerout", (event) => {
    const box = event.target.closest("label")?.querySelector("[data-hour]");
    if (painting === null || !box) return;
    box.checked = painting;
    touched.add(Number(box.dataset.day));
  });
  document.addEventListener("pointerup", () => {
    painting = null;
    // After the click that ends a drag, which would tick its box once more.
    setTimeout(() => { for (const day of touched) write(day); touched.clear(); });
  });
  rows.addEventListener("change", show);
}
