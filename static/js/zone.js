// The zone picker opens in place: the link's page is loaded into a popover. It also offers
// the zone of this device.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

function offerDevice(scope) {
  for (const button of scope.querySelectorAll("[data-device-zone]")) {
    if (!device) continue;
    button.value = device;
    button.querySelector("[data-device-zone-name]").textContent = device.replaceAll("_", " ");
    button.hidden = false;
  }
}

document.addEventListener("htmx:afterSwap", (event) => {
  const sheet = event.detail.target;
  if (sheet.id !== "zone-sheet") return;
  document.getElementById("menu")?.hidePopover();
  sheet.showPopover();
  sheet.querySelector("button").focus();
});
document.addEventListener("htmx:load", (event) => offerDevice(event.detail.elt));
offerDevice(document);
