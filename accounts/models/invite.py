"""An invitation into a team: a link that several may use, or one for one person."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import InviteEnd, MemberKind, TeamRole
from accounts.models.block import Block
from accounts.models.team import Membership, Team
from config.lib.ids import uuid7


class TeamInviteQuerySet(models.QuerySet["TeamInvite"]):
    def live(self) -> Self:
        """Those that still let somebody in."""
        return self.filter(
            revoked_at=None,
            declined_at=None,
            expires_at__gt=timezone.now(),
            uses__lt=F("max_uses"),
            team__archived_at=None,
        )

    def waiting_for(self, user: Any) -> Self:
        """Invitations for this person that still wait for an answer. None of somebody
        whom they shall not meet."""
        if not user.is_authenticated:
            return self.none()
        mine = self.live().filter(invitee=user)
        if apart := Block.objects.apart_from(user):
            mine = mine.exclude(created_by__in=apart)
            mine = mine.filter(team__in=Team.objects.visible_to(user))
        return mine.order_by("created_at")

    def count_waiting(self, user: OuterRef) -> Coalesce:
        """How many wait for the person of an outer query: `waiting_for` as a part of
        it."""
        pairs = Q(blocker=OuterRef("invitee"), blocked=OuterRef("created_by"))
        pairs |= Q(blocker=OuterRef("created_by"), blocked=OuterRef("invitee"))
        leads = Membership.objects.current().filter(
            team=OuterRef("team"), role=TeamRole.LEADER
        )
        invitee, leader = OuterRef(OuterRef("invitee")), OuterRef("user")
        led = Q(blocker=invitee, blocked=leader) | Q(blocker=leader, blocked=invitee)
        found = (
            self.live()
            .filter(~Exists(Block.objects.filter(pairs)), invitee=user)
            .filter(~Exists(leads.filter(Exists(Block.objects.filter(led)))))
        )
        counted = found.order_by().values("invitee").annotate(n=Count("pk"))
        return Coalesce(Subquery(counted.values("n")), 0)


class TeamInvite(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invites")
    code = models.CharField(max_length=40, unique=True)  # what the link carries
    # None: a link, for whoever holds it.
    invitee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="team_invites",
    )
    kind = models.CharField(
        max_length=10, choices=MemberKind, default=MemberKind.PERMANENT
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField(default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = TeamInviteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uses__lte=F("max_uses")),
                name="teaminvite_is_not_overused",
            ),
            models.CheckConstraint(
                condition=Q(invitee__isnull=True) | Q(max_uses=1),
                name="teaminvite_for_one_is_used_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MemberKind.values),
                name="teaminvite_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["team", "invitee"],
                condition=Q(revoked_at=None, declined_at=None, uses=0),
                name="teaminvite_one_for_each",
            ),
        ]

    def __str__(self) -> str:
        return f"invite into {self.team_id}"

    @property
    def ended(self) -> InviteEnd | None:
        """Why it lets nobody in any more; None while it does. Asks for its team."""
        if self.team.archived_at:
            return InviteEnd.TEAM_ENDED
        if self.revoked_at:
            return InviteEnd.REVOKED
        if self.declined_at:
            return InviteEnd.DECLINED
        if self.uses >= self.max_uses:
            return InviteEnd.USED_UP
        return InviteEnd.EXPIRED if self.expires_at <= timezone.now() else None
