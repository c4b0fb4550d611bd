"""Slots of a roster, and the seats that people hold in them. Both end, never go."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from config.lib.ids import uuid7
from listings.models.listing import Listing


class SlotQuerySet(models.QuerySet["Slot"]):
    def current(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def open(self) -> Self:
        held = Seat.objects.held().filter(slot=models.OuterRef("pk"))
        return self.current().filter(~models.Exists(held))


class Slot(models.Model):
    """One place in the roster; `jobs` are the catalogue's job ids, sorted, never none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()  # in raid order, from 1
    place = models.CharField(max_length=8, blank=True)  # MT, H1 … or the team's own
    jobs = ArrayField(models.PositiveSmallIntegerField())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jobs__len__gt=0), name="slot_accepts_a_job"
            ),
            models.UniqueConstraint(
                fields=["listing", "position"],
                condition=Q(ended_at__isnull=True),
                name="slot_position_is_single",
            ),
            # What the seat's key refers to: see the constraint in migration 2.
            models.UniqueConstraint(fields=["listing", "id"], name="slot_of_listing"),
        ]

    def __str__(self) -> str:
        return self.place or f"slot {self.position}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def held(self) -> Self:
        return self.filter(until__isnull=True)


class Seat(models.Model):
    """Who holds a slot: a member, or just a job for somebody who is not on Muster."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="seats")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="seats")
    job = models.ForeignKey(
        "integrations.Job", on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="seats"
    )
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(until__isnull=True),
                name="seat_slot_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["listing", "membership"],
                condition=Q(until__isnull=True),
                name="seat_member_sits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"seat in {self.slot_id}"
