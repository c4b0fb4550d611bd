// The week as a grid of hours over the rows of windows: tick or drag, both write the
// same. A column begins in the morning, so that a night stays in the day it began on.
const rows = document.querySelector("[data-rows=windows]");
const grid = document.getElementById("week-grid")?.content.firstElementChild.cloneNode(true);
const BEGINS = Number(grid?.dataset.begins);
const DAY = 24 * 60;

const read = (row) => {
  const value = (field) => row.querySelector(`[name$='-${field}']`).value.trim();
  const clock = (text) => /^(\d{1,2}):(\d{2})$/.exec(text)?.slice(1).map(Number);
  const [from, to] = [clock(value("start")), clock(value("end"))];
  if (row.hidden || value("day") === "" || !from || !to) return null;
  const [start, end] = [from[0] * 60 + from[1], to[0] * 60 + to[1]];
  return { row, day: Number(value("day")), start, length: end < start ? end - start + DAY : end - start };
};
const windows = () => [...rows.querySelectorAll("[data-row]")].map(read).filter(Boolean);

const boxes = (day) => [...grid.querySelectorAll(`input[data-day="${day}"]`)];
const box = (day, hour) => grid.querySelector(`input[data-day="${day % 7}"][data-hour="${hour}"]`);

// The hours of the grid that a window touches; a long one goes on in the next column.
function hours({ day, start, length }) {
  const begin = start - BEGINS * 60;
  const found = [];
  for (let hour = Math.floor(begin / 60); hour * 60 < begin + length; hour += 1) {
    found.push([(day + Math.floor(hour / 24) + 7) % 7, (hour + 24) % 24]);
  }
  return found;
}

function show() {
  for (const each of grid.querySelectorAll("[data-hour]")) each.checked = false;
  for (const window of windows()) for (const [day, hour] of hours(window)) box(day, hour).checked = true;
}

const clock = (hour) => `${String((hour + BEGINS) % 24).padStart(2, "0")}:00`;
const MIDNIGHT = 24 - BEGINS;

// The runs of ticked hours in a column, as rows have them. A run of the whole column is
// two, since a window that ends when it begins could mean nothing as well.
function runs(day) {
  const found = [];
  const add = (begin, end) => {
    if (end - begin === 24) return [add(begin, MIDNIGHT), add(MIDNIGHT, end)];
    const weekday = begin >= MIDNIGHT ? (day + 1) % 7 : day;
    return found.push({ hours: [begin, end], values: { day: weekday, start: clock(begin), end: clock(end) } });
  };
  let begin = null;
  for (const each of [...boxes(day), { dataset: { hour: 24 }, checked: false }]) {
    const hour = Number(each.dataset.hour);
    if (each.checked && begin === null) begin = hour;
    if (!each.checked && begin !== null) {
      add(begin, hour);
      begin = null;
    }
  }
  return found;
}

// Every column is ticked as one sees it, so all that a change touches is written anew.
// A row that shows the same hours stays, with its half hours.
function write(days) {
  const touched = new Set(days);
  for (const window of windows()) {
    const at = hours(window).map(([day]) => day);
    if (at.some((day) => touched.has(day))) for (const day of at) touched.add(day);
  }
  const wanted = [...touched].flatMap((day) => runs(day).map((run) => ({ ...run, day })));
  for (const window of windows()) {
    const at = hours(window);
    if (!touched.has(at[0]?.[0])) continue;
    const same = wanted.findIndex(({ day, hours: [from, to] }) =>
      at.length === to - from && at.every(([on, hour]) => on === day && hour >= from && hour < to));
    if (same < 0) window.row.dispatchEvent(new Event("rows:take-out", { bubbles: true }));
    else wanted.splice(same, 1);
  }
  for (const { values } of wanted) rows.dispatchEvent(new CustomEvent("rows:add", { detail: { values } }));
  rows.dispatchEvent(new Event("change", { bubbles: true }));
}

// A drag fills the rectangle between the box it began on and the one it is over.
function dragging() {
  let from = null; // the first box
  let before = new Map(); // how every box was then
  const under = (event) => event.target.closest("label")?.querySelector("[data-hour]");
  const between = (one, other, each) => {
    const [low, high] = [Number(one), Number(other)].sort((a, b) => a - b);
    return Number(each) >= low && Number(each) <= high;
  };
  const paint = (event) => {
    const to = from && under(event);
    if (!to || (to === from && before.size === 0)) return;
    if (!before.size) for (const each of grid.querySelectorAll("[data-hour]")) before.set(each, each.checked);
    const filled = !before.get(from);
    for (const [each, was] of before) {
      const inside = between(from.dataset.day, to.dataset.day, each.dataset.day) && between(from.dataset.hour, to.dataset.hour, each.dataset.hour);
      each.checked = inside && each.offsetParent ? filled : was;
    }
  };
  const end = () => {
    const days = new Set([...before].filter(([each, was]) => each.checked !== was).map(([each]) => Number(each.dataset.day)));
    from = null;
    // After the click that follows a drag which ends where it began.
    setTimeout(() => {
      before = new Map();
      if (days.size) write(days);
    });
  };
  grid.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button) return;
    from = under(event);
  });
  grid.addEventListener("pointerover", paint);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  grid.addEventListener("click", (event) => { if (before.size) event.preventDefault(); }, true);
}

if (rows && grid) {
  rows.before(grid);
  show();
  dragging();
  grid.addEventListener("change", (event) => {
    event.stopPropagation();
    if (event.target.dataset.day) write([Number(event.target.dataset.day)]);
  });
  rows.addEventListener("change", show);
}
