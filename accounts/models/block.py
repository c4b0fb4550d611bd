"""Somebody wants to have nothing to do with somebody. It works both ways, unseen."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from config.lib.ids import uuid7


class BlockQuerySet(models.QuerySet["Block"]):
    def between(self, one: Any, other: Any) -> Self:
        return self.filter(
            Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
        )

    def apart_from(self, user: Any) -> set[UUID]:
        """Everybody whom this person shall not meet, whoever of the two blocked."""
        if not user.is_authenticated:
            return set()
        pairs = self.filter(Q(blocker=user) | Q(blocked=user))
        return {
            other
            for pair in pairs.values_list("blocker_id", "blocked_id")
            for other in pair
        } - {user.pk}

    def others_than(self, user: Any) -> QuerySet[Any, Any]:
        """The same as a part of a query."""
        theirs = self.filter(blocker=user).values("blocked")
        return theirs.union(self.filter(blocked=user).values("blocker"))

    def of(self, user: Any) -> Self:
        """Whom somebody blocks, the latest first."""
        return self.filter(blocker=user).order_by("-created_at", "-pk")


class Block(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocked_by"
    )
    # By which the blocker knows them: a new name is not told to somebody kept away.
    handle = models.CharField(max_length=30, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blocker", "blocked"], name="block_is_said_once"
            ),
            models.CheckConstraint(
                condition=~Q(blocker=F("blocked")), name="block_is_of_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"
