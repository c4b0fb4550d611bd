// What was asked for in place could not be had: say so where a screen reader hears it too.
const place = document.querySelector("[data-connection]");

function say(kind) {
  for (const notice of place.querySelectorAll("[data-connection-kind]")) {
    notice.hidden = notice.dataset.connectionKind !== kind;
  }
}

if (place) {
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", () => say("failed"));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.isError) say("");
  });
  addEventListener("offline", () => say("offline"));
  addEventListener("online", () => say(""));
}
