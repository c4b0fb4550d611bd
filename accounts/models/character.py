"""A character that somebody says is theirs, and what the Lodestone and FF Logs say."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import CHARACTER_MOVES, CharacterState, LogsStatus, Proof
from accounts.errands import LOGS_PATIENCE, REFRESH_AGAIN, trouble_text
from config.lib.ids import uuid7
from config.lib.states import StatefulModel, StateQuerySet
from config.lib.web_addresses import WebAddressField

VERIFIED = Q(state=CharacterState.VERIFIED)


class CharacterQuerySet(StateQuerySet["Character"]):
    moves = CHARACTER_MOVES

    def verified(self) -> Self:
        return self.filter(VERIFIED)

    def shown(self) -> Self:
        """What everybody may see: theirs for sure, and shown by their own choice."""
        return self.filter(VERIFIED, is_shown=True)

    def of(self, user: Any) -> Self:
        """Somebody's own characters, the main one first."""
        return self.filter(user=user).order_by("-is_main", "created_at", "pk")


class Character(StatefulModel):
    """A row for each user and Lodestone id; of all of them one user is the owner.

    Name, world, levels and item level are the Lodestone's as of `synced_at`. No
    Lodestone id leaves this row for a page unless the character `is_shown`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="characters"
    )
    lodestone_id = models.PositiveBigIntegerField(null=True)  # none: erased
    name = models.CharField(max_length=40, blank=True)
    world = models.ForeignKey(
        "integrations.World", null=True, on_delete=models.PROTECT, related_name="+"
    )
    avatar_url = WebAddressField(max_length=300, blank=True)  # of a known host
    state = models.CharField(
        max_length=10, choices=CharacterState, default=CharacterState.UNVERIFIED
    )
    proof = models.CharField(max_length=10, choices=Proof, blank=True, default="")
    verified_at = models.DateTimeField(null=True, blank=True)
    # Whoever verified it later took it over; with a reason, a moderator took it back.
    lost_at = models.DateTimeField(null=True, blank=True)
    lost_reason = models.CharField(max_length=300, blank=True, default="")
    # XIVAuth's word for this person and this character together.
    xivauth_key = models.CharField(max_length=100, blank=True)

    is_main = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=False)  # on the public profile
    created_at = models.DateTimeField(default=timezone.now)

    # From the Lodestone.
    job_levels = models.JSONField(default=dict, blank=True)  # {job id: level}
    item_level = models.PositiveSmallIntegerField(null=True, blank=True)
    is_private = models.BooleanField(default=False)  # its page hides everything else
    synced_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    # From FF Logs.
    logs_status = models.CharField(
        max_length=8, choices=LogsStatus, blank=True, default=""
    )
    logs_synced_at = models.DateTimeField(null=True, blank=True)
    logs_full_at = models.DateTimeField(null=True, blank=True)  # of every duty there is
    # FF Logs sells few points an hour, so it has a schedule of its own.
    logs_due_at = models.DateTimeField(null=True, blank=True)
    logs_failures = models.PositiveSmallIntegerField(default=0)

    # When it is looked up next, and how that went last time.
    sync_due_at = models.DateTimeField(null=True, blank=True)
    sync_failures = models.PositiveSmallIntegerField(default=0)
    sync_problem = models.CharField(max_length=20, blank=True)
    sync_asked_at = models.DateTimeField(null=True, blank=True)  # by its owner
    sync_looked_at = models.DateTimeField(null=True, blank=True)  # well or not

    objects = CharacterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lodestone_id"], name="character_is_added_once"
            ),
            models.UniqueConstraint(
                fields=["lodestone_id"],
                condition=VERIFIED,
                name="character_has_one_verified_owner",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(is_main=True),
                name="character_one_is_main",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CharacterState.values),
                name="character_state_is_known",
            ),
            models.CheckConstraint(
                condition=~VERIFIED
                | Q(verified_at__isnull=False, lodestone_id__isnull=False)
                & ~Q(proof=""),
                name="character_verified_says_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sync_due_at"],
                condition=Q(sync_due_at__isnull=False),
                name="character_by_due",
            ),
            models.Index(
                fields=["logs_due_at"],
                condition=Q(logs_due_at__isnull=False),
                name="character_by_logs_due",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def is_verified(self) -> bool:
        return self.state == CharacterState.VERIFIED

    @property
    def problem(self) -> str:
        """Why the last look at the Lodestone brought nothing, as a sentence."""
        return trouble_text(self.sync_problem)

    @property
    def cools_for(self) -> int:
        """Seconds until its owner may ask for another look."""
        if self.sync_asked_at is None:
            return 0
        left = (self.sync_asked_at + REFRESH_AGAIN - timezone.now()).total_seconds()
        return max(0, round(left))

    @property
    def cools_minutes(self) -> int:
        return -(-self.cools_for // 60)

    @property
    def is_unknown(self) -> bool:
        """The Lodestone never had it: its number was mistyped, most likely."""
        return self.missing_since is not None and not self.name

    @property
    def is_waiting(self) -> bool:
        """Its owner asked for a look that has not been had yet."""
        asked, had = self.sync_asked_at, self.sync_looked_at
        return asked is not None and (had is None or had < asked)

    @property
    def waits_since(self) -> datetime | None:
        """When its owner did what brings news that are not here yet; None: all is here.
        FF Logs is asked when a character was verified, and may never answer."""
        if self.is_waiting:
            return self.sync_asked_at
        is_new = self.verified_at and timezone.now() - self.verified_at < LOGS_PATIENCE
        return self.verified_at if is_new and not self.logs_synced_at else None


class Progress(models.Model):
    """What the logs say of a character in one duty. Nothing: nothing is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="progress"
    )
    duty = models.ForeignKey(
        "integrations.Duty", on_delete=models.PROTECT, related_name="+"
    )
    kills = models.PositiveIntegerField(default=0)
    # Of the best kill: percentile 0 to 100, and the job it was done with.
    percentile = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True
    )
    job = models.ForeignKey(
        "integrations.Job", null=True, on_delete=models.PROTECT, related_name="+"
    )
    date = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=10, default="fflogs")
    fetched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "duty"], name="progress_is_said_once"
            ),
            models.CheckConstraint(
                condition=Q(percentile__isnull=True)
                | Q(percentile__gte=0, percentile__lte=100),
                name="progress_percentile_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.character_id} in {self.duty_id}"
