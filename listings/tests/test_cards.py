"""Ready cards: drawn once for all who read alike, and anew when anything changes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation

from accounts.actions import edit_team
from accounts.tests.factories import world_id
from config.lib.tests.redises import place_redis, refused_location
from config.testing.caches import empty_cache
from integrations.catalogue import clear
from integrations.models import Duty
from listings.actions import fill_slot, pause, renew, save_listing, vacate_seat
from listings.cards import ready_cards
from listings.models import Listing
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory, duty_id
from listings.tests.pages import cards_in, html_of, words_in
from listings.tests.players import seeker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def listing(people) -> Any:
    return ListingFactory(
        recruiting=True, team=people.team, open_at=[3], title="Third seat"
    )


def card(listing: Listing, zone: ZoneInfo = BERLIN) -> str:
    listing.refresh_from_db()
    [html] = ready_cards([(listing.pk, listing.card_version)], zone)
    return str(html)


def drawn(listing: Listing, zone: ZoneInfo = BERLIN) -> bool:
    """Whether asking for the card draws it; what is ready needs no row any more."""
    key = listing.pk, Listing.objects.get(pk=listing.pk).card_version
    Listing.objects.filter(pk=listing.pk).update(title="Drawn just now")
    [html] = ready_cards([key], zone)
    return "Drawn just now" in html


def test_card_is_drawn_once(listing, django_assert_num_queries):
    first = card(listing)

    with django_assert_num_queries(0):
        [second] = ready_cards([(listing.pk, listing.card_version)], BERLIN)

    assert second == first
    assert "Third seat" in first


def test_card_is_anothers_in_another_zone(listing):
    assert card(listing, BERLIN) != card(listing, TOKYO)
    assert drawn(listing, UTC_ZONE)
    assert not drawn(listing, BERLIN)


def test_card_is_drawn_anew_with_a_duty_that_is_called_otherwise(listing):
    card(listing)
    Duty.objects.filter(pk=duty_id("m12s")).update(abbreviation="M99S")
    clear()

    assert "M99S" in card(listing)


def test_catalogue_read_again_leaves_cards_ready(listing):
    card(listing)
    clear()

    assert not drawn(listing)


def test_card_is_drawn_anew_on_the_viewers_next_day(people):
    # 23:30 in Berlin, where it is already tomorrow in Tokyo.
    evening = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    with time_machine.travel(evening, tick=False) as clock:
        listing = ListingFactory(recruiting=True, team=people.team)
        assert "Renewed today" in card(listing, BERLIN)
        card(listing, TOKYO)

        clock.shift(timedelta(hours=1))

        assert "Renewed yesterday" in card(listing, BERLIN)
        assert not drawn(listing, TOKYO)


def test_card_is_anothers_in_another_language(listing):
    card(listing)

    with translation.override("de"):
        assert drawn(listing)


def test_card_is_drawn_anew_by_the_next_release(listing, settings):
    card(listing)

    settings.RELEASE = "another"

    assert drawn(listing)


def test_renamed_team_has_new_cards(people, listing):
    before = card(listing)

    edit_team(
        people.team, by=people.alice, name="Astral Dusk", world_id=world_id("omega"),
        about="",
    )  # fmt: skip

    after = card(listing)
    assert ("Umbral Dawn" in before, "Astral Dusk" in after) == (True, True)
    assert "Omega, Chaos" in after
    assert "Umbral Dawn" not in after


def test_taken_and_vacated_seat_has_a_new_card(people):
    listing = ListingFactory(recruiting=True, team=people.team, open_at=[3, 4])
    both = card(listing)
    slot = listing.slots.get(position=3)

    seat = fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
    one = card(listing)
    vacate_seat(seat, by=people.alice)

    assert one != both
    assert card(listing) == both


def test_saved_paused_and_renewed_listing_has_a_new_card(people, listing):
    versions = [listing.card_version]

    def note() -> None:
        listing.refresh_from_db()
        versions.append(listing.card_version)

    draft = draft_of(listing, title="Now the fourth")
    save_listing(listing, draft, by=people.alice, version=listing.version)
    note()
    assert "Now the fourth" in card(listing)
    days_ago = timezone.now() - timedelta(days=2)
    Listing.objects.filter(pk=listing.pk).update(renewed_at=days_ago)
    renew(listing, by=people.alice)
    note()
    pause(listing, by=people.alice)
    note()

    assert versions == sorted(set(versions))
    assert "Paused" in card(listing)


def test_cards_keep_the_order_asked_for(people):
    listings = [
        ListingFactory(recruiting=True, substitute=True, team=people.team)
        for _n in range(4)
    ]
    rows = [(each.pk, each.card_version) for each in listings]
    ready_cards(rows[1:2], BERLIN)  # one is ready before

    titles = {each.pk: each.title for each in listings}
    for order in (rows, rows[::-1]):
        cards = ready_cards(order, BERLIN)
        for (key, _version), html in zip(order, cards, strict=True):
            assert titles[key] in html


def test_every_visitor_gets_the_same_card(people, listing):
    """Whoever asked first: leader, officer, stranger or nobody."""
    cards = set()
    for user in (people.alice, people.bob, people.dana, people.sid, None):
        empty_cache()
        client = Client()
        if user:
            client.force_login(user)
        html = html_of(client.get("/listings/"))
        start = html.index('<article class="listing-card')
        cards.add(html[start : html.index("</article>", start)])

    assert len(cards) == 1
    [only] = cards
    for word in ("alice", "bob", "dana", "csrf", "@example.com", "/edit/"):
        assert word not in only


def test_card_holds_no_name_of_a_seated_member(people):
    listing = ListingFactory(recruiting=True, team=people.team, open_at=[3, 4])
    slot = listing.slots.get(position=3)
    member = people.team.memberships.get(user=people.bob)
    fill_slot(slot, by=people.alice, job_id=slot.jobs[0], membership=member)

    assert "bob" not in card(listing)


def test_words_in_the_card_are_text_also_from_the_cache(people):
    listing = ListingFactory(
        recruiting=True, team=people.team, title="<script>alert(1)</script>"
    )

    for _time in ("drawn", "ready"):
        html = card(listing)
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("filled", "Full"),
        ("expired", "Expired"),
        ("overdue", "Expired"),
        ("closed", "Closed"),
    ],
)
def test_card_of_what_ended_says_so(people, state, word):
    listing = ListingFactory(team=people.team, **{state: True})

    assert f'<span class="tag tag--solid">{word}</span>' in card(listing)


def test_cards_are_shown_while_redis_is_away(client, people, listing, settings):
    place_redis(settings, refused_location())
    cache.set("kept", "by nobody")
    assert cache.get("kept") is None

    player = seeker()
    shown = {
        "/": listing.get_absolute_url(),
        "/listings/": listing.get_absolute_url(),
        "/players/": f"/players/{player.handle}/",
    }
    for address, card_shown in shown.items():
        for _time in (1, 2):
            page = client.get(address)
            assert page.status_code == 200
            assert cards_in(page) == [card_shown], address
    assert listing.title in words_in(client.get(people.team.get_absolute_url()))
    client.force_login(people.dana)
    assert "Logged in as dana" in words_in(client.get("/listings/"))
    assert client.get("/listings/counts/").json()["total"] == 1


def test_card_that_cannot_be_drawn_is_left_out(listing):
    """Its key went with a row that is gone."""
    gone = Listing(title="never saved")
    rows = [(gone.pk, 1), (listing.pk, listing.card_version)]

    assert len(ready_cards(rows, BERLIN)) == 1
    assert timezone.now() < listing.expires_at
