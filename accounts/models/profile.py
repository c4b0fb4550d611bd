"""What a player says of themself: who they are, what they play, when they are free."""

import math
from datetime import timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import (
    ABOUT_LENGTH,
    HEADLINE_LENGTH,
    MAX_GOALS,
    MAX_JOBS,
    SEEKING_WARNING,
    Intensity,
    PlayerVoice,
    Visibility,
)
from accounts.models.user import User
from config.lib.week import (
    RULES_LENGTH,
    WEEK,
    MultirangeField,
    Spans,
    WeekBitsField,
    Window,
)

DAY = timedelta(days=1)


class ProfileQuerySet(models.QuerySet["Profile"]):
    def seeking(self) -> Self:
        return self.filter(seeking_until__gt=timezone.now())

    def seeking_ends_soon(self) -> Self:
        """And they have not been told so."""
        soon = timezone.now() + SEEKING_WARNING
        return self.seeking().filter(seeking_until__lte=soon, seeking_warned_at=None)

    def hours_of(self, user: Any) -> Spans:
        """When this visitor can raid, in the UTC week; nothing where it is not said."""
        if not user.is_authenticated:
            return []
        week: Spans | None = (
            self.filter(user=user).values_list("week", flat=True).first()
        )
        return week or []

    def visible_to(self, user: Any) -> Self:
        """Whoever may be seen by this visitor; everybody sees their own."""
        seen = [Visibility.PUBLIC]
        if user.is_authenticated:
            seen.append(Visibility.MEMBERS)
        shown = Q(visibility__in=seen, user__is_active=True)
        if user.is_authenticated:
            shown |= Q(user=user)
        return self.filter(shown)


class Profile(models.Model):
    """Every field is the player's own word: self-declared."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    headline = models.CharField(max_length=HEADLINE_LENGTH, blank=True)
    about = models.TextField(max_length=ABOUT_LENGTH, blank=True)  # Markdown as typed
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    voice = models.CharField(
        max_length=6, choices=PlayerVoice, blank=True, default=""
    )  # empty: not said
    intensity = models.CharField(
        max_length=8, choices=Intensity, blank=True, default=""
    )
    # The catalogue's ids; of the jobs the first is the main one.
    jobs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    duty_goals = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )
    tier_goals = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )
    can_travel = models.BooleanField(default=False)
    would_transfer = models.BooleanField(default=False)
    shows_percentiles = models.BooleanField(default=False)
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    seeking_since = models.DateTimeField(null=True, blank=True)  # last renewed
    seeking_until = models.DateTimeField(null=True, blank=True)
    seeking_warned_at = models.DateTimeField(null=True, blank=True, editable=False)

    # When they can raid: [[weekday, start minute, minutes], …] in `time_zone`.
    schedule = models.JSONField(default=list, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    week = MultirangeField(default=list)
    week_bits = WeekBitsField(default="0" * 336)
    # By which the week was worked out; other ones: it is worked out anew.
    zone_rules = models.CharField(max_length=RULES_LENGTH, blank=True, editable=False)

    changed_at = models.DateTimeField(default=timezone.now)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="profile_visibility_is_known",
            ),
            models.CheckConstraint(
                condition=Q(voice__in=["", *PlayerVoice.values]),
                name="profile_voice_is_known",
            ),
            models.CheckConstraint(
                condition=Q(intensity__in=["", *Intensity.values]),
                name="profile_intensity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(seeking_until__isnull=True)
                | Q(seeking_since__isnull=False),
                name="profile_seeking_has_begun",
            ),
            models.CheckConstraint(
                condition=Q(week__contained_by=[(0, WEEK)]),
                name="profile_week_is_within_the_week",
            ),
            models.CheckConstraint(
                condition=Q(jobs__len__lte=MAX_JOBS)
                & Q(duty_goals__len__lte=MAX_GOALS)
                & Q(tier_goals__len__lte=MAX_GOALS),
                name="profile_lists_are_short",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or str(self.pk)

    @property
    def is_seeking(self) -> bool:
        return self.seeking_until is not None and self.seeking_until > timezone.now()

    @property
    def seeking_days_left(self) -> int:
        """Begun days until the end."""
        if self.seeking_until is None:
            return 0
        return max(0, math.ceil((self.seeking_until - timezone.now()) / DAY))

    @property
    def main_job(self) -> int | None:
        return self.jobs[0] if self.jobs else None

    @property
    def windows(self) -> list[Window]:
        return [Window.from_json(row) for row in self.schedule]
