"""Invite into a team: by a link for whoever holds it, or one person by handle."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.blocks import lock_actor
from accounts.actions.history import record_team
from accounts.actions.teams import (
    lock_active_team,
    lock_team,
    refuse_too_many_teams,
)
from accounts.enums import (
    MAX_INVITES,
    MAX_MEMBERS,
    PLAYER_INVITE_DAYS,
    TeamRole,
    TeamVerb,
)
from accounts.exceptions import (
    AlreadyInvitedError,
    AlreadyMemberError,
    CannotBeInvitedError,
    InviteEndedError,
    InviteNotForYouError,
    NotYoursToDoError,
    TeamFullError,
    TooManyInvitesError,
)
from accounts.models import Block, Membership, Team, TeamEvent, TeamInvite, User
from accounts.rules import can_invite
from accounts.signals import member_joined, team_invited

CODE_BYTES = 16  # 22 characters, which nobody guesses
AGAIN_AFTER = timedelta(days=30)  # of declining a team


@transaction.atomic
def invite_by_link(
    team: Team, *, by: User, kind: str, days: int, max_uses: int
) -> TeamInvite:
    """A link that lets in whoever opens it, so many of them, for so many days."""
    team = _lock_to_invite(team, by)
    return _issue(team, by, kind=kind, days=days, max_uses=max_uses)


@transaction.atomic
def invite_player(team: Team, *, by: User, player: User, kind: str) -> TeamInvite:
    """One person, who is told and may decline."""
    # A block said at this moment comes before or after, never in between.
    team = _lock_to_invite(team, by, player.pk)
    current = Membership.objects.current().filter(team=team)
    if current.filter(user=player).exists():
        raise AlreadyMemberError
    if _is_refused(team, by, player):
        raise CannotBeInvitedError
    asked = TeamInvite.objects.filter(team=team, invitee=player)
    if asked.live().exists():
        raise AlreadyInvitedError
    # One that ran out stands in the way of a new one until somebody says that it did.
    _take_back(team, player)
    invite = _issue(team, by, kind=kind, days=PLAYER_INVITE_DAYS, invitee=player)
    team_invited.send(
        TeamInvite,
        invite_id=invite.pk,
        team_id=team.pk,
        user_id=player.pk,
        by_id=by.pk,
    )
    return invite


@transaction.atomic
def revoke_invite(invite: TeamInvite, *, by: User) -> TeamInvite:
    """It lets nobody in any more. One that has ended anyway stays as it is."""
    team = _lock_to_invite(invite.team, by)
    invite = TeamInvite.objects.select_related("team").get(pk=invite.pk, team=team)
    if invite.ended is None:
        invite.revoked_at = timezone.now()
        invite.save(update_fields=["revoked_at"])
    return invite


@transaction.atomic
def accept_invite(invite: TeamInvite, *, by: User) -> Membership:
    """Join the team. The lock on it makes two who come at once come one by one.

    Raises InviteEndedError, AlreadyMemberError, TeamFullError, TooManyTeamsError,
    InviteNotForYouError, SuspendedError or ErasedError.
    """
    team = lock_team(invite.team_id)
    invite = TeamInvite.objects.select_related("team", "created_by").get(pk=invite.pk)
    lock_actor(by, *_hosts(team, invite.created_by))
    members = Membership.objects.current().filter(team=team)
    if members.filter(user=by).exists():
        raise AlreadyMemberError
    if reason := invite.ended:
        raise InviteEndedError(reason)
    if not works_for(invite, by):
        raise InviteNotForYouError
    if members.count() >= MAX_MEMBERS:
        raise TeamFullError
    refuse_too_many_teams(by)
    invite.uses += 1
    invite.save(update_fields=["uses"])
    return _join(team, by, kind=invite.kind)


@transaction.atomic
def decline_invite(invite: TeamInvite, *, by: User) -> TeamInvite:
    """Raises InviteEndedError where there is nothing to decline any more."""
    lock_team(invite.team_id)
    lock_actor(by)
    invite = TeamInvite.objects.select_related("team").get(pk=invite.pk)
    if invite.invitee_id != by.pk:
        raise NotYoursToDoError
    if reason := invite.ended:
        raise InviteEndedError(reason)
    invite.declined_at = timezone.now()
    invite.save(update_fields=["declined_at"])
    return invite


def works_for(invite: TeamInvite, user: User) -> bool:
    """Not for whom it was not meant, nor for two who shall not meet, nor for somebody
    whom the team removed since it was written."""
    if invite.invitee_id not in (None, user.pk):
        return False
    if _is_kept_apart(invite.team, invite.created_by, user):
        return False
    removed = TeamEvent.objects.filter(
        team=invite.team_id,
        verb=TeamVerb.REMOVED,
        subject=user,
        at__gt=invite.created_at,
    )
    return not removed.exists()


def _lock_to_invite(team: Team, by: User, *players: UUID) -> Team:
    team = lock_active_team(team.pk)
    lock_actor(by, *_hosts(team, by), *players)
    if not can_invite(Membership.objects.of(by, team.pk)):
        raise NotYoursToDoError
    return team


def _issue(
    team: Team,
    by: User,
    *,
    kind: str,
    days: int,
    max_uses: int = 1,
    invitee: User | None = None,
) -> TeamInvite:
    if TeamInvite.objects.live().filter(team=team).count() >= MAX_INVITES:
        raise TooManyInvitesError
    return TeamInvite.objects.create(
        team=team,
        code=secrets.token_urlsafe(CODE_BYTES),
        invitee=invitee,
        kind=kind,
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
        max_uses=max_uses,
    )


def _take_back(team: Team, player: User) -> None:
    """What this player was asked and has not answered."""
    asked = TeamInvite.objects.filter(team=team, invitee=player, uses=0)
    unanswered = asked.filter(revoked_at=None, declined_at=None)
    unanswered.update(revoked_at=timezone.now())


def _join(team: Team, user: User, *, kind: str) -> Membership:
    member = Membership.objects.create(
        team=team, user=user, role=TeamRole.MEMBER, kind=kind
    )
    # Who came by another way has no use for an invitation any more.
    _take_back(team, user)
    record_team(team, TeamVerb.JOINED, by=user)
    member_joined.send(
        Membership,
        membership_id=member.pk,
        team_id=team.pk,
        user_id=user.pk,
        by_id=user.pk,
    )
    return member


def _is_refused(team: Team, by: User, player: User) -> bool:
    """Who declined is left in peace for a while."""
    if not player.is_active or _is_kept_apart(team, by, player):
        return True
    lately = timezone.now() - AGAIN_AFTER
    declined = TeamInvite.objects.filter(
        team=team, invitee=player, declined_at__gt=lately
    )
    return declined.exists()


def _is_kept_apart(team: Team, inviter: User, player: User) -> bool:
    """A block between the player and whoever invites, or leads."""
    return not _hosts(team, inviter).isdisjoint(Block.objects.apart_from(player))


def _hosts(team: Team, inviter: User) -> set[UUID]:
    leads = Membership.objects.current().filter(team=team, role=TeamRole.LEADER)
    return {inviter.pk, *leads.values_list("user", flat=True)}
