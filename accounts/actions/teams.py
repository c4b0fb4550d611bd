"""Found a team, change it, end it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions.blocks import lock_actor
from accounts.actions.history import record_team
from accounts.enums import MAX_TEAMS, MAX_TEAMS_LED, RESERVED, TeamRole, TeamVerb
from accounts.exceptions import (
    LeadsTooManyError,
    NotYoursToDoError,
    TeamArchivedError,
    TooManyTeamsError,
)
from accounts.models import Membership, Team, User
from accounts.rules import can_lead, can_manage
from accounts.signals import team_archived, team_changed
from config.lib.ids import shorten


def lock_team(team_id: UUID) -> Team:
    """The team, locked until the transaction ends. Locked before any of its listings."""
    return Team.objects.select_for_update(no_key=True).get(pk=team_id)


def lock_active_team(team_id: UUID) -> Team:
    """The same, or TeamArchivedError."""
    team = lock_team(team_id)
    if team.archived_at:
        raise TeamArchivedError
    return team


def lock_to_manage(team_id: UUID, by: User) -> Team:
    """The team and then who acts, for a verb of whoever manages it: both may be other
    than they were when somebody asked. Raises NotYoursToDoError, TeamArchivedError,
    SuspendedError or ErasedError."""
    team = lock_active_team(team_id)
    lock_actor(by)
    if not can_manage(Membership.objects.of(by, team.pk)):
        raise NotYoursToDoError
    return team


def _lock_to_lead(team_id: UUID, by: User) -> Team:
    team = lock_active_team(team_id)
    lock_actor(by)
    if not can_lead(Membership.objects.of(by, team.pk)):
        raise NotYoursToDoError
    return team


def refuse_too_many_teams(user: User) -> None:
    """Asked with the user locked."""
    if Membership.objects.current().filter(user=user).count() >= MAX_TEAMS:
        raise TooManyTeamsError


def leads_too_many(user: User) -> bool:
    """Asked with the user locked."""
    led = Membership.objects.current().filter(user=user, role=TeamRole.LEADER)
    return led.count() >= MAX_TEAMS_LED


@transaction.atomic
def create_team(*, by: User, name: str, world_id: int, about: str = "") -> Team:
    """A new team, led by who founds it. Raises TooManyTeamsError or LeadsTooManyError."""
    lock_actor(by)
    refuse_too_many_teams(by)
    if leads_too_many(by):
        raise LeadsTooManyError
    team = Team(name=name, world_id=world_id, about=about)
    team.slug = _free_slug(team)
    try:
        with transaction.atomic():
            team.save(force_insert=True)
    except IntegrityError:  # another of that name was founded at this moment
        team.slug = _own_slug(team)
        team.save(force_insert=True)
    Membership.objects.create(team=team, user=by, role=TeamRole.LEADER)
    record_team(team, TeamVerb.FOUNDED, by=by)
    return team


@transaction.atomic
def edit_team(team: Team, *, by: User, name: str, world_id: int, about: str) -> Team:
    """The address of a team stays when its name changes, so that links go on working."""
    team = _lock_to_lead(team.pk, by)
    team.name, team.world_id, team.about = name, world_id, about
    team.save(update_fields=["name", "world", "about"])
    team_changed.send(Team, team_id=team.pk, by_id=by.pk)
    return team


@transaction.atomic
def archive_team(team: Team, *, by: User) -> Team:
    """End a team: everybody leaves, its listings close, its page stays."""
    team = _lock_to_lead(team.pk, by)
    end_team(team, by=by)
    return team


def end_team(team: Team, *, by: User) -> None:
    """The same as what follows from something else, by whoever did that. The caller has
    locked the team."""
    now = timezone.now()
    team.archived_at = now
    team.save(update_fields=["archived_at"])
    record_team(team, TeamVerb.ENDED, by=by)
    team_archived.send(Team, team_id=team.pk, by_id=by.pk)
    Membership.objects.current().filter(team=team).update(until=now)


def _free_slug(team: Team) -> str:
    """From the name where it yields one; `team-<id>` where not, or where it is taken."""
    slug = _slug_of_name(team)
    if len(slug) < 2 or slug in RESERVED or Team.objects.filter(slug=slug).exists():
        return _own_slug(team)
    return slug


def _own_slug(team: Team) -> str:
    """One that no other team can have."""
    slug = _slug_of_name(team)
    if len(slug) < 2 or slug in RESERVED:
        return f"team-{shorten(team.pk)}".lower()
    return f"{slug}-{shorten(team.pk)[-6:]}".lower()


def _slug_of_name(team: Team) -> str:
    return slugify(team.name)[:60].strip("-_")
