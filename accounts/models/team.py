"""A team (a static) and who belongs to it. Both end; neither is deleted."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.enums import (
    ABOUT_LENGTH,
    NAME_LENGTH,
    MemberKind,
    TeamRole,
    TeamVerb,
)
from accounts.models.block import Block
from config.lib.ids import uuid7


class TeamQuerySet(models.QuerySet["Team"]):
    def active(self) -> Self:
        return self.filter(archived_at__isnull=True)

    def managed_by(self, user: Any) -> Self:
        """Teams that the user leads or serves as an officer."""
        return self.active().filter(
            memberships__in=Membership.objects.current().filter(
                user=user, role__in=(TeamRole.LEADER, TeamRole.OFFICER)
            )
        )

    def of_one(self, user: Any) -> Self:
        """Teams that have nobody else: they end when this person leaves."""
        current = Membership.objects.current()
        others = current.filter(team=models.OuterRef("pk")).exclude(user=user)
        mine = self.filter(pk__in=current.filter(user=user).values("team"))
        return mine.filter(~models.Exists(others)).order_by("name")

    def kept_apart_from(self, user: Any) -> Self:
        """Teams led by somebody who blocks this person or whom they block. What one is
        a member of is never among them."""
        if not user.is_authenticated:
            return self.none()
        leads = Membership.objects.current().filter(
            role=TeamRole.LEADER, user__in=Block.objects.others_than(user)
        )
        own = Membership.objects.current().filter(user=user)
        return self.filter(pk__in=leads.values("team")).exclude(
            pk__in=own.values("team")
        )

    def ids_apart_from(self, user: Any) -> frozenset[UUID]:
        """The same, asked once for a page that needs it several times."""
        if not user.is_authenticated:
            return frozenset()
        return frozenset(self.kept_apart_from(user).values_list("pk", flat=True))

    def visible_to(self, user: Any) -> Self:
        """Everybody sees every team, but where one of two does not want to meet."""
        if not user.is_authenticated:
            return self.all()
        return self.exclude(pk__in=Team.objects.kept_apart_from(user).values("pk"))


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=NAME_LENGTH)
    slug = models.SlugField(max_length=80, unique=True)
    world = models.ForeignKey(
        "integrations.World", on_delete=models.PROTECT, related_name="+"
    )
    about = models.TextField(max_length=ABOUT_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="team_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("listings:team", args=[self.slug])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(until__isnull=True)

    def shown_to(self, viewer: Any) -> Self:
        """Without whoever the viewer is kept apart from; not so inside one team."""
        if not viewer.is_authenticated:
            return self.all()
        apart = Q(user__in=Block.objects.others_than(viewer))
        own = Membership.objects.current().filter(user=viewer).values("team")
        return self.exclude(apart & ~Q(team__in=own))

    def of(self, user: Any, team_id: UUID) -> "Membership | None":
        if not user.is_authenticated:
            return None
        return self.current().filter(user=user, team_id=team_id).first()


class Membership(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=TeamRole, default=TeamRole.MEMBER)
    kind = models.CharField(
        max_length=10, choices=MemberKind, default=MemberKind.PERMANENT
    )
    # With which character and job; unsaid until the member says it.
    character = models.ForeignKey(
        "accounts.Character",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    job = models.ForeignKey(
        "integrations.Job",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"],
                condition=models.Q(until__isnull=True),
                name="membership_is_single",
            ),
            # At most one; that there is one at all is a deferred trigger (migration 2).
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(until__isnull=True, role=TeamRole.LEADER),
                name="membership_team_has_one_leader",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=TeamRole.values),
                name="membership_role_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=MemberKind.values),
                name="membership_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"


class TeamEvent(models.Model):
    """What happened to a team and whom it befell. Rows are only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10, choices=TeamVerb)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb__in=TeamVerb.values),
                name="teamevent_verb_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"
