// <span data-countdown="45" data-words="Again in %s">: seconds left when the page was made,
// counted down to the eye alone; a screen reader keeps the words that stand there.
const ends = new WeakMap();

function clock(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n) => String(n).padStart(2, "0");
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

function show() {
  for (const place of document.querySelectorAll("[data-countdown]")) {
    if (!ends.has(place)) {
      ends.set(place, performance.now() + Number(place.dataset.countdown) * 1000);
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.append(...place.childNodes);
      const seen = document.createElement("span");
      seen.setAttribute("aria-hidden", "true");
      place.append(words, seen);
    }
    const left = Math.max(0, Math.ceil((ends.get(place) - performance.now()) / 1000));
    place.lastChild.textContent = left ? place.dataset.words.replace("%s", clock(left)) : "";
    place.firstChild.classList.toggle("visually-hidden", left > 0);
  }
}

document.addEventListener("htmx:afterSettle", show);
setInterval(show, 1000);
show();
