"""A leader posts what her team looks for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.journeys.checks import assert_no_sideways_scroll
from tests.journeys.steps import (
    accept_only,
    begin_listing,
    evening,
    field,
    fill_seats,
    found_team,
    log_in,
    said,
)

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

TITLE = "Shield healer for the last door"
HELD = {1: "PLD", 2: "WAR", 3: "WHM", 5: "MNK", 6: "RPR", 7: "DNC", 8: "PCT"}
GOAL = "M12S · AAC Heavyweight M4 (Savage)"


def write_all_but_the_week(page: Page) -> None:
    field(page, "title").fill(TITLE)
    field(page, "goals-0-progress").fill("Phase 2")
    field(page, "stage").select_option(label="Progression")
    fill_seats(page, HELD)
    accept_only(page, 4, "SCH", "SGE")
    field(page, "time_zone").select_option("Europe/Berlin")
    field(page, "pitch").fill("We raid to laugh, and to *clear*.")
    field(page, "questions-0-text").fill("Which fights have you healed?")


def assert_listing_says_it_all(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("heading", name="1 of 8 open")).to_be_visible()
    expect(page.locator(".bench--large li, .roster-wrap li")).to_have_count(8)
    evenings = page.locator(".week-list li")
    expect(evenings).to_have_count(3)
    expect(page.get_by_text("Phase 2")).to_be_visible()
    expect(page.locator(".prose em")).to_have_text("clear")
    expect(page.get_by_text("Which fights have you healed?")).to_be_visible()


def test_leader_founds_a_team_and_posts(
    visit: Visit, device_with_script: str, people: People
) -> None:
    device = device_with_script
    page = visit(device)
    log_in(page, "alice")
    found_team(page, "Astral Dusk")
    assert_no_sideways_scroll(page)
    begin_listing(page, "Astral Dusk", GOAL)
    assert_no_sideways_scroll(page)

    write_all_but_the_week(page)
    preview = page.get_by_role("complementary", name="Preview")
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(preview).to_contain_text("1 of 8 open")
    expect(preview).to_contain_text("SCH or SGE")

    page.get_by_role("button", name="Publish").click()
    summary = page.get_by_role("alert").filter(has_text="it cannot recruit yet")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="It needs a schedule.").click()
    expect(field(page, "windows-0-day")).to_be_focused()

    evening(page, 0, "Tuesday", "20:00", "23:00")
    page.get_by_role("button", name="Add an evening").click()
    evening(page, 1, "Thursday", "22:00", "01:00")
    rows = page.locator("[data-rows=windows] [data-row]:visible")
    before = rows.count()
    page.get_by_role("button", name="Add an evening").click()
    expect(rows).to_have_count(before + 1)
    evening(page, before, "Sunday", "19:00", "late")
    page.get_by_role("button", name="Publish").click()

    summary = page.get_by_role("alert").filter(has_text="One thing to mend")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="To: Write a time like 20:00.").click()
    wrong = page.locator("#listing-form [aria-invalid=true]")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("late")
    expect(field(page, "title")).to_have_value(TITLE)
    wrong.fill("22:00")
    expect(preview).to_contain_text("9 h a week")
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Publish").click()

    expect(said(page)).to_contain_text("Your listing recruits")
    assert_listing_says_it_all(page)
    assert_no_sideways_scroll(page)

    stranger = visit(device)
    stranger.goto("/listings/?role=healer&days=thu&from=23:30&to=00:30")
    card = stranger.locator("#results .listing-card")
    expect(card.get_by_role("heading")).to_have_text(TITLE)
    expect(card).to_contain_text("Astral Dusk")


def test_leader_posts_without_javascript(
    visit: Visit, device_without_script: str, people: People
) -> None:
    page = visit(device_without_script, java_script_enabled=False)
    log_in(page, "alice")
    found_team(page, "Astral Dusk")
    begin_listing(page, "Astral Dusk", GOAL)

    write_all_but_the_week(page)
    evening(page, 0, "Tuesday", "20:00", "23:00")
    page.get_by_role("button", name="Add an evening").click()
    evening(page, 1, "Thursday", "22:00", "01:00")
    page.get_by_role("button", name="Save draft").click()
    expect(said(page)).to_contain_text("Saved")
    evening(page, 2, "Sunday", "19:00", "22:00")
    page.get_by_role("button", name="Add an evening").click()
    evening(page, 3, "Monday", "19:00", "22:00")
    field(page, "windows-3-remove").check()
    page.get_by_role("button", name="Publish").click()

    expect(said(page)).to_contain_text("Your listing recruits")
    assert_listing_says_it_all(page)


def test_leader_copies_renews_pauses_and_closes(visit: Visit, people: People) -> None:
    listing = ListingFactory(
        team=people.team, renewable=True, open_at=(4,), title="Healer @everyone"
    )
    page = visit("desktop", permissions=["clipboard-read", "clipboard-write"])
    log_in(page, "alice")
    page.goto(listing.get_absolute_url())

    page.get_by_role("button", name="Copy for Discord").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "**Healer \N{FULLWIDTH COMMERCIAL AT}everyone**"
    assert lines[1] == "Umbral Dawn · Twintania, Light · M12S · Fresh"
    assert lines[2] == "1 of 8 seats open: SCH or SGE"
    assert re.search(r"Tue <t:\d+:t>–<t:\d+:t>, Thu <t:\d+:t>–<t:\d+:t>$", lines[4])
    short = page.locator("#share-link").inner_text()
    assert lines[-1] == short
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == short
    page.goto(short)
    expect(page).to_have_url(re.compile(listing.get_absolute_url()))

    page.get_by_role("button", name="Renew for 14 days").click()
    expect(said(page)).to_contain_text("Renewed")
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("main")).to_contain_text("This listing is paused")
    stranger = visit("desktop")
    assert stranger.goto(listing.get_absolute_url()).status == 404  # type: ignore[union-attr]  # it answers
    page.get_by_role("button", name="Publish").click()
    expect(said(page)).to_contain_text("Your listing recruits")

    close = page.get_by_role("button", name="Close it")
    expect(close).to_be_hidden()
    page.get_by_text("Close for good …").click()
    expect(page.get_by_text("A closed listing never opens again.")).to_be_visible()
    close.click()
    expect(page.locator("main")).to_contain_text("The static closed this listing.")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)


def test_second_of_two_officers_is_told_and_loses_nothing(
    visit: Visit, people: People
) -> None:
    listing = ListingFactory(team=people.team, recruiting=True, title="Before")
    edit = f"{listing.get_absolute_url()}".rstrip("/").split("-")[0] + "/edit/"
    alice, bob = visit("desktop"), visit("phone")
    for page, name in ((alice, "alice"), (bob, "bob")):
        log_in(page, name)
        page.goto(edit)
    field(alice, "title").fill("Hers")
    alice.get_by_role("button", name="Save").click()
    expect(said(alice)).to_contain_text("Saved")

    field(bob, "title").fill("His")
    field(bob, "pitch").fill("Words that took him an hour.")
    bob.get_by_role("button", name="Save").click()

    told = bob.get_by_role("alert").filter(
        has_text="This changed while you were writing"
    )
    expect(told).to_be_focused()
    expect(told).to_contain_text("alice saved it")
    expect(told.locator(".differences dt")).to_have_text("Title")
    expect(told.locator(".differences dd")).to_have_text(["Theirs Hers", "Yours His"])
    expect(field(bob, "title")).to_have_value("His")
    expect(field(bob, "pitch")).to_have_value("Words that took him an hour.")
    assert Listing.objects.get(pk=listing.pk).title == "Hers"

    bob.get_by_role("button", name="Save").click()
    expect(said(bob)).to_contain_text("Saved")
    saved = Listing.objects.get(pk=listing.pk)
    assert (saved.title, saved.pitch) == ("His", "Words that took him an hour.")
