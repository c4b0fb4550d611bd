"""How many queries each page costs: the same for one row and for many."""

from zoneinfo import ZoneInfo

import pytest

from accounts.actions.availability import set_availability
from accounts.tests.factories import MembershipFactory, TeamFactory
from config.lib.ids import shorten
from config.lib.week import Window
from config.testing.caches import empty_cache
from listings.models import Listing, Question
from listings.tests.factories import ListingFactory, SeatFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MANY = [1, 3, 25]


def make(count: int) -> list[Listing]:
    """Rich listings: seats held by members, goals, questions, clears."""
    made: list[Listing] = []
    for _n in range(count):
        listing = ListingFactory(recruiting=True, open_at=[1, 3])
        member = MembershipFactory(team=listing.team)
        SeatFactory(slot=listing.slots.get(position=1), membership=member)
        Question.objects.create(listing=listing, position=1, text="Why?")
        listing.clears.add(listing.goals.get().duty)
        made.append(listing)
    return made


def measured(client, address: str, count, *, cold: int, warm: int, **extra) -> None:
    """Twice the same page: with nothing ready, and with all that a cache keeps: cards,
    counts, the session."""
    empty_cache()
    for expected in (cold, warm):
        with count(expected):
            assert client.get(address, **extra).status_code == 200


@pytest.fixture
def count(django_assert_num_queries):
    return django_assert_num_queries


@pytest.fixture
def dana(client, people):
    client.force_login(people.dana)
    return client


@pytest.mark.parametrize("rows", MANY)
def test_home_costs_a_visitor(client, count, rows):
    make(rows)

    measured(client, "/", count, cold=3, warm=1)


@pytest.mark.parametrize("rows", MANY)
def test_home_costs_a_member(dana, count, rows):
    make(rows)

    measured(dana, "/", count, cold=6, warm=4)


SEARCH = "/listings/?q=looking&role=healer&days=tue&tz=Europe/Berlin&sort="


@pytest.mark.parametrize("rows", MANY)
@pytest.mark.parametrize("sort", ["renewed", "newest", "overlap"])
def test_search_costs_a_visitor(client, count, rows, sort):
    make(rows)

    measured(client, SEARCH + sort, count, cold=2, warm=1)


def test_search_of_many_pages_costs_one_count_more(client, count):
    make(30)

    measured(client, "/listings/?role=healer", count, cold=3, warm=1)
    measured(
        client,
        "/listings/?role=healer&sort=newest",
        count,
        cold=3,
        warm=1,
        headers={"HX-Request": "true"},
    )


@pytest.mark.parametrize("rows", MANY)
def test_search_costs_a_member(dana, count, rows):
    make(rows)

    measured(dana, SEARCH + "renewed", count, cold=4, warm=3)


@pytest.mark.parametrize("rows", MANY)
def test_search_by_own_hours_costs_a_member_no_query_more(dana, people, count, rows):
    make(rows)
    set_availability(people.dana, [Window(1, 20 * 60, 180)], ZoneInfo("UTC"))

    measured(dana, "/listings/?role=healer&sort=overlap", count, cold=4, warm=3)


def test_search_that_finds_nothing_costs_one_query_more(client, count):
    make(3)

    measured(client, "/listings/?q=nothing&role=healer&dc=light", count, cold=2, warm=2)


@pytest.mark.parametrize("rows", MANY)
def test_counting_facets_costs_one_query(client, count, rows):
    make(rows)

    measured(client, "/listings/counts/?role=healer&dc=light", count, cold=1, warm=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_listing_costs_a_visitor(client, count, rows):
    listing = make(rows)[0]

    measured(client, listing.get_absolute_url(), count, cold=1, warm=1)


def test_listing_costs_a_member_and_its_leader(client, count, people):
    listing = make(1)[0]
    client.force_login(people.dana)
    measured(client, listing.get_absolute_url(), count, cold=4, warm=4)
    client.force_login(listing.team.memberships.order_by("since")[0].user)
    measured(client, listing.get_absolute_url(), count, cold=4, warm=4)


@pytest.mark.parametrize("rows", [1, 3])
def test_editor_costs(client, count, people, rows):
    listing = ListingFactory(team=people.team)
    for n in range(rows):
        MembershipFactory(team=people.team)
        Question.objects.create(listing=listing, position=n + 1, text="Why?")
    client.force_login(people.alice)

    measured(client, f"/listings/{shorten(listing.pk)}/edit/", count, cold=10, warm=10)


@pytest.mark.parametrize("rows", [1, 3])
def test_first_step_costs(client, count, people, rows):
    for _n in range(rows):
        ListingFactory(team=TeamFactory(leader=people.dana), closed=True)
    client.force_login(people.dana)

    # Who asks, their statics, the last listing of each, and what it was for.
    measured(client, "/listings/new/", count, cold=4, warm=4)
