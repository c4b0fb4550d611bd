"""What a moderator hid does not say that it recruits, wherever its team still sees it."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from config.lib.ids import shorten
from config.testing.pages import html_of, words_in
from listings.actions import hide
from listings.cards import card_facts, card_of
from listings.enums import State
from listings.models import Listing
from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(people):
    listing = ListingFactory(team=people.team, renewable=True, title="Eighth of eight")
    return hide(listing, by=people.mo, reason="Offers a paid carry.")


@pytest.fixture
def bob(people):
    client = Client()
    client.force_login(people.bob)
    return client


def test_its_page_does_not_say_so(bob, listing):
    page = bob.get(listing.get_absolute_url())

    assert page.context["is_open"] is False
    html = html_of(page)
    head = html[: html.index("</head>")]
    assert 'content="noindex"' in head
    assert "open" not in head.replace('property="og:', "")
    assert "Hidden" in words_in(page)
    assert "Share" not in words_in(page)
    assert "Take off the board" not in words_in(page)


def test_its_card_does_not_say_so(listing):
    [row] = card_facts(Listing.objects.filter(pk=listing.pk))

    assert card_of(row, ZoneInfo("UTC"), timezone.now()).closed == "Hidden"


def test_its_teams_pages_do_not_say_so(bob, people, listing):
    page = bob.get(people.team.get_absolute_url())

    assert page.context["recruiting"] == []
    assert page.context["roster"] is None
    assert "Eighth of eight" not in words_in(page)
    annotated: Any = Listing.objects.with_is_open().get()
    assert annotated.is_open is False


def test_statistics_do_not_say_so(bob, listing):
    words = words_in(bob.get("/settings/statistics/"))

    assert "Umbral Dawn · Hidden by a moderator" in words
    assert "Umbral Dawn · Recruiting" not in words
    assert "Ends in" not in words


def test_its_editor_does_not_say_so(bob, listing):
    page = bob.get(f"/listings/{shorten(listing.pk)}/edit/")

    assert page.status_code == 200
    assert "It recruits now" not in words_in(page)
    assert "Hidden" in words_in(page)


@pytest.mark.parametrize("address", ["publication", "renewal"])
def test_no_button_says_so(bob, people, listing, address):
    if address == "publication":
        Listing.objects.filter(pk=listing.pk).update(state=State.PRIVATE)

    page = bob.post(f"/listings/{shorten(listing.pk)}/{address}/", follow=True)

    listing.refresh_from_db()
    assert listing.state == State.RECRUITING
    assert "14 days from now" not in words_in(page)
    assert "another 14 days" not in words_in(page)
    assert "until a moderator restores it" in words_in(page)


def test_moderators_desk_does_not_say_so(admin_client, listing):
    row = admin_client.get("/admin/listings/listing/")
    one = admin_client.get(f"/admin/listings/listing/{listing.pk}/change/")

    for page in (row, one):
        assert "Hidden by a moderator" in words_in(page)


@pytest.mark.parametrize("state", State.values)
def test_database_and_row_say_the_same(people, state):
    for hidden in (True, False):
        team = people.rivals if hidden else people.team
        ListingFactory(team=team, **{state: True}, hidden=hidden)

    each: Any
    for each in Listing.objects.with_is_open():
        assert each.is_recruiting == each.is_open
        assert each.is_recruiting == (each in Listing.objects.recruiting())
        assert each.is_recruiting == (state == "recruiting" and not each.hidden_at)
