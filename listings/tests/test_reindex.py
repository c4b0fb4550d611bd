"""The command that brings up to date what listings and players are found by."""

from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.http import QueryDict

from accounts.tests.factories import TeamFactory
from listings import search
from listings.actions import reindexing
from listings.actions.index import vector
from listings.models import Listing, PlayerEntry
from listings.search.words import ReadyQuery
from listings.tests.factories import ListingFactory
from listings.tests.players import seeker

pytestmark = pytest.mark.django_db


def run(**options) -> list[str]:
    out = StringIO()
    call_command("reindex", stdout=out, **options)
    return out.getvalue().splitlines()


def found(text: str, subject=search.LISTINGS) -> list[UUID]:
    asked = QueryDict(mutable=True)
    asked["q"] = text
    filters = search.read_filters(asked, subject)
    return [key for key, _ in search.find(filters, None).rows]


@pytest.fixture
def old():
    """A listing and a player as an older Muster wrote them."""
    listing = ListingFactory(recruiting=True, title="Für Łódź", goal="t4")
    player = seeker("night_owl", headline="smørrebrød")
    Listing.objects.update(words=vector(["fur", "łodz"]), facets=[])
    PlayerEntry.objects.update(words=vector(["night_owl", "smørrebrød"]), facets=[])
    return listing, player


def test_what_was_stored_is_found_by_todays_words(old):
    listing, player = old
    assert not found("fuer lodz")

    assert run() == [
        "listings: 1 looked at, 1 brought up to date",
        "players: 1 looked at, 1 brought up to date",
    ]

    assert found("fuer lodz") == [listing.pk]
    assert found("nightowl smorrebrod", search.PLAYERS) == [player.pk]
    assert Listing.objects.get().facets
    assert PlayerEntry.objects.get().facets


def test_a_second_run_writes_nothing(old):
    run()
    before = list(Listing.objects.values()) + list(PlayerEntry.objects.values())

    assert run() == [
        "listings: 1 looked at, 0 brought up to date",
        "players: 1 looked at, 0 brought up to date",
    ]

    assert before == list(Listing.objects.values()) + list(PlayerEntry.objects.values())


def test_a_dry_run_says_what_differs_and_writes_nothing(old):
    before = list(Listing.objects.values()) + list(PlayerEntry.objects.values())

    listing, listings, player, players = run(dry_run=True, verbosity=2)

    assert before == list(Listing.objects.values()) + list(PlayerEntry.objects.values())
    assert "Für Łódź" in listing
    assert {"+fuer", "+lodz", "-łodz", "filters"} <= set(listing.split())
    assert "+smorrebrod" in player
    assert listings == "listings: 1 looked at, 1 to be brought up to date"
    assert players == "players: 1 looked at, 1 to be brought up to date"


def test_rows_beyond_a_batch_are_reached_and_closed_ones_left(monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 2)
    team = TeamFactory()
    made = [ListingFactory(private=True, team=team, title="Ænima") for _ in "abcde"]
    closed = ListingFactory(closed=True, team=team)
    Listing.objects.update(words=vector(["old"]))

    assert run()[0] == "listings: 5 looked at, 5 brought up to date"

    assert _with("aenima") == {each.pk for each in made}
    assert _with("old") == {closed.pk}


def test_a_run_that_was_ended_goes_on_where_it_was(old):
    ListingFactory(recruiting=True)
    Listing.objects.update(words=vector(["old"]))
    rows = reindexing.reindex_listings(write=True)
    next(rows)

    assert run()[0] == "listings: 2 looked at, 1 brought up to date"
    assert _with("old") == set()


def test_what_is_saved_meanwhile_is_what_stays():
    """A row is read again under its lock, so no older text is written over it."""
    listings = [ListingFactory(recruiting=True, title="Before") for _ in "ab"]
    Listing.objects.update(words=vector(["old"]))
    rows = reindexing.reindex_listings(write=True)
    next(rows)

    Listing.objects.filter(pk=listings[1].pk).update(title="After")
    next(rows)

    assert _with("before") == {listings[0].pk}
    assert _with("after") == {listings[1].pk}


def _with(word: str) -> set[UUID]:
    asked = Listing.objects.filter(words=ReadyQuery(f"'{word}'"))
    return set(asked.values_list("pk", flat=True))
