"""Completeness: every state, every edit that takes something away, and every way in which
a seat becomes free."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import leave_team, remove_member
from accounts.actions.erasure import erase_account
from accounts.tests.factories import MembershipFactory, TeamFactory, UserFactory
from listings import actions
from listings.enums import State
from listings.exceptions import ListingIncompleteError
from listings.models import Goal, Listing, Slot
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory
from messaging.models import Notification

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LIVE = ["recruiting", "filled"]
RESTING = ["private", "expired"]
EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": ""},
    "blank title": {"title": "  "},
    "goals": {"goals": []},
    "schedule": {"windows": []},
    "slots": {"slots": []},
    "all": {"title": "", "goals": [], "windows": [], "slots": []},
}


def take_title(listing):
    # Nothing that recruits is stored without any title.
    Listing.objects.filter(pk=listing.pk).update(title=" ")


def take_goals(listing):
    Goal.objects.filter(listing=listing).delete()


def take_schedule(listing):
    Listing.objects.filter(pk=listing.pk).update(schedule=[])


def take_all(listing):
    for take in (take_title, take_goals, take_schedule):
        take(listing)


def vacate(seat, leader):
    actions.vacate_seat(seat, by=leader)


def open_in_editor(seat, leader):
    listing = Listing.objects.get(pk=seat.listing_id)
    draft = draft_of(listing)
    slots = [
        replace(s, job_id=None, membership_id=None)
        if s.membership_id == seat.membership_id
        else s
        for s in draft.slots
    ]
    draft = replace(draft, slots=slots)
    actions.save_listing(listing, draft, by=leader, version=listing.version)


def restore(seat, leader):
    """Hidden while the seat became free, and shown again."""
    Listing.objects.filter(pk=seat.listing_id).update(
        hidden_at=timezone.now(), hidden_reason="Why"
    )
    seat.until = timezone.now()
    seat.save()
    superuser = UserFactory(superuser=True)
    actions.restore(seat.listing, by=superuser, reason="A mistake.")


WAYS = {
    "leaves": lambda seat, _: leave_team(seat.membership, by=seat.membership.user),
    "removed": lambda seat, leader: remove_member(seat.membership, by=leader),
    "erased": lambda seat, _: erase_account(seat.membership.user),
    "vacated": vacate,
    "opened in the editor": open_in_editor,
    "restored": restore,
}


@pytest.fixture
def leader(db):
    return UserFactory()


def listing_in(state, leader, **parts):
    return ListingFactory(team=TeamFactory(leader=leader), **{state: True}, **parts)


def fresh(listing):
    return Listing.objects.get(pk=listing.pk)


def is_paused_and_told(listing, leader):
    told = Notification.objects.filter(kind="listings.incomplete", recipient=leader)
    moves = [(e.verb, e.before, e.after) for e in listing.events.exclude(before="")]
    incomplete = [each for each in moves if each[0] == "incomplete"]
    assert told.count() == len(incomplete) <= 1
    return bool(incomplete) and incomplete[0][2] == fresh(listing).state == "private"


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("state", [*LIVE, *RESTING, "overdue"])
def test_save_that_takes_something_away(leader, state, edit):
    listing = listing_in(state, leader)
    before = "expired" if state == "overdue" else state

    draft = draft_of(listing, **EDITS[edit])
    saved = actions.save_listing(listing, draft, by=leader, version=1)

    stored = fresh(listing)
    assert stored.title == EDITS[edit].get("title", listing.title)
    assert (stored.version, saved.state) == (2, stored.state)
    assert is_paused_and_told(listing, leader) == (state in LIVE)
    assert stored.state == ("private" if state in LIVE else before)
    for verb in (actions.publish, actions.renew):
        if verb is actions.renew and stored.state == State.PRIVATE:
            continue
        with pytest.raises(ListingIncompleteError):
            verb(listing, by=leader)
        assert fresh(listing).state == stored.state


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("take", [take_title, take_goals, take_schedule, take_all])
@pytest.mark.parametrize("state", [*LIVE, *RESTING])
def test_seat_freed_in_what_is_incomplete(leader, state, take, way):
    listing = listing_in(state, leader, open_at=[2] if state != "filled" else None)
    member = MembershipFactory(team=listing.team)
    seat = listing.seats.first()
    seat.membership = member
    seat.save()
    take(listing)

    WAYS[way](seat, leader)

    seat.refresh_from_db()
    assert seat.until is not None
    assert is_paused_and_told(listing, leader) == (state in LIVE)
    assert fresh(listing).state == ("private" if state in LIVE else state)


@pytest.mark.parametrize("way", WAYS)
def test_seat_freed_in_what_is_complete(leader, way):
    listing = listing_in("filled", leader)
    member = MembershipFactory(team=listing.team)
    seat = listing.seats.first()
    seat.membership = member
    seat.save()

    WAYS[way](seat, leader)

    assert fresh(listing).state == "recruiting"
    assert not Notification.objects.filter(kind="listings.incomplete").exists()


@pytest.mark.parametrize("take", [take_title, take_goals, take_schedule, take_all])
def test_renewing_what_recruits_incomplete_pauses_it(leader, take):
    listing = listing_in("recruiting", leader)
    take(listing)

    with pytest.raises(ListingIncompleteError):
        actions.renew(listing, by=leader)

    assert is_paused_and_told(listing, leader)


def test_what_is_full_and_gets_title_and_seat_at_once_recruits(leader):
    listing = listing_in("filled", leader, title="")
    draft = draft_of(listing, title="Healer wanted")
    slots = [replace(draft.slots[0], job_id=None), *draft.slots[1:]]

    actions.save_listing(listing, replace(draft, slots=slots), by=leader, version=1)

    assert (fresh(listing).state, fresh(listing).title) == (
        "recruiting",
        "Healer wanted",
    )


def test_leaders_heir_is_told_when_the_leader_erases_their_account(leader):
    listing = listing_in("filled", leader)
    heir = MembershipFactory(team=listing.team, officer=True)
    seat = listing.seats.first()
    seat.membership = listing.team.memberships.get(user=leader)
    seat.save()
    take_goals(listing)
    former = listing.team.memberships.get(user=leader)
    heir.role, former.role = "leader", "officer"
    for member in (former, heir):
        member.save()

    erase_account(leader)

    assert is_paused_and_told(listing, heir.user)
    assert Slot.objects.open().filter(listing=listing).count() == 1
