"""People come into a team, play in it, lead it and leave it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Membership, TeamInvite
from accounts.tests.factories import PASSWORD, CharacterFactory
from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.journeys.checks import (
    assert_accessible,
    assert_focus_is_seen,
    assert_no_sideways_scroll,
    tab_to,
)
from tests.journeys.devices import Way
from tests.journeys.steps import log_in, said

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]
TEAM = "/teams/umbral-dawn/"


def look_at(page: Page, *, with_script: bool) -> None:
    if with_script:
        assert_no_sideways_scroll(page)
        assert_accessible(page)


def make_a_link(page: Page) -> str:
    """The address that a leader copies."""
    page.goto(TEAM)
    page.get_by_role("link", name="Invite").click()
    box = page.get_by_role("region", name="A link")
    box.get_by_label("Works for").select_option(label="1 day")
    box.get_by_label("For how many people").fill("1")
    box.get_by_role("button", name="Make a link").click()
    expect(said(page)).to_contain_text("The link is ready")
    address = page.locator(".invite__address")
    return address.inner_text()


def log_in_where_one_stands(page: Page, handle: str) -> None:
    page.get_by_label("E-mail").fill(f"{handle}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()


def test_player_joins_by_a_link_plays_leads_and_leaves(
    visit: Visit, way: Way, people: People
) -> None:
    device, with_script = way
    CharacterFactory(user=people.charlie, shown=True, name="Mirelle Ashgrove")
    ListingFactory(team=people.team, recruiting=True, open_at=[4])
    alice = visit(device, java_script_enabled=with_script)
    log_in(alice, "alice")
    link = make_a_link(alice)
    look_at(alice, with_script=with_script)

    charlie = visit(device, java_script_enabled=with_script)
    charlie.goto(link)
    look_at(charlie, with_script=with_script)
    charlie.get_by_role("link", name="Log in to join").click()
    log_in_where_one_stands(charlie, "charlie")
    expect(charlie.get_by_role("heading", level=1)).to_have_text("Join Umbral Dawn")
    charlie.get_by_role("button", name="Join the team").click()

    expect(said(charlie)).to_contain_text("Welcome to Umbral Dawn.")
    look_at(charlie, with_script=with_script)
    charlie.get_by_label("Character").select_option(label="Mirelle Ashgrove")
    charlie.get_by_label("Job").select_option(label="SCH")
    charlie.get_by_role("button", name="Save").click()
    expect(charlie.get_by_role("main")).to_contain_text("Mirelle Ashgrove")
    look_at(charlie, with_script=with_script)

    late = visit(device, java_script_enabled=with_script)
    late.goto(link)
    expect(late.get_by_role("main")).to_contain_text("used as often as it may be")

    alice.goto(f"{TEAM}members/")
    alice.get_by_role("link", name="Change charlie").click()
    alice.get_by_text("Hand over the leadership …").click()
    look_at(alice, with_script=with_script)
    alice.get_by_role("button", name="Make charlie the leader").click()
    expect(said(alice)).to_contain_text("charlie leads the team now")

    alice.get_by_role("link", name="Change alice").click()
    alice.get_by_text("Leave the team …").click()
    alice.get_by_role("button", name="Leave the team").click()
    expect(said(alice)).to_contain_text("You have left the team.")
    look_at(alice, with_script=with_script)
    crew = alice.get_by_role("region", name="members on Muster")
    expect(crew).not_to_contain_text("alice")
    expect(crew.get_by_role("listitem").first).to_contain_text("charlie")
    current = Membership.objects.current().filter(team=people.team)
    assert set(current.values_list("user__handle", "role")) == {
        ("charlie", "leader"),
        ("bob", "officer"),
        ("sid", "officer"),
    }


def test_player_is_invited_by_handle_and_joins_by_keyboard(
    visit: Visit, people: People
) -> None:
    alice = visit("desktop")
    log_in(alice, "alice")
    alice.goto(f"{TEAM}invites/")
    handle = alice.get_by_label("Handle")
    tab_to(alice, handle)
    alice.keyboard.type("nobody-at-all")
    alice.keyboard.press("Enter")
    expect(alice.locator(".error-summary")).to_be_focused()
    expect(handle).to_have_value("nobody-at-all")
    look_at(alice, with_script=True)
    tab_to(alice, handle)
    alice.keyboard.press("ControlOrMeta+a")
    alice.keyboard.type("Dana")
    alice.keyboard.press("Enter")
    expect(said(alice)).to_contain_text("dana is invited")

    dana = visit("desktop")
    log_in(dana, "dana")
    dana.goto("/teams/")
    look_at(dana, with_script=True)
    tab_to(dana, dana.get_by_role("button", name="Join Umbral Dawn"))
    assert_focus_is_seen(dana)
    dana.keyboard.press("Enter")

    expect(said(dana)).to_contain_text("Welcome to Umbral Dawn.")
    assert Membership.objects.of(people.dana, people.team.pk) is not None
    assert TeamInvite.objects.get().uses == 1
