"""What was typed and not saved is kept on the device, and offered again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.journeys.steps import evening, field, log_in, said
from tests.journeys.test_looks import edit_address

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]
STORED = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"


def test_editor_offers_what_was_left_and_forgets_it_when_saved(
    visit: Visit, people: People
) -> None:
    listing = ListingFactory(team=people.team, private=True, title="Before")
    page = visit("desktop")
    log_in(page, "alice")
    page.goto(edit_address(listing))
    field(page, "title").fill("Typed and left")
    field(page, "pitch").fill("An hour of words.\nTwo lines.")
    page.get_by_role("button", name="Add an evening").click()
    evening(page, 3, "Sunday", "19:00", "22:00")
    page.goto("/")

    page.goto(edit_address(listing))
    offer = page.get_by_role("status").filter(has_text="You have unsaved changes from")
    expect(offer).to_be_visible()
    expect(field(page, "title")).to_have_value("Before")
    offer.get_by_role("button", name="Restore").click()

    expect(offer).to_have_count(0)
    expect(field(page, "title")).to_have_value("Typed and left")
    expect(field(page, "pitch")).to_have_value("An hour of words.\nTwo lines.")
    expect(field(page, "windows-3-start")).to_have_value("19:00")
    page.keyboard.press("Control+s")
    expect(said(page)).to_contain_text("Saved")
    assert page.evaluate(STORED) == []
    saved = Listing.objects.get(pk=listing.pk)
    assert (saved.title, len(saved.schedule)) == ("Typed and left", 3)


def test_typing_beside_an_offer_loses_neither(visit: Visit, people: People) -> None:
    page = visit("desktop")
    log_in(page, "alice")
    for about in ("The first hour.", "The second hour."):
        page.goto("/teams/new/")
        page.get_by_label("About the team").fill(about)
    page.goto("/teams/new/")

    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Restore").click()

    expect(page.get_by_label("About the team")).to_have_value("The first hour.")


def test_log_out_takes_drafts_off_the_device(visit: Visit, people: People) -> None:
    page = visit("desktop")
    log_in(page, "alice")
    page.goto("/settings/profile/")
    page.get_by_label("About you").fill("Typed on a borrowed device.")
    assert len(page.evaluate(STORED)) == 1

    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    page.wait_for_url("**/")

    assert page.evaluate(STORED) == []


def test_draft_is_offered_to_nobody_else(visit: Visit, people: People) -> None:
    page = visit("desktop")
    log_in(page, "alice")
    page.goto("/teams/new/")
    page.get_by_label("About the team").fill("Hers alone.")
    page.context.clear_cookies()
    log_in(page, "bob")
    page.goto("/teams/new/")

    expect(page.get_by_role("button", name="Restore")).to_have_count(0)
    expect(page.get_by_label("About the team")).to_have_value("")
