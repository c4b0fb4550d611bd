"""A visitor finds a static."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from listings.search import PAGE
from listings.tests.people import People
from tests.journeys import boards
from tests.journeys.checks import (
    assert_no_sideways_scroll,
    assert_on_first_screen,
    assert_steady,
)

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

FITTING = "Shield healer for the last door"
MINE = re.compile("20:00–\u2060?23:00")  # a line is not broken within a time
SERVER_TIME = re.compile("1[89]:00–\u2060?2[12]:00\\s?ST")  # winter, summer


def titles(page: Page) -> Locator:
    return page.locator("#results .listing-card__title")


def tick(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"#filter-form [name={name}][value={value}]")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def say_what_is_sought(page: Page) -> None:
    page.get_by_label("I play").select_option(label="healer")
    page.get_by_label("on", exact=True).select_option(label="Light")
    for evening in ("Tue", "Thu"):
        page.locator(".ask").get_by_label(evening).check()
    page.get_by_role("button", name="Show statics").click()


def assert_understood_at_once(page: Page) -> None:
    """Who, what, when in my time, which seat, what they ask."""
    page.evaluate("scrollTo(0, 0)")
    main = page.locator("main")
    assert_on_first_screen(
        page.get_by_role("heading", level=1, name=FITTING),
        main.get_by_role("link", name="Umbral Dawn"),
        main.get_by_text("Twintania, Light"),
        main.get_by_text("M12S", exact=True),
        main.get_by_text(MINE),
        main.get_by_text(SERVER_TIME),
        main.get_by_role("heading", name="1 of 8 open"),
        main.get_by_text("SCH or SGE", exact=True),
        main.get_by_text("needed: English"),
        main.get_by_text("Item level 780"),
    )


def test_visitor_finds_a_static_and_understands_it(
    visit: Visit, device: str, people: People
) -> None:
    boards.board(people.team)
    page = visit(device)

    page.goto("/")
    expect(page.locator(".ask")).to_contain_text("Times in Europe/Berlin")
    assert_no_sideways_scroll(page)
    assert_steady(page)
    say_what_is_sought(page)

    expect(titles(page)).to_have_text([FITTING])
    expect(page.locator(".week__words").first).to_contain_text(MINE)
    assert query(page) == {
        "role": ["healer"],
        "dc": ["light"],
        "days": ["tue", "thu"],
        "tz": ["Europe/Berlin"],
    }
    assert_no_sideways_scroll(page)
    assert_steady(page)

    page.get_by_role("link", name=FITTING).click()
    page.wait_for_url("**/listings/*-shield-healer-*/")
    assert_understood_at_once(page)
    expect(page.locator(".week-list li")).to_have_count(2)
    expect(page.get_by_text("Which fights have you healed?")).to_be_visible()
    assert_no_sideways_scroll(page)
    assert_steady(page)


def test_visitor_finds_a_static_without_javascript(
    visit: Visit, device_without_script: str, people: People
) -> None:
    device = device_without_script
    boards.board(people.team)
    page = visit(device, java_script_enabled=False)

    page.goto("/")
    expect(page.locator(".ask")).to_contain_text("Times in ST")
    if device == "phone":
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name=re.compile("ST$")).first.click()
    page.get_by_label("Another place").select_option("Europe/Berlin")
    page.get_by_role("button", name="Show times in this zone").click()
    expect(page.locator(".ask")).to_contain_text("Times in Europe/Berlin")
    say_what_is_sought(page)

    expect(titles(page)).to_have_text([FITTING])
    page.get_by_role("link", name="Remove Light").click()
    expect(titles(page)).to_have_count(2)
    if device == "phone":
        page.get_by_role("button", name="Filters").click()
    tick(page, "dc", "light").check()
    page.get_by_role("button", name="Show statics").click()
    expect(titles(page)).to_have_text([FITTING])

    page.get_by_role("link", name=FITTING).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FITTING)
    expect(page.locator(".week-list li").first).to_contain_text(MINE)


def test_ticks_change_the_results_in_place_and_the_address_with_them(
    visit: Visit, people: People
) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/")
    page.evaluate("window.stays = true")
    form = page.locator("#filter-form")
    expect(titles(page)).to_have_count(4)

    tick(page, "dc", "light").check()
    expect(titles(page)).to_have_count(3)
    tick(page, "role", "healer").check()
    expect(titles(page)).to_have_count(2)
    expect(page.locator("#results-title")).to_have_text("2 statics recruit")
    assert query(page) == {"dc": ["light"], "role": ["healer"]}
    form.get_by_label("Words").fill("last door")
    expect(titles(page)).to_have_text([FITTING])
    assert query(page)["q"] == ["last door"]

    page.get_by_label("Sort").select_option(label="Newest first")
    expect(page).to_have_url(re.compile("sort=newest"))
    assert page.evaluate("window.stays")

    page.go_back()
    expect(page).not_to_have_url(re.compile("sort="))
    expect(page.get_by_label("Sort")).to_have_value("renewed")
    page.go_back()
    expect(titles(page)).to_have_count(2)
    expect(form.get_by_label("Words")).to_have_value("")
    page.go_forward()
    expect(titles(page)).to_have_text([FITTING])
    expect(form.get_by_label("Words")).to_have_value("last door")
    expect(tick(page, "role", "healer")).to_be_checked()

    page.get_by_role("link", name="Remove “last door”").click()
    expect(titles(page)).to_have_count(2)
    expect(form.get_by_label("Words")).to_have_value("")
    page.get_by_role("link", name="Clear all").click()
    expect(titles(page)).to_have_count(4)
    assert query(page) == {}


def test_back_from_a_listing_restores_the_search(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/")
    tick(page, "role", "tank").check()
    expect(titles(page)).to_have_text(["A tank on Light"])

    page.get_by_role("link", name="A tank on Light").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A tank on Light")
    page.go_back()

    expect(titles(page)).to_have_text(["A tank on Light"])
    expect(tick(page, "role", "tank")).to_be_checked()
    expect(tick(page, "role", "healer")).not_to_be_checked()


def test_address_shows_the_same_to_anybody_in_the_same_zone(
    visit: Visit, people: People
) -> None:
    boards.board(people.team)
    address = (
        "/listings/?role=healer&days=tue&from=19:30&to=23:30&tz=Asia/Tokyo&sort=overlap"
    )

    for zone in ("Europe/Berlin", "America/New_York"):
        page = visit("desktop", timezone_id=zone)
        page.goto(address)
        expect(titles(page)).to_have_count(0)
        expect(page.locator("#filter-form")).to_contain_text("Times in Asia/Tokyo")
        page.goto(address.replace("Asia/Tokyo", "Europe/Berlin"))
        expect(titles(page)).to_have_text([FITTING, "Shield healer, but on Chaos"])
        expect(page.locator(".week__words").first).to_contain_text(MINE)
        expect(page.get_by_label("From")).to_have_value("19:30")
        expect(page.get_by_label("Sort")).to_have_value("overlap")


def test_empty_result_names_the_filter_to_drop(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("phone")
    page.goto("/listings/?role=healer&dc=light&days=mon")

    expect(page.locator("#results-title")).to_have_text(
        "No static matches all 3 filters"
    )
    expect(page.locator(".empty__ways li")).to_have_text(["Without Mon2 statics"])
    page.get_by_role("link", name="Without Mon").click()

    expect(titles(page)).to_have_count(2)
    assert query(page) == {"role": ["healer"], "dc": ["light"]}


def test_phone_shows_filters_as_a_sheet_from_below(
    visit: Visit, people: People
) -> None:
    boards.board(people.team)
    page = visit("phone")
    page.goto("/listings/")
    sheet = page.get_by_role("complementary", name="Filters")
    expect(sheet).to_be_hidden()

    page.get_by_role("button", name="Filters").tap()
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box
    assert box["x"] == 0
    assert box["width"] == 390
    tick(page, "role", "tank").tap()
    expect(titles(page)).to_have_count(1)
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Show statics").tap()

    expect(sheet).to_be_hidden()
    expect(titles(page)).to_have_text(["A tank on Light"])
    expect(page.get_by_role("button", name="Filters · 1")).to_be_visible()
    assert query(page) == {"role": ["tank"]}


def test_pages_follow_each_other_without_a_gap(visit: Visit, people: People) -> None:
    boards.full_board(PAGE + 2)
    page = visit("desktop")
    page.goto("/listings/?dc=chaos")

    expect(titles(page)).to_have_count(PAGE)
    seen = titles(page).all_text_contents()
    page.get_by_role("link", name="Show more").click()
    expect(titles(page)).to_have_count(2)
    seen += titles(page).all_text_contents()
    assert len(set(seen)) == PAGE + 2
    assert query(page)["dc"] == ["chaos"]

    page.go_back()
    expect(titles(page)).to_have_count(PAGE)
    page.go_forward()
    page.get_by_role("link", name="Back to the first").click()
    expect(titles(page)).to_have_count(PAGE)


DEVICE_SAYS = (
    """Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: "%s" });"""
)


@pytest.mark.parametrize(
    ("zone", "offered"),
    [("Etc/Unknown", False), ("Mars/Olympus", False), ("Asia/Calcutta", True)],
)
def test_zone_of_the_device_is_offered_if_muster_knows_it(
    visit: Visit, zone: str, offered: bool
) -> None:
    page = visit("desktop")
    page.add_init_script(DEVICE_SAYS % zone)
    page.goto("/settings/zone/")

    device = page.get_by_role("button", name=f"As on this device: {zone}")
    if offered:
        device.click()
        expect(page.locator(".zone-link")).to_contain_text(zone)
    else:
        expect(page.get_by_role("button", name="Server time")).to_be_visible()
        expect(page.get_by_role("button", name="As on this device")).to_be_hidden()


MANY = (
    "/listings/?role=healer&role=tank&dc=chaos&region=europe&language=en&kind=permanent"
)


@pytest.mark.parametrize("width", [320, 390, 430])
def test_many_filters_do_not_push_a_phones_page_sideways(
    visit: Visit, people: People, width: int
) -> None:
    boards.board(people.team)
    page = visit("phone", viewport={"width": width, "height": 844})

    page.goto(MANY)

    expect(page.locator(".chips li")).to_have_count(6)
    assert_no_sideways_scroll(page)


def test_results_are_one_skip_away_and_back_keeps_the_search(
    visit: Visit, people: People
) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/?role=healer&dc=light")
    skip = page.get_by_role("link", name="Skip to results")

    for _press in range(2):
        page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    titles(page).first.get_by_role("link").click()
    page.get_by_role("link", name="Back to results").click()

    page.wait_for_url("**/listings/?role=healer&dc=light*")
    expect(titles(page)).to_have_count(2)
