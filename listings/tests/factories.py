"""Listings in each of their states, whole: roster, goal, schedule, search columns."""

from datetime import timedelta
from typing import Any

import factory
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.tests.factories import TeamFactory
from integrations.catalogue import catalogue
from listings.actions.index import reindex
from listings.enums import LIFETIME, Kind, State
from listings.models import Goal, Listing, Seat, Slot
from listings.rosters import roster_template

EVENINGS = [[1, 1200, 180], [3, 1200, 180]]  # Tuesday and Thursday, 20:00–23:00


def job_id(abbreviation: str) -> int:
    return catalogue().job_by_abbreviation[abbreviation].id


def duty_id(slug: str) -> int:
    return catalogue().duty_by_slug[slug].id


def _ago(**since: float) -> Any:
    return factory.LazyFunction(lambda: timezone.now() - timedelta(**since))


def _published(**since: float) -> dict[str, Any]:
    return {
        "published_at": _ago(**since),
        "renewed_at": factory.SelfAttribute("published_at"),
        "expires_at": factory.LazyAttribute(lambda each: each.renewed_at + LIFETIME),
    }


class ListingFactory(DjangoModelFactory[Listing]):
    """A private permanent listing that lacks nothing to recruit.

    `open_at` are the positions of its open slots (all of them; of a filled one none),
    the others are held by somebody with only a job; `goal` is a duty's slug. False
    leaves the roster or the goal out.
    """

    class Meta:
        model = Listing
        skip_postgeneration_save = True

    class Params:
        recruiting = factory.Trait(state=State.RECRUITING, **_published(minutes=1))
        filled = factory.Trait(
            state=State.FILLED, filled_at=_ago(minutes=1), **_published(days=1)
        )
        expired = factory.Trait(state=State.EXPIRED, **_published(days=15))
        # Long enough ago to be renewed.
        renewable = factory.Trait(state=State.RECRUITING, **_published(days=2))
        # By the clock only: the sweep has not come by yet.
        overdue = factory.Trait(state=State.RECRUITING, **_published(days=15))
        closed = factory.Trait(
            state=State.CLOSED, closed_at=_ago(minutes=1), **_published(days=1)
        )
        private = factory.Trait(state=State.PRIVATE)
        substitute = factory.Trait(kind=Kind.SUBSTITUTE)
        hidden = factory.Trait(
            hidden_at=_ago(minutes=1), hidden_reason="Offers a paid carry."
        )

    team = factory.SubFactory(TeamFactory)
    title = factory.Sequence(lambda n: f"Looking for the last of eight, {n}")
    pitch = "We raid to laugh, and to clear."
    languages = ["en"]
    schedule = EVENINGS
    time_zone = "Europe/Berlin"

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        with transaction.atomic():
            listing = super()._generate(strategy, params)
            if strategy == "create":
                reindex(listing)
            return listing

    @factory.post_generation
    def goal(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted is not False:
            Goal.objects.create(
                listing=self, position=1, duty_id=duty_id(extracted or "m12s")
            )

    @factory.post_generation
    def open_at(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if not create or extracted is False or self.is_field_raid:
            return
        places = roster_template(self.size)
        if self.kind == Kind.SUBSTITUTE:
            places = places[:2]
        if extracted is None:
            everybody = {place.position for place in places}
            extracted = () if self.state == State.FILLED else everybody
        for place in places:
            slot = SlotFactory(
                listing=self,
                position=place.position,
                place=place.name,
                jobs=sorted(place.job_ids),
            )
            if place.position not in extracted:
                SeatFactory(slot=slot)


class SlotFactory(DjangoModelFactory[Slot]):
    class Meta:
        model = Slot

    listing = factory.SubFactory(ListingFactory, open_at=False)
    position = factory.Sequence(lambda n: n + 101)
    jobs = factory.LazyFunction(lambda: [job_id("SCH")])


class SeatFactory(DjangoModelFactory[Seat]):
    """Somebody who is not on Muster; pass `membership` for a member."""

    class Meta:
        model = Seat

    slot = factory.SubFactory(SlotFactory)
    listing = factory.SelfAttribute("slot.listing")
    job_id = factory.LazyAttribute(lambda seat: seat.slot.jobs[0])
