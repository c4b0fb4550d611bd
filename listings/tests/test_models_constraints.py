"""What the database itself refuses, whatever the code above it does."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.tests.factories import MembershipFactory
from accounts.tests.refusals import refused_by
from listings.models import Goal, Listing, Question, Seat, Slot
from listings.tests.factories import (
    ListingFactory,
    SeatFactory,
    SlotFactory,
    duty_id,
)

pytestmark = pytest.mark.django_db


def write(listing, **fields):
    return lambda: Listing.objects.filter(pk=listing.pk).update(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("listing_state_is_known", {"state": "asleep"}),
        ("listing_kind_is_known", {"kind": "forever"}),
        ("listing_size_is_known", {"size": 7}),
        ("listing_recruiting_is_complete", {"title": ""}),
        ("listing_recruiting_is_complete", {"expires_at": None}),
        ("listing_recruiting_is_complete", {"renewed_at": None}),
        ("listing_recruiting_is_complete", {"published_at": None}),
        ("listing_recruiting_is_complete", {"expires_at": F("renewed_at")}),
        ("listing_closed_has_closed_at", {"state": "closed"}),
    ],
)
def test_recruiting_listing_cannot_become_half_of_one(name, fields):
    refused_by(name, write(ListingFactory(recruiting=True), **fields))


def test_second_permanent_listing_of_a_team_cannot_recruit():
    first = ListingFactory(recruiting=True)
    now = timezone.now()
    stamps = {
        "published_at": now,
        "renewed_at": now,
        "expires_at": now + timedelta(days=1),
    }
    second = ListingFactory(team=first.team)
    substitute = ListingFactory(team=first.team, substitute=True)

    write(substitute, state="recruiting", **stamps)()
    refused_by(
        "listing_one_permanent_recruits", write(second, state="recruiting", **stamps)
    )


def test_slot_without_a_job_is_refused():
    slot = SlotFactory()

    refused_by(
        "slot_accepts_a_job", lambda: Slot.objects.filter(pk=slot.pk).update(jobs=[])
    )


def test_two_current_slots_in_one_place_are_refused_and_an_ended_one_is_not():
    slot = SlotFactory(position=1)

    refused_by(
        "slot_position_is_single", lambda: SlotFactory(listing=slot.listing, position=1)
    )
    Slot.objects.filter(pk=slot.pk).update(ended_at=timezone.now())
    assert SlotFactory(listing=slot.listing, position=1).position == 1


def test_seat_in_a_slot_of_another_listing_is_refused():
    seat, stranger = SeatFactory(), ListingFactory()

    refused_by(
        "seat_and_slot_share_a_listing",
        lambda: Seat.objects.filter(pk=seat.pk).update(listing=stranger),
    )


def test_slot_held_twice_is_refused_and_held_one_after_the_other_is_not():
    seat = SeatFactory()

    refused_by("seat_slot_is_held_once", lambda: SeatFactory(slot=seat.slot))
    Seat.objects.filter(pk=seat.pk).update(until=timezone.now())
    assert SeatFactory(slot=seat.slot).until is None


def test_member_in_two_seats_of_a_listing_is_refused():
    listing = ListingFactory()
    member = MembershipFactory(team=listing.team)
    one, two = listing.slots.all()[:2]
    SeatFactory(slot=one, membership=member)

    refused_by(
        "seat_member_sits_once", lambda: SeatFactory(slot=two, membership=member)
    )


@pytest.mark.parametrize("both", [True, False])
def test_goal_is_either_a_duty_or_a_tier(both):
    goal = Goal.objects.get(listing=ListingFactory())
    assert goal.duty is not None
    tier = goal.duty.tier if both else None
    duty = goal.duty_id if both else None

    refused_by(
        "goal_is_a_duty_or_a_tier",
        lambda: Goal.objects.filter(pk=goal.pk).update(tier=tier, duty=duty),
    )


def test_goals_and_questions_have_a_place_each():
    listing = ListingFactory()
    Question.objects.create(listing=listing, position=1, text="Which jobs?")

    refused_by(
        "goal_position_is_single",
        lambda: Goal.objects.create(
            listing=listing, position=1, duty_id=duty_id("fru")
        ),
    )
    refused_by(
        "question_position_is_single",
        lambda: Question.objects.create(listing=listing, position=1, text="When?"),
    )


def test_every_constraint_is_named_by_its_model_and_a_sentence():
    for model in (Listing, Slot, Seat, Goal, Question):
        for constraint in model._meta.constraints:
            assert constraint.name.startswith(f"{model._meta.model_name}_")
