"""What people read Muster on, and the watch over every page that is opened."""

from itertools import product
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
DEVICES = {"phone": PHONE, "desktop": DESKTOP}


class Way(NamedTuple):
    """How somebody reads Muster."""

    device: str
    script: bool

    def __str__(self) -> str:
        return f"{self.device}-{'script' if self.script else 'no script'}"


WAYS = [Way(device, script) for device, script in product(DEVICES, (True, False))]
SAMPLE = (Way("desktop", True), Way("phone", False))  # each once, for `make test`
PATIENCE = 8_000  # milliseconds; two busy cores are slow


class Watch:
    """Keeps whatever went wrong unseen: in the console, in scripts, on the line."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note("script", error.error))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _note(self, kind: str, what: object) -> None:
        self.faults.append(f"{kind}: {what}")

    def _said(self, message: ConsoleMessage) -> None:
        # A refused form says so too; what may fail is told by its answer, below.
        refused = "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not refused:
            self._note("console", message.text)

    def _failed(self, request: Request) -> None:
        # A page that is left, or a search that is typed on, drops what it asked for.
        if request.failure != "net::ERR_ABORTED":
            self._note("request", f"{request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        asked_by_hand = response.request.resource_type in ("document", "xhr", "fetch")
        if response.status >= 500 or (response.status >= 400 and not asked_by_hand):
            self._note("answer", f"{response.url} {response.status}")


def open_page(context: BrowserContext) -> Page:
    context.set_default_timeout(PATIENCE)
    return context.new_page()
