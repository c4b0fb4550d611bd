"""The way by which somebody shows that a character is theirs: a code in its profile."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.errands import CHECK_AGAIN, CODE_LASTS, OPEN, ErrandState
from accounts.models.character import Character
from accounts.models.errand import Errand, ErrandQuerySet


def _end() -> datetime:
    return timezone.now() + CODE_LASTS


class Verification(Errand):
    """The code is good for one person's row of one character, and not for ever."""

    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="verifications"
    )
    code = models.CharField(max_length=20)
    expires_at = models.DateTimeField(default=_end)
    shows = models.BooleanField(default=False)  # on the profile, once it is theirs
    together = models.BooleanField(default=False)  # beside another one, knowingly

    objects = ErrandQuerySet["Verification"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character"],
                condition=Q(state__in=OPEN),
                name="verification_one_is_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ErrandState.values),
                name="verification_state_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(next_at__isnull=False),
                name="verification_by_next",
            )
        ]

    def __str__(self) -> str:
        return f"{self.character_id}: {self.state}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def cools_for(self) -> int:
        """Seconds until the button may be pressed again."""
        if self.asked_at is None:
            return 0
        left = (self.asked_at + CHECK_AGAIN - timezone.now()).total_seconds()
        return max(0, round(left))

    @property
    def stamp(self) -> str:
        cools = "-cools" if self.cools_for else ""
        return f"{super().stamp}{cools}"
