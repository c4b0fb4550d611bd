"""Sitting down and getting up, and what follows for the listing."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import leave_team
from accounts.tests.factories import MembershipFactory
from listings import actions
from listings.enums import LIFETIME, State
from listings.exceptions import (
    AlreadySeatedError,
    EditConflictError,
    NotOfTheTeamError,
    SlotTakenError,
)
from listings.models import Listing, Seat
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory, SeatFactory, job_id
from messaging.models import Notification

pytestmark = pytest.mark.django_db


def fresh(listing):
    return Listing.objects.get(pk=listing.pk)


def fill_last(people, **parts):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[8], **parts)
    slot = listing.slots.get(position=8)
    return actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])


def test_seat_taken_leaves_the_search_by_its_jobs_and_not_the_board(people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1, 4])
    member = MembershipFactory(team=people.team)
    slot = listing.slots.get(position=4)

    seat = actions.fill_slot(
        slot, by=people.bob, job_id=job_id("SCH"), membership=member
    )

    stored = fresh(listing)
    assert (seat.membership, seat.until) == (member, None)
    assert (stored.state, stored.open_slots) == ("recruiting", 1)
    assert set(stored.facets) < set(listing.facets)
    assert stored.version == listing.version + 1


def test_last_slot_filled_fills_the_listing(people):
    seat = fill_last(people)

    stored = fresh(seat.listing)
    assert (stored.state, stored.open_slots) == ("filled", 0)
    assert stored.filled_at is not None
    assert [(e.verb, e.actor) for e in stored.events.all()] == [
        ("filled", people.alice)
    ]


def test_slot_that_is_held_or_has_ended_is_not_filled(people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1, 2])
    held, gone = listing.slots.get(position=3), listing.slots.get(position=2)
    gone.ended_at = timezone.now()
    gone.save()

    for slot in (held, gone):
        with pytest.raises(SlotTakenError):
            actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
    assert Seat.objects.filter(slot=gone).count() == 0


@pytest.mark.parametrize("days", [1, 13.9])
def test_seat_given_up_within_fourteen_days_recruits_afresh(people, days):
    seat = fill_last(people)
    later = timezone.now() + timedelta(days=days)

    with time_machine.travel(later, tick=False):
        actions.vacate_seat(seat, by=people.bob)

    stored = fresh(seat.listing)
    assert stored.state == State.RECRUITING
    assert (stored.renewed_at, stored.expires_at) == (later, later + LIFETIME)
    assert (stored.filled_at, stored.open_slots) == (None, 1)
    assert [e.verb for e in stored.events.all()] == ["filled", "reopened"]
    assert not Notification.objects.exists()


def test_seat_given_up_later_makes_it_private_and_asks_the_team(people):
    seat = fill_last(people)

    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        actions.vacate_seat(seat, by=people.bob)

    stored = fresh(seat.listing)
    assert (stored.state, stored.open_slots) == ("private", 1)
    asked = Notification.objects.filter(kind="listings.seat_open")
    assert {n.recipient for n in asked} == {people.alice, people.bob, people.sid}
    assert stored.title in asked[0].title


def test_seat_given_up_while_another_permanent_one_recruits_makes_it_private(people):
    seat = fill_last(people)
    ListingFactory(team=people.team, recruiting=True)

    actions.vacate_seat(seat, by=people.bob)

    assert fresh(seat.listing).state == State.PRIVATE
    assert Notification.objects.filter(kind="listings.seat_open").count() == 3


@pytest.mark.parametrize("other", ["substitute", "overdue", "rivals"])
def test_what_does_not_recruit_permanently_blocks_nothing(people, other):
    seat = fill_last(people)
    if other == "substitute":
        ListingFactory(team=people.team, recruiting=True, substitute=True)
    elif other == "rivals":
        ListingFactory(team=people.rivals, recruiting=True)
    else:
        ListingFactory(team=people.team, overdue=True)

    actions.vacate_seat(seat, by=people.bob)

    assert fresh(seat.listing).state == State.RECRUITING


def test_substitute_listing_reopens_beside_a_permanent_one(people):
    listing = ListingFactory(team=people.team, substitute=True, filled=True)
    ListingFactory(team=people.team, recruiting=True)

    actions.vacate_seat(listing.seats.first(), by=people.alice)

    assert fresh(listing).state == State.RECRUITING


def test_seat_given_up_twice_ends_once(people):
    seat = fill_last(people)
    first = actions.vacate_seat(seat, by=people.bob)

    again = actions.vacate_seat(seat, by=people.bob)

    assert again.until == first.until
    assert fresh(seat.listing).state == State.RECRUITING


@pytest.mark.parametrize("state", ["private", "expired", "closed"])
def test_seat_given_up_elsewhere_moves_nothing(people, state):
    listing = ListingFactory(team=people.team, **{state: True}, open_at=[1])

    actions.vacate_seat(listing.seats.first(), by=people.bob)

    assert fresh(listing).state == state
    assert fresh(listing).open_slots == 2


def test_member_who_sits_already_is_told_so(people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1, 2])
    member = MembershipFactory(team=people.team)
    first, second = listing.slots.filter(position__in=[1, 2])
    SeatFactory(slot=first, membership=member)

    with pytest.raises(AlreadySeatedError):
        actions.fill_slot(
            second, by=people.alice, job_id=second.jobs[0], membership=member
        )

    assert not Seat.objects.filter(slot=second).exists()
    assert fresh(listing).state == State.RECRUITING


@pytest.mark.parametrize("stranger", ["of another team", "gone"])
def test_only_who_belongs_to_the_team_is_seated(people, stranger):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1, 2])
    slot = listing.slots.get(position=1)
    member = (
        MembershipFactory(team=people.team, ended=True)
        if stranger == "gone"
        else MembershipFactory(team=people.rivals)
    )
    draft = draft_of(listing)
    seated = [
        replace(s, job_id=slot.jobs[0], membership_id=member.pk)
        if s.position == 1
        else s
        for s in draft.slots
    ]

    with pytest.raises(NotOfTheTeamError):
        actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0], membership=member)
    with pytest.raises(EditConflictError):
        actions.save_listing(
            listing,
            replace(draft, slots=seated),
            by=people.alice,
            version=listing.version,
        )

    assert not Seat.objects.filter(slot=slot).exists()


def test_who_leaves_gives_up_every_seat_and_each_listing_follows(people):
    member = MembershipFactory(team=people.team, user=people.charlie)
    filled = ListingFactory(team=people.team, filled=True)
    standby = ListingFactory(team=people.team, substitute=True, filled=True)
    ended = ListingFactory(team=people.team, closed=True, open_at=[1])
    for listing in (filled, standby, ended):
        seat = listing.seats.first()
        seat.membership = member
        seat.save()
    other = ListingFactory(team=people.team, recruiting=True, open_at=[1])
    kept = other.seats.first()

    leave_team(member, by=people.charlie)

    assert not Seat.objects.held().filter(membership=member).exists()
    kept.refresh_from_db()
    assert kept.until is None
    states = [fresh(each).state for each in (filled, standby, ended, other)]
    # Another permanent one recruits, so the filled one waits for the team's word.
    assert states == ["private", "recruiting", "closed", "recruiting"]
    assert fresh(standby).events.last().actor == people.charlie
