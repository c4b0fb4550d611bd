// The zone picker opens in place: the link's page is loaded into a popover. It also offers
// the zone of this device, if the server knows it: the list names it, or the button, where
// it is another name of a place. A browser that cannot tell says Etc/Unknown.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

function offerDevice(scope) {
  for (const button of scope.querySelectorAll("[data-device-zone]")) {
    const listed = [...document.getElementById("zone").options].map((option) => option.value);
    if (![...listed, ...button.dataset.deviceZone.split(" ")].includes(device)) continue;
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
