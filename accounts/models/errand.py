"""Rows that say what is to be looked up outside."""

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.errands import AT_WORK, LEASE, SOON, ErrandState, trouble_text
from config.lib.ids import uuid7

M = TypeVar("M", bound="Errand")
S = ErrandState


class ErrandQuerySet(models.QuerySet[M]):
    def at_work(self) -> Self:
        return self.filter(state__in=AT_WORK)

    def missed(self) -> Self:
        """Those that no task has in hand, though it is time."""
        return self.at_work().filter(next_at__lte=timezone.now())

    def postpone(self, found: list[UUID]) -> None:
        """A task was sent for these: the sweep looks again when it should have begun.
        What a task had in hand is taken out of it, or the next could not take it up."""
        mine = self.filter(pk__in=found)
        mine.filter(state=S.LOOKING).update(state=S.QUEUED)
        mine.update(next_at=timezone.now() + SOON)

    def claim(self, pk: UUID) -> M | None:
        """For this task alone; None where another has it, or nothing is to be done."""
        now = timezone.now()
        waits = Q(state__in=[S.QUEUED, S.RETRYING]) | Q(next_at__lte=now)
        taken = self.at_work().filter(waits, pk=pk)
        changes = {"next_at": now + LEASE, "tries": F("tries") + 1}
        if taken.update(state=S.LOOKING, **changes) != 1:
            return None
        return self.get(pk=pk)

    def end(self, errand: M, state: str, **fields: Any) -> bool:
        """Write how it went; False where the errand was taken out of our hands."""
        mine = self.filter(pk=errand.pk, state=S.LOOKING, tries=errand.tries)
        return mine.update(state=state, **fields) == 1


class Errand(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=10, choices=S, default=S.QUEUED)
    outcome = models.CharField(max_length=20, blank=True, default="")  # a Trouble
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)  # by its person
    looked_at = models.DateTimeField(null=True, blank=True)  # last, by a task
    next_at = models.DateTimeField(null=True, blank=True)  # the sweep's look at it
    until = models.DateTimeField(null=True, blank=True)  # tried again by itself
    tries = models.PositiveSmallIntegerField(default=0)  # since it was asked for

    class Meta:
        abstract = True

    @property
    def trouble(self) -> str:
        return trouble_text(self.outcome)

    @property
    def is_busy(self) -> bool:
        """An answer comes within seconds."""
        return self.state in (S.QUEUED, S.LOOKING)

    @property
    def next_in(self) -> int:
        """Seconds until it is looked at by itself."""
        if self.next_at is None:
            return 0
        return max(0, round((self.next_at - timezone.now()).total_seconds()))

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def stamp(self) -> str:
        """Another one whenever the page has something new to say."""
        return f"{self.state}-{self.tries}-{self.outcome}"
