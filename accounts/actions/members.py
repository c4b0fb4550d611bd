"""Members of a team: their roles, what they play, how they go and who leads.

Each verb locks the team, then who acts and whom it concerns, and judges by what it then
finds: who may do it, whether the other one is still there. So two who act at once never act on the same old picture.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions.blocks import lock_actor
from accounts.actions.history import record_team
from accounts.actions.teams import end_team, leads_too_many, lock_active_team
from accounts.enums import TeamRole, TeamVerb
from accounts.exceptions import (
    CannotLeadError,
    CharacterGoneError,
    LastMemberError,
    LeaderStaysError,
    MemberGoneError,
    NotYoursToDoError,
)
from accounts.models import Character, Membership, Team, TeamInvite, User
from accounts.rules import (
    can_hand_over,
    can_invite,
    can_remove,
    can_set_kind,
    can_set_play,
    can_set_role,
    is_suspended,
)
from accounts.signals import member_changed, member_left


@dataclass(frozen=True)
class _Table:
    """The locked team, who acts in it (None: no member), and whom it concerns."""

    team: Team
    actor: Membership | None
    member: Membership


@transaction.atomic
def set_role(membership: Membership, *, by: User, role: str) -> Membership:
    """Make an officer or a plain member of somebody."""
    table = _sit_down(membership, by)
    if role == TeamRole.LEADER or not can_set_role(table.actor, table.member):
        raise NotYoursToDoError
    if table.member.role != role:
        table.member.role = role
        _write(table, "role", by=by, verb=TeamVerb(role))
        if not can_invite(table.member):
            _end_invites_by(table.member)
    return table.member


@transaction.atomic
def set_kind(membership: Membership, *, by: User, kind: str) -> Membership:
    """Say that somebody is a permanent member, or a substitute."""
    table = _sit_down(membership, by)
    if not can_set_kind(table.actor, table.member):
        raise NotYoursToDoError
    if table.member.kind != kind:
        table.member.kind = kind
        _write(table, "kind", by=by, verb=TeamVerb(kind))
    return table.member


@transaction.atomic
def set_play(
    membership: Membership,
    *,
    by: User,
    character: Character | None,
    job_id: int | None,
) -> Membership:
    """Say with which character and job one plays; both may stay unsaid."""
    table = _sit_down(membership, by)
    if not can_set_play(table.actor, table.member):
        raise NotYoursToDoError
    if character is not None and character.user_id != by.pk:
        raise NotYoursToDoError
    if character is not None and not Character.objects.of(by).contains(character):
        raise CharacterGoneError
    table.member.character, table.member.job_id = character, job_id
    _write(table, "character", "job", by=by)
    return table.member


@transaction.atomic
def change_member(
    membership: Membership,
    *,
    by: User,
    role: str | None = None,
    kind: str | None = None,
    play: tuple[Character | None, int | None] | None = None,
) -> None:
    """All of it, or nothing; what is None stays."""
    if role is not None:
        set_role(membership, by=by, role=role)
    if kind is not None:
        set_kind(membership, by=by, kind=kind)
    if play is not None:
        set_play(membership, by=by, character=play[0], job_id=play[1])


@transaction.atomic
def hand_over(membership: Membership, *, by: User) -> Membership:
    """The leader makes another member the leader, and stays as an officer."""
    table = _sit_down(membership, by)
    if table.actor is None or not can_hand_over(table.actor, table.member):
        raise NotYoursToDoError
    if not _can_lead_now(table.member.user):
        raise CannotLeadError
    _crown(table.team, table.actor, table.member, by=by)
    return table.member


@transaction.atomic
def remove_member(membership: Membership, *, by: User) -> Membership:
    """Somebody must go; their seats are free again."""
    table = _sit_down(membership, by)
    if not can_remove(table.actor, table.member):
        raise NotYoursToDoError
    return _end(table.team, table.member, by=by, verb=TeamVerb.REMOVED)


@transaction.atomic
def leave_team(
    membership: Membership, *, by: User, ends_team: bool = False
) -> Membership:
    """Go by oneself. A leader hands over first; the last one ends the team, which must
    be said by `ends_team`, so that nobody ends one unknowingly."""
    table = _sit_down(membership, by)
    if table.member.user_id != by.pk:
        raise NotYoursToDoError
    if table.member.role != TeamRole.LEADER:
        return _end(table.team, table.member, by=by, verb=TeamVerb.LEFT)
    if _others(table.team, table.member).exists():
        raise LeaderStaysError
    if not ends_team:
        raise LastMemberError
    end_team(table.team, by=by)
    table.member.refresh_from_db()
    return table.member


def leave_all_teams(user: User) -> None:
    """An account ends. Where it leads others, the officer of longest standing follows,
    or else the member; a team of nobody is archived. In the caller's transaction."""
    current = Membership.objects.current().filter(user=user)
    for team_id in current.order_by("team").values_list("team", flat=True):
        _leave_for_good(lock_active_team(team_id), user)


def _leave_for_good(team: Team, user: User) -> None:
    member = Membership.objects.current().filter(team=team, user=user).first()
    if member is None:
        return
    if member.role == TeamRole.LEADER:
        heir = _heir(team, member)
        if heir is None:
            end_team(team, by=user)
            return
        _crown(team, member, heir, by=user)
    _end(team, member, by=user, verb=TeamVerb.LEFT)


def _heir(team: Team, leader: Membership) -> Membership | None:
    """None: nobody who could lead is left."""
    ranks = [TeamRole.OFFICER, TeamRole.MEMBER]
    others = _others(team, leader).select_related("user").order_by("since")
    able = [other for other in others if other.user.is_active]
    return min(able, key=lambda other: ranks.index(TeamRole(other.role)), default=None)


def _crown(team: Team, old: Membership, new: Membership, *, by: User) -> None:
    """The old one first: a team has one leader at any moment, and at least one only
    when the transaction ends."""
    for member, role in ((old, TeamRole.OFFICER), (new, TeamRole.LEADER)):
        member.role = role
        member.save(update_fields=["role"])
    record_team(team, TeamVerb.LEADER, by=by, of=new.user)
    for member in (old, new):
        _tell_changed(member, by)


def _end(team: Team, member: Membership, *, by: User, verb: TeamVerb) -> Membership:
    member.until = timezone.now()
    member.save(update_fields=["until"])
    _end_invites_by(member)
    record_team(team, verb, by=by, of=member.user)
    member_left.send(
        Membership,
        membership_id=member.pk,
        team_id=team.pk,
        user_id=member.user_id,
        by_id=by.pk,
    )
    return member


def _end_invites_by(member: Membership) -> None:
    """Who may not invite any more lets nobody in by what they wrote before."""
    theirs = TeamInvite.objects.live().filter(
        team=member.team_id, created_by=member.user_id
    )
    theirs.update(revoked_at=timezone.now())


def _sit_down(membership: Membership, by: User) -> _Table:
    """Raises MemberGoneError, TeamArchivedError, SuspendedError or ErasedError."""
    team = lock_active_team(membership.team_id)
    lock_actor(by, membership.user_id)
    current = Membership.objects.current().filter(team=team)
    found = current.select_related("user").filter(pk=membership.pk).first()
    if found is None:
        raise MemberGoneError
    return _Table(team, current.filter(user=by).first(), found)


def _write(table: _Table, *fields: str, by: User, verb: TeamVerb | None = None) -> None:
    table.member.save(update_fields=fields)
    if verb is not None:
        record_team(table.team, verb, by=by, of=table.member.user)
    _tell_changed(table.member, by)


def _tell_changed(member: Membership, by: User) -> None:
    member_changed.send(
        Membership, membership_id=member.pk, team_id=member.team_id, by_id=by.pk
    )


def _others(team: Team, member: Membership) -> QuerySet[Membership]:
    return Membership.objects.current().filter(team=team).exclude(pk=member.pk)


def _can_lead_now(user: User) -> bool:
    return user.is_active and not is_suspended(user) and not leads_too_many(user)
