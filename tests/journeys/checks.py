"""What holds on every page, however it is reached."""

from collections.abc import Iterable
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.journeys.devices import DESKTOP, PHONE

WIDE, NARROW = 1920, 320  # pixels; the widest and the narrowest that we promise
MOST_SHIFT = 0.02

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


def assert_accessible(page: Page, *, only: Iterable[str] = ()) -> None:
    """Axe finds nothing; `only` these of its rules."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules := list(only):
        options["runOnly"] = {"type": "rule", "values": rules}
    page.evaluate(SETTLE)
    found = Axe().run(page, options=options)
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"


def assert_accessible_at_desk_and_phone(page: Page) -> None:
    """Light at a desk and dark on a phone: every element in one of each."""
    wear(page, DESKTOP, "light")
    assert_accessible(page)
    wear(page, PHONE, "dark")
    assert_accessible(page)


def assert_accessible_in_every_look(page: Page) -> None:
    """And the colours of the other two, for what only one width shows."""
    assert_accessible_at_desk_and_phone(page)
    wear(page, PHONE, "light")
    assert_accessible(page, only=["color-contrast"])
    wear(page, DESKTOP, "dark")
    assert_accessible(page, only=["color-contrast"])


def wear(page: Page, device: dict[str, Any], scheme: Literal["light", "dark"]) -> None:
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
