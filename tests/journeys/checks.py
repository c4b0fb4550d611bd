"""What holds on every page, however it is reached."""

import os
from typing import Any, Literal
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.journeys.devices import DESKTOP, PHONE

WIDE, NARROW = 1920, 320  # pixels; the widest and the narrowest that we promise
MOST_SHIFT = 0.02
# `make looks` looks at every page in every look; `make test` at each page in one of them.
EVERY_LOOK = os.environ.get("LOOKS") == "all"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# Elements that are wider than the page, named for the message of a failed test.
STICKING_OUT = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 1)
    .map((each) => `${each.tagName} ${each.className}`)
    .slice(0, 5)
    .concat(`${page.scrollWidth} > ${page.clientWidth}`);
}"""

TOO_SMALL = """() => [...document.querySelectorAll("body *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => each.getClientRects().length && !each.closest(".visually-hidden"))
  .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 12)
  .map((each) => `${each.tagName} ${each.getAttribute("class")} ${each.textContent.trim()}`)
  .slice(0, 5)"""

# Waits for fonts and two frames, so that nothing is measured half way.
SETTLE = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done()))))"""

# What moved by itself, and how far (of the whole screen).
SHIFTS = """() => new Promise((done) => {
  const found = [];
  const name = ({ node }) => node && `${node.nodeName} ${node.className ?? ""}`;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (!shift.hadRecentInput) found.push([shift.value, shift.sources.map(name)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(found), 0));
})"""

# The parts of a time field are drawn by the browser, as is the ring around them.
FOCUS_IS_SEEN = """() => {
  const each = document.activeElement;
  if (each === document.body || !each.matches(":focus")) return "";
  const shown = [each, each.nextElementSibling, each.closest("label, article")];
  const styles = shown.filter(Boolean).map((part) => getComputedStyle(part));
  const seen = [...styles, getComputedStyle(each, "::after")].some((style) =>
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  return seen ? "" : each.outerHTML;
}"""


def assert_accessible(page: Page, *, context: str | None = None) -> None:
    """Axe finds nothing on the page, or in the part of it that is `context`."""
    page.evaluate(SETTLE)
    found = Axe().run(page, context, options={"resultTypes": ["violations"]})
    where = f"{page.url} {page.viewport_size}"
    assert not found.violations_count, f"{where}\n{found.generate_report()}"


def looks(page: Page) -> list[tuple[dict[str, Any], Scheme]]:
    """Light and dark, at a desk and on a phone. In `make test` one of the four, which
    follows from the page's title: half of the pages are seen dark, half on a phone."""
    every = [(device, scheme) for device in (DESKTOP, PHONE) for scheme in SCHEMES]
    return every if EVERY_LOOK else [every[crc32(page.title().encode()) % len(every)]]


def assert_readable(page: Page) -> None:
    """No text under twelve pixels."""
    small = page.evaluate(TOO_SMALL)
    assert small == [], f"{page.url} {page.viewport_size} {small}"


def assert_good_looking(page: Page) -> None:
    """Accessible in every look, at every width, in letters large enough."""
    before = page.viewport_size
    for device, scheme in looks(page):
        wear(page, device, scheme)
        assert_accessible(page)
        assert_readable(page)
    if before:
        page.set_viewport_size(before)
    assert_fits_every_width(page)


def wear(page: Page, device: dict[str, Any], scheme: Scheme) -> None:
    page.set_viewport_size(device["viewport"])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def assert_no_sideways_scroll(page: Page) -> None:
    page.evaluate(SETTLE)
    sticking_out = page.evaluate(STICKING_OUT)
    assert sticking_out == [], f"{page.url} {page.viewport_size} {sticking_out}"


def assert_fits_every_width(page: Page) -> None:
    """From the narrowest phone to the widest desk."""
    before = page.viewport_size
    for width in (NARROW, 640, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_sideways_scroll(page)
    if before:
        page.set_viewport_size(before)


def assert_steady(page: Page) -> None:
    """What is read does not move by itself while the page fills."""
    page.wait_for_load_state("networkidle")
    page.evaluate(SETTLE)
    shifts = page.evaluate(SHIFTS)
    assert sum(value for value, _moved in shifts) < MOST_SHIFT, f"{page.url} {shifts}"


def assert_on_first_screen(*shown: Locator) -> None:
    for each in shown:
        box = each.first.bounding_box()
        height = each.page.viewport_size["height"]  # type: ignore[index]  # it is set
        assert box, f"{each} is not shown"
        assert box["y"] + box["height"] <= height, f"{each} is below: {box}"


def assert_focus_is_seen(page: Page) -> None:
    unseen = page.evaluate(FOCUS_IS_SEEN)
    assert not unseen, f"{page.url} {unseen}"


def tab_to(page: Page, target: Locator, *, most: int = 120) -> None:
    """By Tab alone, every step of the way with a focus that can be seen."""
    for _step in range(most):
        page.keyboard.press("Tab")
        assert_focus_is_seen(page)
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {target}")
