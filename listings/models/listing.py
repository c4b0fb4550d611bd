"""The listing itself, and the vocabulary of questions about it."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.enums import MOVES_UP_EVERY, Intensity
from accounts.models import Membership, Team
from config.lib.ids import uuid7
from config.lib.states import StatefulModel, StateQuerySet
from config.lib.web_addresses import WebAddressField
from config.lib.week import RULES_LENGTH, MultirangeField, WeekBitsField, Window
from integrations.enums import FIELD_RAID_SIZE
from listings.enums import (
    LISTING_SIZES,
    MOVES,
    PITCH_LENGTH,
    TITLE_LENGTH,
    Kind,
    Loot,
    Stage,
    State,
    Voice,
)

ON_THE_BOARD = Q(state=State.RECRUITING, hidden_at__isnull=True)
SEARCHED = ["card_version", "expires_at", "facets", "week", "week_bits"]


class ListingQuerySet(StateQuerySet["Listing"]):
    moves = MOVES

    def recruiting(self) -> Self:
        """What the board shows. True by the clock, whether or not the sweep ran."""
        return self.filter(ON_THE_BOARD, expires_at__gt=timezone.now())

    def overdue(self) -> Self:
        return self.filter(state=State.RECRUITING, expires_at__lte=timezone.now())

    def with_is_open(self) -> Self:
        """Whether each recruits, by the clock, and no moderator hid it."""
        recruits = ON_THE_BOARD & Q(expires_at__gt=timezone.now())
        return self.annotate(is_open=Case(When(recruits, then=True), default=False))

    def rosters(self) -> Self:
        """Of each team first the permanent listing that recruits, or else the one last
        renewed: its slots are the team's roster, its evenings the team's week."""
        permanent = self.with_is_open().filter(
            kind=Kind.PERMANENT, hidden_at=None, renewed_at__isnull=False
        )
        return permanent.order_by("-is_open", "-renewed_at", "-pk")

    def last_published_of(self, *teams: Team) -> Self:
        """The last of each team that was published, whatever became of it since."""
        published = self.filter(team__in=teams, published_at__isnull=False)
        shown = published.filter(hidden_at=None)
        return shown.order_by("team", "-published_at", "-pk").distinct("team")

    def visible_to(self, user: Any) -> Self:
        """Everybody sees what was published and not hidden, but for teams that they are
        kept apart from; a team sees its own.

        A listing that ended stays readable at its address, so that a link in a chat
        says what became of it.
        """
        public = Q(hidden_at__isnull=True) & ~Q(state=State.PRIVATE)
        if not user.is_authenticated:
            return self.filter(public)
        own = Membership.objects.current().filter(user=user).values("team")
        apart = Team.objects.kept_apart_from(user).values("pk")
        return self.filter(public & ~Q(team__in=apart) | Q(team__in=own))


class Listing(StatefulModel):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="listings")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERMANENT)
    state = models.CharField(max_length=10, choices=State, default=State.PRIVATE)
    size = models.PositiveSmallIntegerField(default=8)  # players in the raid
    # Of a field raid, which has no slots: the catalogue's job ids, sorted.
    sought_jobs = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )

    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    pitch = models.TextField(max_length=PITCH_LENGTH, blank=True)  # Markdown as typed
    stage = models.CharField(max_length=11, choices=Stage, default=Stage.FRESH)
    blind = models.BooleanField(default=False)
    week_one = models.BooleanField(default=False)
    strategy_url = WebAddressField(max_length=300, blank=True)
    intensity = models.CharField(
        max_length=8, choices=Intensity, default=Intensity.MIDCORE
    )
    hours_per_week = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    languages = ArrayField(models.CharField(max_length=2), default=list)
    languages_required = ArrayField(models.CharField(max_length=2), default=list)
    voice = models.CharField(max_length=6, choices=Voice, default=Voice.LISTEN)
    loot = models.CharField(max_length=8, choices=Loot, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    travel_accepted = models.BooleanField(default=True)
    transfer_wanted = models.BooleanField(default=False)
    min_item_level = models.PositiveSmallIntegerField(null=True, blank=True)
    clears = models.ManyToManyField("integrations.Duty", related_name="+", blank=True)

    # [[weekday, start minute, minutes], …] in `time_zone`, and what follows from it.
    schedule = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, default="UTC")
    week = MultirangeField(default=list)
    week_bits = WeekBitsField(default="0" * 336)
    # By which the week was worked out; other ones: it is worked out anew.
    zone_rules = models.CharField(max_length=RULES_LENGTH, blank=True, editable=False)

    # Derived for search and kept by `listings.actions.index`.
    facets = ArrayField(models.IntegerField(), default=list)
    words = SearchVectorField(default="")
    open_slots = models.PositiveSmallIntegerField(default=0)
    # Its team changed, and a task shall write the above anew.
    needs_reindex = models.BooleanField(default=False, db_default=False)

    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    version = models.PositiveIntegerField(default=1)  # guards against edit conflicts
    card_version = models.PositiveIntegerField(default=1)  # names the ready card

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(state=State.RECRUITING, kind=Kind.PERMANENT),
                name="listing_one_permanent_recruits",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="listing_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="listing_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(size__in=LISTING_SIZES), name="listing_size_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sought_jobs=[]) | Q(size=FIELD_RAID_SIZE),
                name="listing_sought_jobs_are_a_field_raids",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RECRUITING)
                | (
                    Q(renewed_at__isnull=False)
                    & Q(published_at__isnull=False)
                    & Q(expires_at__isnull=False)
                    & Q(expires_at__gt=F("renewed_at"))
                    & ~Q(title="")
                ),
                name="listing_recruiting_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_at__isnull=False),
                name="listing_closed_has_closed_at",
            ),
        ]
        indexes = [
            # Both orders hold what a search asks of a listing, so that walking down one
            # does not visit rows that lie far apart.
            models.Index(
                fields=["-renewed_at", "-id"],
                include=SEARCHED,
                condition=ON_THE_BOARD,
                name="listing_board_by_renewed",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                include=SEARCHED,
                condition=ON_THE_BOARD,
                name="listing_board_by_newest",
            ),
            GinIndex(
                "facets",
                condition=ON_THE_BOARD,
                fastupdate=False,
                name="listing_board_facets",
            ),
            GinIndex(
                "words",
                condition=ON_THE_BOARD,
                fastupdate=False,
                name="listing_board_words",
            ),
            GistIndex(
                fields=["week"], condition=ON_THE_BOARD, name="listing_board_week"
            ),
            models.Index(
                fields=["id"],
                condition=Q(needs_reindex=True),
                name="listing_needs_reindex",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(state=State.RECRUITING),
                name="listing_by_expiry",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    def get_absolute_url(self) -> str:
        slug = slugify(self.title)[:60].strip("-")
        if slug:
            return reverse("listings:read-slug", args=[self.pk, slug])
        return reverse("listings:read", args=[self.pk])

    @property
    def is_field_raid(self) -> bool:
        """It says which jobs it seeks, and has no list of seats."""
        return self.size == FIELD_RAID_SIZE

    def seeks_somebody(self) -> bool:
        return bool(self.sought_jobs) or self.slots.open().exists()

    @property
    def windows(self) -> list[Window]:
        return [Window.from_json(row) for row in self.schedule]

    @property
    def renewable_at(self) -> datetime | None:
        """None: at any time."""
        at = self.renewed_at and self.renewed_at + MOVES_UP_EVERY
        return at if at and at > timezone.now() else None

    @property
    def is_overdue(self) -> bool:
        """Ended by the clock, though the sweep has not written it down yet."""
        expires = self.expires_at
        return (
            self.state == State.RECRUITING
            and expires is not None
            and expires <= timezone.now()
        )

    @property
    def shown_state(self) -> State:
        return State.EXPIRED if self.is_overdue else State(self.state)

    @property
    def is_recruiting(self) -> bool:
        """What `recruiting()` asks the database."""
        return self.shown_state == State.RECRUITING and self.hidden_at is None

    @property
    def state_words(self) -> Any:
        """How it stands, for people: of one that is hidden nothing says that it
        recruits."""
        return _("Hidden by a moderator") if self.hidden_at else self.shown_state.label
