// The theme follows the system until the reader chooses. The choice is a cookie, so that
// the server writes it into the page and nothing flashes.
const root = document.documentElement;
const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const shown = () => root.dataset.theme ?? system();

function choose(theme) {
  const follows = theme === system();
  if (follows) delete root.dataset.theme;
  else root.dataset.theme = theme;
  const age = follows ? 0 : 31536000;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
}

function show() {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(shown() === "dark"));
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  choose(shown() === "dark" ? "light" : "dark");
  show();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
show();
