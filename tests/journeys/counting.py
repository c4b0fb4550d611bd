"""How much three journeys ask of a person: `make journeys` prints a line for each.

A touch is a tap or a choice in a list; a typed field is one that something was typed
into; a page is a document at another address than the one before, so that a form that
saves and shows itself again is still one. Each goes the shortest way that a sensible
person would, on a phone. What happens elsewhere (the mailbox, the Lodestone) is not
counted, nor is scrolling.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from integrations.sandbox.app import Sandbox
from integrations.sandbox.tests.beside import sandbox_beside
from listings.tests.people import People
from messaging.models import Mail
from tests.journeys import boards
from tests.journeys.outside import worker_beside
from tests.journeys.steps import accept_only, evening, field, log_in

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

AIMS = {"visitor": (6, 0, 3), "player": (14, 6, 5), "leader": (14, 5, 3)}
WREN = "https://eu.finalfantasyxiv.com/lodestone/character/90000011/"
GOAL = "M12S · AAC Heavyweight M4 (Savage)"
PATIENT = 30_000  # milliseconds; the Lodestone is asked for one page a second

# A list that opens is one touch, however it is chosen from; a field is typed into once.
LISTEN = """() => {
  const typed = new WeakSet();
  addEventListener("pointerdown", () => count("touches"), true);
  addEventListener("change", ({ target }) => {
    if (target.matches("select")) count("touches");
  }, true);
  addEventListener("input", ({ target }) => {
    const isTyped = target.matches("textarea, input:not([type=checkbox], [type=radio])");
    if (!isTyped || typed.has(target)) return;
    typed.add(target);
    count("typed");
  }, true);
}"""


class Count:
    def __init__(self, page: Page) -> None:
        self.found: Counter[str] = Counter()
        self.page = page
        page.expose_function("count", self._one)
        page.add_init_script(f"({LISTEN})()")
        self.path = ""
        page.on("domcontentloaded", self._opened)

    def _opened(self, page: Page) -> None:
        before, self.path = self.path, urlsplit(page.url).path
        if self.path != before:
            self._one("pages")

    def _one(self, kind: str) -> None:
        self.found[kind] += 1

    def say(self, journey: str) -> None:
        self.page.wait_for_load_state()
        touches, typed, pages = (self.found[k] for k in ("touches", "typed", "pages"))
        aim = "/".join(map(str, AIMS[journey]))
        print(
            f"\njourney: {journey} {touches} touches {typed} typed {pages} pages"
            f" aim {aim}"
        )


def tap(place: Locator) -> None:
    place.locator("visible=true").first.tap()


def by_menu(page: Page, name: str) -> None:
    tap(page.get_by_role("button", name="Menu"))
    tap(page.get_by_role("navigation", name="Menu").get_by_role("link", name=name))


# --- The visitor --------------------------------------------------------------
def test_visitor(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("phone")
    count = Count(page)

    page.goto("/")
    page.get_by_label("I play").select_option(label="healer")
    page.get_by_label("on", exact=True).select_option(label="Light")
    for day in ("Tue", "Thu"):
        tap(page.locator(".ask label").filter(has_text=day))
    tap(page.get_by_role("button", name="Show statics"))
    tap(page.locator("#results .listing-card__link"))
    expect(page.locator("main").get_by_role("heading", level=1)).to_be_visible()

    page.wait_for_url("**/listings/*-*/")
    count.say("visitor")


# --- The player ---------------------------------------------------------------
@pytest.fixture
def worker(
    settings: Any, outside_forgotten: None, outbox: list[Any], live_server: Any
) -> Iterator[Sandbox]:
    with sandbox_beside(settings) as application, worker_beside():
        yield application


def test_player(visit: Visit, worker: Sandbox) -> None:
    page = visit("phone")
    count = Count(page)

    sign_up(page)
    confirm(page)
    verify(page)
    say_the_week(page)
    look_for_a_static(page)

    count.say("player")


def sign_up(page: Page) -> None:
    page.goto("/")
    tap(page.get_by_role("link", name="Sign up"))
    page.get_by_label("E-mail").fill("newcomer@example.com")
    page.get_by_label("Password").fill("three-words-i-like")
    tap(page.locator("main").get_by_role("button", name="Sign up"))
    page.wait_for_url("**/confirm-email/")


def confirm(page: Page) -> None:
    letter = Mail.objects.get(to=["newcomer@example.com"])
    found = re.search(r"https?://\S+confirm-email\S+", letter.text)
    assert found
    page.goto(found[0])
    tap(page.get_by_role("button", name="Yes, confirm it"))
    page.wait_for_url(lambda url: "confirm-email" not in url)


def verify(page: Page) -> None:
    by_menu(page, "Profile")
    tap(page.locator(".setting-up").get_by_role("link", name="Verify a character"))
    page.get_by_label("Lodestone").first.fill(WREN)
    tap(page.get_by_role("button", name="Add this character"))
    code = page.locator("#code").inner_text()
    expect(page.get_by_role("heading", name="Wren Hollowell")).to_be_visible(
        timeout=PATIENT
    )
    put_at_the_lodestone(page, code)
    tap(page.get_by_role("button", name="The code is there: look for it"))
    expect(page.get_by_text("This character is yours.")).to_be_visible(timeout=PATIENT)


def put_at_the_lodestone(page: Page, code: str) -> None:
    with page.expect_popup() as opened:
        tap(page.get_by_role("link", name="Open the profile settings"))
    lodestone = opened.value
    lodestone.get_by_label("Profile text").fill(code)
    lodestone.get_by_role("button", name="Save profile text").click()
    expect(lodestone.get_by_role("status")).to_be_visible()
    lodestone.close()


def say_the_week(page: Page) -> None:
    tap(page.locator(".settings a[href='/settings/availability/']"))
    tap(page.get_by_role("button", name=re.compile("Weekday evenings")))
    expect(page.get_by_role("status").filter(has_text="Filled in")).to_be_visible()
    tap(page.get_by_role("button", name="Save hours"))
    expect(page.locator(".site-messages")).to_contain_text(
        re.compile("saved", re.IGNORECASE)
    )


def look_for_a_static(page: Page) -> None:
    tap(page.locator(".settings a[href='/settings/profile/']"))
    tap(page.get_by_role("button", name="Look for a static"))
    expect(page.get_by_role("heading", name="You look for a static")).to_be_visible()


# --- The leader ---------------------------------------------------------------
def test_leader(visit: Visit, people: People) -> None:
    page = visit("phone")
    log_in(page, "charlie")  # who leads none yet
    count = Count(page)

    page.goto("/listings/new/")
    make_static(page)
    choose_goal(page)
    write_listing(page)
    tap(page.get_by_role("button", name="Publish"))
    expect(page.locator(".site-messages")).to_contain_text("Your listing recruits")

    count.say("leader")


def make_static(page: Page) -> None:
    page.get_by_label("Name").fill("Astral Dusk")
    page.get_by_label("World").select_option(label="Twintania")
    tap(page.get_by_role("button", name="Found the team"))
    tap(page.get_by_role("link", name="Post a listing"))


def choose_goal(page: Page) -> None:
    page.get_by_label("Tier or duty").select_option(label=GOAL)
    tap(page.get_by_role("button", name="Go on to the roster"))


def write_listing(page: Page) -> None:
    field(page, "title").fill("Shield healer for the last door")
    held = {1: "PLD", 2: "WAR", 3: "WHM", 5: "MNK", 6: "RPR", 7: "DNC", 8: "PCT"}
    for number, job in held.items():
        seat = page.get_by_role("group", name=f"Seat {number}", exact=True)
        seat.get_by_label("State").select_option(label="Filled")
        seat.get_by_label("Job", exact=True).select_option(label=job)
    accept_only(page, 4, "SCH", "SGE")
    evening(page, 0, "Tuesday", "20:00", "23:00")
    tap(page.get_by_role("button", name="Add an evening"))
    evening(page, 1, "Thursday", "20:00", "23:00")


if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "-s", "-n0", "--no-header", __file__]))
