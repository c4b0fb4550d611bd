"""The way of a visitor and the rows of the editor, without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.journeys import boards
from tests.journeys.checks import assert_focus_is_seen, tab_to
from tests.journeys.steps import field, log_in
from tests.journeys.test_find import FITTING, tick, titles
from tests.journeys.test_looks import edit_address

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


def test_first_tab_skips_to_the_content(visit: Visit, people: People) -> None:
    page = visit("desktop")
    page.goto("/listings/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_static_is_found_by_keyboard(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/")
    tab_to(page, page.get_by_label("I play"))
    page.keyboard.type("heal")
    expect(page.get_by_label("I play")).to_have_value("healer")
    tab_to(page, page.locator(".ask").get_by_label("Tue"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Show statics"))
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(2)

    tab_to(page, tick(page, "dc", "light"))
    page.keyboard.press("Space")
    expect(titles(page)).to_have_text([FITTING])
    expect(tick(page, "dc", "light")).to_be_focused()
    tab_to(page, page.get_by_role("link", name=FITTING))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(FITTING)


def test_zone_is_chosen_by_keyboard(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/")
    opener = page.locator(".site-tools .zone-link")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Time zone")
    expect(sheet).to_be_visible()

    tab_to(page, sheet.get_by_role("button", name="Server time (ST)"))
    page.keyboard.press("Enter")

    expect(opener).to_have_text("Times shown in: ST")
    expect(page).to_have_url("/listings/")


def test_evenings_are_added_and_removed_by_keyboard(
    visit: Visit, people: People
) -> None:
    listing = ListingFactory(team=people.team, private=True)
    page = visit("desktop")
    log_in(page, "alice")
    page.goto(edit_address(listing))
    rows = page.locator("[data-rows=windows] [data-row]:visible")
    before = rows.count()

    add = page.get_by_role("button", name="Add an evening")
    field(page, "windows-0-day").focus()
    tab_to(page, add)
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(field(page, f"windows-{before}-day")).to_be_focused()
    assert_focus_is_seen(page)

    page.keyboard.type("Sun")
    for typed in ("19:00", "22:00"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    expect(page.locator("#preview")).to_contain_text("9 h a week")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Remove this row")
    page.keyboard.press("Space")
    expect(rows).to_have_count(before)
    expect(page.locator("#preview")).to_contain_text("6 h a week")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Remove this row")
    assert_focus_is_seen(page)


def test_save_is_near_however_long_the_roster_is(visit: Visit, people: People) -> None:
    listing = ListingFactory(team=people.team, private=True, size=24, goal="fru")
    listing.questions.create(position=1, text="Why?", answer="short", required=True)
    listing.questions.create(position=2, text="When?", answer="short", required=True)
    page = visit("desktop")
    log_in(page, "alice")
    page.goto(edit_address(listing))
    expect(page.get_by_text("Must be answered").nth(1)).to_be_visible()
    label = page.get_by_text("Must be answered").nth(1).bounding_box()
    assert label
    assert label["width"] > 40  # pixels: not merely there for screen readers

    parts = page.get_by_role("navigation", name="Parts of the form")
    tab_to(page, parts.get_by_role("link", name="Save"), most=40)
    page.keyboard.press("Enter")

    expect(page.locator("#save")).to_be_focused()
