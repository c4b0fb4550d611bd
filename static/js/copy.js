// A button that copies a text. Without script, or where copying is refused, the text can be selected.
function offer(root) {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}

offer(document);
document.addEventListener("htmx:load", (event) => offer(event.detail.elt));
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.querySelector("span").textContent = button.dataset.done;
  } catch {
    getSelection().selectAllChildren(source);
  }
});
