// Loaded only while no zone is known, before anything is painted: tells the server the zone
// of this device and asks for the page once more. Without cookies, or in ST, nothing happens.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  if (zone === "UTC" || !document.cookie.includes("zone=")) return;
  try {
    if (sessionStorage.getItem("zone-told")) return;
    sessionStorage.setItem("zone-told", "1");
  } catch {
    return; // no storage: better a page in ST than a page that loads for ever
  }
  location.reload();
})();
