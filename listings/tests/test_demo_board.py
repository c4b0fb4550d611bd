"""The demo's board is believable and whole."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import F, Max, Min, Q
from django.db.models.functions import Length

from accounts.enums import TeamRole
from accounts.models import Membership, Team, User
from integrations.catalogue import catalogue
from listings.actions.index import reindex
from listings.actions.states import lacking
from listings.demo.loading import load
from listings.enums import TITLE_LENGTH, Kind, State, Verb
from listings.models import DayViews, Goal, Listing, ListingEvent, Seat, Slot

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ALL_OF_IT = (
    "SELECT md5(string_agg(line, '|' ORDER BY line)) FROM ("
    "SELECT ({columns})::text AS line FROM {table} AS row {where}) AS rows"
)


@pytest.fixture(scope="module")
def loaded(committed):
    def make():
        with time_machine.travel(NOW, tick=False):
            return load(400, 1, NOW)

    return committed(make)


@pytest.fixture
def board(db, loaded):
    with time_machine.travel(NOW, tick=False):
        yield loaded


def test_people_who_can_be_logged_in_as_have_had_readers(board):
    for name in ("alice", "bob", "charlie", "eve"):
        rows = DayViews.objects.filter(player__handle=name)
        assert rows.count() > 20
        assert max(rows.values_list("day", flat=True)) <= NOW.date()
    listing = Listing.objects.get(team__slug="ember-tide")
    days = [*listing.day_views.values_list("day", flat=True)]
    assert len(days) >= 7
    assert listing.published_at
    assert min(days) >= listing.published_at.date()


def test_there_are_exactly_as_many_listings_as_were_asked_for(board):
    assert Listing.objects.count() == 400
    assert sum(board.states.values()) == 400


def test_no_constraint_is_broken(board):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    led = Membership.objects.current().filter(role=TeamRole.LEADER)
    assert led.count() == Team.objects.count()


def test_every_row_passes_its_models_own_checks(board):
    for model in (Listing, Slot, Seat, Goal, ListingEvent, Team, Membership, User):
        for row in model.objects.order_by("?")[:40]:
            unsaid = [f.name for f in row._meta.fields if not getattr(row, f.attname)]
            row.clean_fields(exclude=unsaid)


def test_derived_columns_are_what_reindexing_writes(board):
    def derived():
        return list(
            sample.values_list(
                "pk", "facets", "words", "week", "week_bits", "open_slots"
            )
        )

    keys = list(Listing.objects.order_by("pk").values_list("pk", flat=True)[::4])
    sample = Listing.objects.filter(pk__in=keys).order_by("pk")
    before = derived()

    for listing in sample.select_related("team"):
        reindex(listing)

    assert derived() == before


def test_most_of_a_small_board_recruits_and_every_state_is_there(board):
    assert set(board.states) == set(State.values)
    assert 0.66 <= Listing.objects.recruiting().count() / 400 <= 0.78


def test_what_recruits_could_have_been_published_by_hand(board):
    for listing in Listing.objects.recruiting():
        assert lacking(listing) == []


def test_what_is_filled_has_no_open_slot(board):
    assert not Listing.objects.filter(state=State.FILLED, open_slots__gt=0).exists()


def test_what_recruits_was_renewed_in_the_last_fortnight_and_ends_after_one(board):
    live = Listing.objects.filter(state=State.RECRUITING)
    span = live.aggregate(first=Min("renewed_at"), last=Max("renewed_at"))

    assert NOW - timedelta(days=13) <= span["first"] <= NOW - timedelta(days=11)
    assert NOW - timedelta(hours=3) <= span["last"] <= NOW
    assert not live.exclude(expires_at=F("renewed_at") + timedelta(days=14)).exists()


def test_a_few_are_hidden_by_the_moderator_with_a_reason(board):
    hidden = Listing.objects.filter(hidden_at__isnull=False)
    events = ListingEvent.objects.filter(verb=Verb.HIDDEN)

    assert 1 <= hidden.count() <= 8
    assert not hidden.filter(hidden_reason="").exists()
    by = list(events.values_list("actor__handle", flat=True))
    assert by == ["mo"] * hidden.count()


def test_histories_lead_to_the_state_that_a_listing_has(board):
    for listing in Listing.objects.prefetch_related("events"):
        moves = [e for e in listing.events.all() if e.after]
        states = [State.PRIVATE, *(e.after for e in moves)]

        assert [e.before for e in moves] == states[:-1]
        assert states[-1] == listing.state
        assert all(e.at <= NOW for e in moves)


def test_some_teams_have_a_past(board):
    assert Team.objects.filter(listings__state=State.CLOSED).exists()
    assert Membership.objects.filter(until__isnull=False).exists()
    assert Seat.objects.filter(until__isnull=False).exists()
    assert not Membership.objects.filter(since__lt=F("team__created_at")).exists()
    assert not Listing.objects.filter(created_at__lt=F("team__created_at")).exists()


def test_texts_are_of_all_lengths_and_in_four_languages(board):
    lengths = Listing.objects.aggregate(
        shortest=Min(Length("title")),
        longest=Max(Length("title")),
        longest_pitch=Max(Length("pitch")),
    )

    assert lengths["shortest"] <= 4
    assert 80 <= lengths["longest"] <= TITLE_LENGTH
    assert lengths["longest_pitch"] >= 1_500
    assert Listing.objects.filter(pitch="").exists()
    assert Listing.objects.filter(title__contains="募集").exists()
    assert Listing.objects.filter(pitch__contains="Wir ").exists()
    assert Listing.objects.filter(pitch__contains="Nous ").exists()
    assert not Listing.objects.filter(
        Q(title__contains="{") | Q(pitch__contains="{")
    ).exists()


def test_the_current_tier_is_what_most_people_want(board):
    known = catalogue()
    wanted = Counter(
        tier
        for goal in Goal.objects.select_related("duty")
        if (tier := goal.tier_id or (goal.duty and goal.duty.tier_id))
    )

    assert known.current_tier is not None
    assert wanted.most_common(1)[0][0] == known.current_tier.id


def test_teams_live_in_all_regions_and_parties_come_in_all_sizes(board):
    regions = set(
        Team.objects.values_list("world__data_centre__region__slug", flat=True)
    )

    assert regions == {"japan", "north-america", "europe", "oceania"}
    assert set(Listing.objects.values_list("size", flat=True)) == {4, 8, 24, 48}
    assert set(Listing.objects.values_list("kind", flat=True)) == set(Kind.values)


def test_a_party_has_as_many_slots_as_players_and_a_substitute_a_few(board):
    for listing in Listing.objects.prefetch_related("slots"):
        slots = len(listing.slots.all())

        if listing.is_field_raid:
            assert slots == 0
            assert listing.sought_jobs
        elif listing.kind == Kind.PERMANENT:
            assert slots == listing.size
        else:
            assert slots in (1, 2)


def test_somebody_in_japan_plays_past_midnight(board):
    late = [
        window
        for listing in Listing.objects.filter(time_zone="Asia/Tokyo")
        for window in listing.windows
        if window.end > 24 * 60
    ]

    assert late
