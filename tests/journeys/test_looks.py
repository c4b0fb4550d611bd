"""Every page by the measure of axe, light and dark, and at every width we promise."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from accounts.tests.factories import ProfileFactory
from integrations.catalogue import catalogue
from listings.models import Goal, Listing
from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.journeys import boards
from tests.journeys.checks import (
    EVERY_LOOK,
    NARROW,
    SCHEMES,
    assert_accessible,
    assert_good_looking,
    assert_no_sideways_scroll,
    assert_steady,
)
from tests.journeys.steps import field, log_in

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützen" * 2
JAPANESE = "零式第四層、最後の扉を一緒に開けてくれるヒーラーさんを募集しています"


def look_at(page: Page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        assert_good_looking(page)


def edit_address(listing: Listing) -> str:
    return listing.get_absolute_url().rstrip("/").split("-")[0] + "/edit/"


def test_pages_of_a_visitor(visit: Visit, people: People) -> None:
    listing = boards.board(people.team)
    boards.recruiting(boards.on("zeromus", LONG[:60]), LONG[:110], languages=["de"])
    boards.recruiting(boards.on("ultros", "極"), JAPANESE, languages=["ja"])
    soon = timezone.now() + timedelta(days=7)
    ProfileFactory(user=people.charlie, seeking_until=soon)
    page = visit("desktop")

    look_at(
        page,
        "/",
        "/listings/",
        "/listings/?role=healer&dc=light&days=mon&q=door",  # nothing matches
        "/listings/?role=healer&region=europe&from=18:00&tz=Asia/Tokyo",
        listing.get_absolute_url(),
        "/players/",
        "/teams/umbral-dawn/",
        "/teams/",
        "/settings/zone/",
    )


def test_long_progress_squeezes_no_name_on_a_phone(
    visit: Visit, people: People
) -> None:
    listing = ListingFactory(team=people.team, recruiting=True, goal=False)
    tiers = catalogue().offered_tiers
    for n, words in enumerate((LONG[:80], JAPANESE, f"Door boss, {LONG[:60]}"), 1):
        tier_id = tiers[n].id
        Goal.objects.create(
            listing=listing, position=n, tier_id=tier_id, progress=words
        )
    page = visit("phone")
    page.goto(listing.get_absolute_url())

    for width in (NARROW, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_sideways_scroll(page)
        shown = page.locator(".goal__name, .goal__state")
        widths = shown.evaluate_all("(all) => all.map((each) => each.offsetWidth)")
        assert min(widths) > width / 2, widths


def test_pages_of_signing_in_and_of_failure(visit: Visit, people: People) -> None:
    page = visit("desktop")
    look_at(page, "/accounts/login/", "/accounts/signup/", "/nowhere/")
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("alice@example.com")
    page.get_by_label("Password").fill("wrong")
    page.locator("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert").filter(has_text="to mend")).to_be_focused()
    assert_good_looking(page)
    log_in(page, "dana")
    page.goto("/teams/umbral-dawn/edit/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_good_looking(page)


def test_nothing_moves_when_the_font_comes_late(
    visit: Visit, device_with_script: str, people: People
) -> None:
    device = device_with_script
    listing = boards.board(people.team)
    page = visit(device)
    page.goto("/settings/zone/")
    page.wait_for_load_state("networkidle")
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 -- it is given attributes

    for address in ("/", listing.get_absolute_url()):
        page.goto(address, wait_until="domcontentloaded")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert held
        while held:
            held.pop().continue_()
        assert_steady(page)


def test_an_empty_board(visit: Visit) -> None:
    look_at(visit("desktop"), "/", "/listings/", "/players/")


def test_listings_in_each_state_as_their_team_sees_them(
    visit: Visit, people: People
) -> None:
    page = visit("desktop")
    log_in(page, "alice")
    states = {
        "recruiting": "Pause",
        "private": "Only your static can see it",
        "filled": "Every seat is taken",
        "expired": "has expired",
        "closed": "The static closed this listing",
        "hidden": "A moderator hid this listing",
    }
    for state, words in states.items():
        listing = ListingFactory(team=people.team, title=state, **{state: True})
        page.goto(listing.get_absolute_url())
        expect(page.locator("main")).to_contain_text(words)
        assert_good_looking(page)


def test_pages_of_a_leader(visit: Visit, people: People) -> None:
    listing = ListingFactory(team=people.team, private=True)
    page = visit("desktop")
    log_in(page, "alice")

    look_at(
        page, "/teams/", "/teams/new/", "/listings/new/", "/teams/umbral-dawn/edit/"
    )
    page.goto(edit_address(listing))
    assert_good_looking(page)

    field(page, "strategy_url").fill("not an address")
    field(page, "windows-0-end").fill("late")
    page.get_by_role("button", name="Save draft").click()
    expect(
        page.get_by_role("alert").filter(has_text="2 things to mend")
    ).to_be_visible()
    assert_good_looking(page)

    field(page, "strategy_url").fill("")
    field(page, "windows-0-end").fill("23:00")
    Listing.objects.filter(pk=listing.pk).update(version=7)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("This changed while you were writing")).to_be_visible()
    assert_good_looking(page)


def test_sheets_and_menus_over_a_page(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("phone")
    log_in(page, "alice")
    page.goto("/listings/")
    schemes = SCHEMES if EVERY_LOOK else SCHEMES[:1]
    for opener, opened in (("Filters", "#filters"), ("Menu", "#menu")):
        page.get_by_role("button", name=opener).tap()
        expect(page.locator(opened)).to_be_visible()
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert_accessible(page)
        page.keyboard.press("Escape")
        expect(page.locator(opened)).to_be_hidden()
    page.get_by_role("button", name="Menu").tap()
    page.locator("#menu").get_by_role("link", name="Times in").tap()
    expect(page.locator("#zone-sheet")).to_be_visible()
    assert_accessible(page)
