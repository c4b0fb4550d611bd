"""One's own listings and page in figures: who is counted, and what is shown of it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions.erasure import erase_account
from accounts.tests.factories import ProfileFactory, TeamFactory, UserFactory
from config.lib.tests.redises import answering, place_redis, refused_location
from config.lib.visits import note_visit, visits_on
from config.testing.pages import words_in
from listings import tasks
from listings.actions import keep_views
from listings.models import DayViews
from listings.strips.bars import HEIGHT, chart_of
from listings.tests.factories import ListingFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = "/settings/statistics/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _noon():
    """No day ends while a test runs."""
    with time_machine.travel(timezone.now().replace(hour=12), tick=False):
        yield


def today():
    return timezone.now().date()


def readers():
    return {
        name: count for chunk in visits_on(today()) for name, count in chunk.items()
    }


@pytest.fixture
def listing(people):
    return ListingFactory(team=people.team, recruiting=True, title="Healer wanted")


def read(client, listing, agent=FIREFOX, **headers):
    return client.get(
        listing.get_absolute_url(), headers={"user-agent": agent, **headers}
    )


def test_each_reader_of_a_listing_counts_once_a_day(client, people, listing):
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.1"):
        client.get(
            listing.get_absolute_url(),
            headers={"user-agent": FIREFOX},
            REMOTE_ADDR=address,
        )
    client.force_login(people.dana)
    for _ in range(2):
        read(client, listing)

    assert readers() == {f"listing:{listing.pk}": 3}


def test_each_reader_of_a_players_page_counts_but_not_oneself(client, people):
    ProfileFactory(user=people.charlie)
    for visitor in (people.charlie, people.dana, people.alice):
        client.force_login(visitor)
        client.get("/players/charlie/", headers={"user-agent": FIREFOX})

    assert readers() == {f"player:{people.charlie.pk}": 2}


def test_ones_own_team_is_not_counted(client, people, listing):
    for member in (people.alice, people.bob):
        client.force_login(member)
        read(client, listing)

    assert readers() == {}


@pytest.mark.parametrize(
    "agent",
    ["", "Discordbot/2.0", "Twitterbot/1.0", "curl/8.5.0", "python-requests/2.32"],
)
def test_machines_are_not_counted(client, listing, agent):
    read(client, listing, agent)

    assert readers() == {}


@pytest.mark.parametrize(
    "header", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}]
)
def test_a_page_fetched_ahead_is_not_counted(client, listing, header):
    read(client, listing, **header)

    assert readers() == {}


def test_head_is_not_counted(client, listing):
    client.head(listing.get_absolute_url(), headers={"user-agent": FIREFOX})

    assert readers() == {}


def test_what_is_not_shown_is_not_counted(client, people):
    private = ListingFactory(team=people.team)

    assert read(client, private).status_code == 404
    assert readers() == {}


def test_counting_asks_the_database_nothing(client, listing, django_assert_num_queries):
    read(client, listing, "")
    with django_assert_num_queries(1):
        read(client, listing, "")
    with django_assert_num_queries(1):
        read(client, listing)

    assert readers() == {f"listing:{listing.pk}": 1}


@pytest.mark.parametrize("mood", ["refused", "hanging"])
def test_redis_away_hides_no_listing(client, listing, settings, mood):
    with answering(b"") as hanging:
        place_redis(settings, refused_location() if mood == "refused" else hanging)
        assert read(client, listing).status_code == 200


def test_counts_are_written_down_and_never_sink(people, listing):
    for visitor in "abc":
        note_visit(f"listing:{listing.pk}", visitor, today())
    note_visit(f"player:{people.dana.pk}", "a", today() - timedelta(days=1))
    tasks.keep_views()
    DayViews.objects.filter(listing=listing).update(views=9)  # Redis has lost some
    tasks.keep_views()

    rows = DayViews.objects.order_by("day").values_list("listing", "player", "day")
    assert list(rows) == [
        (None, people.dana.pk, today() - timedelta(days=1)),
        (listing.pk, None, today()),
    ]
    assert list(DayViews.objects.order_by("day").values_list("views", flat=True)) == [
        1, 9,
    ]  # fmt: skip

    for visitor in "abcdefghijkl":
        note_visit(f"listing:{listing.pk}", visitor, today())
    assert keep_views() == 1
    assert DayViews.objects.get(listing=listing).views == 12


def test_nothing_is_written_for_what_is_gone(people):
    erase_account(people.dana)
    note_visit(f"player:{people.dana.pk}", "a", today())
    note_visit(f"listing:{people.dana.pk}", "a", today())

    assert keep_views() == 0


def test_figures_of_one_day_are_of_people_and_of_listings(people, listing):
    """In the one order of locks, which every test watches."""
    for name in (f"listing:{listing.pk}", f"player:{people.dana.pk}"):
        note_visit(name, "a", today())

    assert keep_views() == 2


def test_figures_go_with_an_account_and_with_time(people, listing):
    DayViews.objects.create(player=people.dana, day=today(), views=3)
    DayViews.objects.create(listing=listing, day=today() - timedelta(days=401), views=3)

    erase_account(people.dana)
    keep_views()

    assert not DayViews.objects.exists()


def test_leader_and_officer_see_their_teams_figures(client, people, listing):
    DayViews.objects.create(listing=listing, day=today(), views=37)
    DayViews.objects.create(
        listing=listing, day=today() - timedelta(days=45), views=100
    )

    for person in (people.alice, people.bob):
        client.force_login(person)
        words = words_in(client.get(PAGE))
        assert "Healer wanted" in words
        assert "37 views" in words
        assert "Seats open 8 of 8" in words
        assert "137 views" in words_in(client.get(PAGE, {"days": "90"}))


def test_nobody_else_sees_a_teams_figures(client, people, listing):
    DayViews.objects.create(listing=listing, day=today(), views=37)

    for person in (people.dana, people.eve, people.mo):
        client.force_login(person)
        assert "Healer wanted" not in words_in(client.get(PAGE))


def test_ones_own_page_is_counted_for_oneself(client, people):
    ProfileFactory(user=people.dana, seeking=True)
    DayViews.objects.create(player=people.dana, day=today(), views=5)
    DayViews.objects.create(player=people.eve, day=today(), views=77)
    client.force_login(people.dana)

    words = words_in(client.get(PAGE))

    assert "5 views" in words
    assert "77" not in words
    assert "Looks for a static since" in words


def test_seats_say_how_long_they_took(client, people):
    listing = ListingFactory(
        team=people.team, filled=True, published_at=timezone.now() - timedelta(days=9)
    )
    begin = listing.published_at
    for seat, days in zip(listing.seats.all(), (1, 2, 3), strict=False):
        listing.seats.filter(pk=seat.pk).update(since=begin + timedelta(days=days))
    listing.seats.filter(since__gt=begin + timedelta(days=4)).update(since=begin)
    client.force_login(people.alice)

    assert "A seat was taken after 2 days" in words_in(client.get(PAGE))


@pytest.mark.parametrize("days", ["", "31", "-1", "x", "9" * 400])
def test_any_other_period_is_a_month(client, people, days):
    client.force_login(people.dana)

    page = client.get(PAGE, {"days": days})

    assert page.status_code == 200
    assert "in 30 days" in words_in(page)


def test_without_anything_one_is_told_what_would_bring_it(client):
    client.force_login(UserFactory())

    words = words_in(client.get(PAGE))

    assert "No views in 30 days" in words
    assert "No listing yet" in words


def test_every_day_is_drawn_and_told_in_words(client, people):
    for back, views in ((0, 2), (3, 8)):
        day = today() - timedelta(days=back)
        DayViews.objects.create(player=people.dana, day=day, views=views)
    client.force_login(people.dana)

    page = client.get(PAGE)

    assert page.text.count("<rect") == 30
    assert page.text.count('class="is-empty"') == 28
    assert page.text.count("</td><td>") == 2


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    client, people, item_count, django_assert_num_queries
):
    for number in range(item_count):
        team = TeamFactory(leader=people.dana, name=f"Team {number}")
        each = ListingFactory(team=team, recruiting=True)
        for back in range(item_count):
            day = today() - timedelta(days=back)
            DayViews.objects.create(listing=each, day=day, views=number + 1)
    client.force_login(people.dana)
    client.get(PAGE)

    with django_assert_num_queries(5):
        page = client.get(PAGE)

    assert page.text.count('<svg class="bars"') == item_count


def test_the_highest_day_fills_the_chart_and_one_reader_is_seen():
    chart = chart_of([0, 1, 1000])

    assert [bar.is_empty for bar in chart.bars] == [True, False, False]
    assert chart.bars[2].height == HEIGHT
    assert 0 < chart.bars[0].height < chart.bars[1].height
    assert all(bar.y + bar.height == HEIGHT for bar in chart.bars)
    assert chart_of([]).bars == ()
