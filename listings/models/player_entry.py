"""What a player who seeks a team is found by: a narrow row, derived from all they say."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Block
from config.lib.week import MultirangeField, WeekBitsField

SEARCHED = [
    "card_version",
    "shown_from",
    "ends_at",
    "is_public",
    "facets",
    "week",
    "week_bits",
]


class PlayerEntryQuerySet(models.QuerySet["PlayerEntry"]):
    def seeking(self) -> Self:
        """True by the clock, whether or not anybody has swept."""
        now = timezone.now()
        return self.filter(shown_from__lte=now, ends_at__gt=now)

    def visible_to(self, viewer_id: Any) -> Self:
        """Of those who are only for people logged in, nothing is found by others; and
        nobody finds anybody where one of the two does not want to meet."""
        if viewer_id is None:
            return self.filter(is_public=True)
        return self.exclude(user__in=Block.objects.others_than(viewer_id))


class PlayerEntry(models.Model):
    """Kept by `listings.actions.index_players`; there is none of who does not seek, or
    whom nobody shall find."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    is_public = models.BooleanField()  # else for people who are logged in
    seeking_since = models.DateTimeField()
    shown_from = models.DateTimeField()  # later than that: a suspension's end
    ends_at = models.DateTimeField()
    facets = ArrayField(models.IntegerField(), default=list)
    words = SearchVectorField(default="")
    week = MultirangeField(default=list)
    week_bits = WeekBitsField(default="0" * 336)
    # Names the ready card. Counts on from the moment in microseconds, so that a row
    # made anew never names a card of the one before it.
    card_version = models.BigIntegerField()
    indexed_at = models.DateTimeField(default=timezone.now)

    objects = PlayerEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_from__gte=F("seeking_since")),
                name="playerentry_is_shown_while_seeking",
            )
        ]
        indexes = [
            # Holds what a search asks, as the board's orders do.
            models.Index(
                fields=["-seeking_since", "-user"],
                include=SEARCHED,
                name="playerentry_by_since",
            ),
            GinIndex("facets", fastupdate=False, name="playerentry_facets"),
            GinIndex("words", fastupdate=False, name="playerentry_words"),
            GistIndex(fields=["week"], name="playerentry_week"),
            models.Index(fields=["ends_at"], name="playerentry_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
