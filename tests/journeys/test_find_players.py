"""A leader looks for a player who is free when the team raids."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from listings.tests.people import People
from listings.tests.players import character, seeker
from tests.journeys import boards
from tests.journeys.checks import assert_no_sideways_scroll, assert_steady
from tests.journeys.steps import log_in

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]
EVENINGS = tuple((day, *boards.EVENING) for day in (boards.TUESDAY, boards.THURSDAY))


@pytest.fixture
def crowd(people: People) -> None:
    """Umbral Dawn raids on Tuesday and Thursday; two healers could on one of them."""
    boards.sought(people.team)
    half = seeker("half-free", schedule=EVENINGS[:1], zone="Europe/London")
    character(half, clears=("m12s",))
    late = ((boards.THURSDAY, 21 * 60, 180),)
    character(seeker("late-owl", schedule=late, zone="Europe/London"))
    seeker("other-days", schedule=((boards.SATURDAY, *boards.EVENING),))
    seeker("a-tank", jobs=("PLD",), schedule=EVENINGS, zone="Europe/London")


def names(page: Page) -> Locator:
    return page.locator("#results .listing-card__title")


def tick(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"#filter-form [name={name}][value={value}]")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.usefixtures("crowd")
def test_leader_finds_who_is_free_when_the_team_raids(
    visit: Visit, device_with_script: str
) -> None:
    device = device_with_script
    page = visit(device)
    log_in(page, "alice")
    page.goto("/players/")
    expect(names(page)).to_have_count(4)

    if device == "phone":
        page.get_by_role("button", name="Filters").click()
    tick(page, "role", "healer").check()
    expect(names(page)).to_have_count(3)
    page.get_by_label("When my team raids").select_option(label="Umbral Dawn")
    expect(names(page)).to_have_count(2)
    if device == "phone":
        page.get_by_role("button", name="Close filters").click()
    page.get_by_label("Sort").last.select_option(label="Best overlap first")
    expect(page.locator(".week__words b").nth(1)).to_have_text("Free for 3 of 6 h")

    expect(names(page)).to_have_text(["half-free", "late-owl"])
    expect(page.locator(".week__words b").nth(3)).to_have_text("Free for 1 of 6 h")
    assert query(page) == {
        "role": ["healer"],
        "team": ["umbral-dawn"],
        "sort": ["overlap"],
    }
    assert_no_sideways_scroll(page)
    assert_steady(page)
    page.go_back()
    expect(page.locator("#sort")).to_have_value("renewed")
    expect(names(page)).to_have_count(2)
    page.wait_for_load_state("networkidle")
    page.go_back()
    expect(names(page)).to_have_count(3)
    assert query(page) == {"role": ["healer"]}


@pytest.mark.usefixtures("crowd")
def test_visitor_finds_a_player_without_javascript(
    visit: Visit, device_without_script: str
) -> None:
    device = device_without_script
    page = visit(device, java_script_enabled=False)
    page.goto("/players/")

    if device == "phone":
        page.get_by_role("button", name="Filters").click()
    tick(page, "duty", "m12s").check()
    page.get_by_role("button", name="Show players").click()

    expect(names(page)).to_have_text(["half-free"])
    page.get_by_role("link", name="half-free").click()
    page.wait_for_url("**/players/half-free/")
