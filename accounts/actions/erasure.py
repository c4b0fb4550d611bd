"""An account ends: nothing that tells who it was is left.

What others keep goes on referring to the row, which from then on is nobody's: who was
in a team, who wrote a listing's history. Everything that Django would delete along with
the row is deleted; the characters and the row itself are made anonymous.
"""

import re
import secrets

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.blocks import lock_people
from accounts.actions.characters import anonymise_characters
from accounts.actions.members import leave_all_teams
from accounts.actions.teams import lock_team
from accounts.enums import TeamRole
from accounts.exceptions import LeadsOthersError
from accounts.models import Character, FormerHandle, Membership, Team, TeamInvite, User
from accounts.signals import account_erased

# The characters are made anonymous, and what a moderator did stays on record.
KEPT = (Character, LogEntry)


def led_teams(user: User) -> models.QuerySet[Team]:
    """Teams that must be handed over before the account ends: somebody else is there
    who could lead them."""
    led = Membership.objects.current().filter(user=user, role=TeamRole.LEADER)
    able = models.Q(user__suspended_until=None) | models.Q(
        user__suspended_until__lte=timezone.now()
    )
    others = Membership.objects.current().filter(able, user__is_active=True)
    in_need = led.values("team")
    return Team.objects.filter(
        pk__in=others.exclude(user=user).filter(team__in=in_need).values("team")
    ).order_by("name")


@transaction.atomic
def erase_account(user: User) -> User:
    """For good. Raises LeadsOthersError while somebody else waits to be led. Done
    twice, it is once."""
    user = _lock_with_teams(user)
    if user.erased_at:
        return user
    if teams := [*led_teams(user)]:
        raise LeadsOthersError(teams)
    emails, names = _addresses_of(user), _names_of(user)
    goodbye = _goodbye_to(user)
    leave_all_teams(user)
    TeamInvite.objects.live().filter(created_by=user).update(revoked_at=timezone.now())
    anonymise_characters(user)
    _delete_what_is_theirs(user)
    _make_anonymous(user)
    _rename_in_log(user, [*emails, *names], user.handle)
    account_erased.send(User, user_id=user.pk, emails=emails)
    goodbye.send()  # the last one: those before are forgotten
    return user


class _JoinedMeanwhile(Exception):  # noqa: N818 -- no error: it begins anew
    """They came into a team between its being looked for and their being locked."""


def _lock_with_teams(user: User) -> User:
    """The teams first, as everywhere. Whoever joins one meanwhile gives all locks back
    and takes them anew: a team is never locked after a person."""
    while True:
        try:
            with transaction.atomic():  # rolled back, it lets go of its locks
                return _lock_teams_and_person(user)
        except _JoinedMeanwhile:
            continue


def _lock_teams_and_person(user: User) -> User:
    current = Membership.objects.current().filter(user=user)
    teams = list(current.order_by("team").values_list("team", flat=True))
    for team_id in teams:
        lock_team(team_id)
    locked = lock_people(user.pk)[user.pk]
    if current.exclude(team__in=teams).exists():
        raise _JoinedMeanwhile
    return locked


def _addresses_of(user: User) -> list[str]:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return sorted({user.email, *(each.lower() for each in known)})


def _names_of(user: User) -> list[str]:
    """The longest first, so that none is left in part."""
    former = FormerHandle.objects.filter(user=user).values_list("handle", flat=True)
    played = Character.objects.filter(user=user).exclude(name="")
    names = {user.handle, *former, *played.values_list("name", flat=True)}
    return sorted(names, key=len, reverse=True)


def _goodbye_to(user: User) -> EmailMessage:
    text = render_to_string("emails/account_erased.txt", {"handle": user.handle})
    return EmailMessage(_("Your Muster account is erased"), text, to=[user.email])


def _delete_what_is_theirs(user: User) -> None:
    for relation in User._meta.get_fields(include_hidden=True):
        if (
            isinstance(relation, models.ForeignObjectRel)
            and relation.on_delete is models.CASCADE
            and relation.related_model not in KEPT
        ):
            theirs = {relation.field.name: user}
            relation.related_model._base_manager.filter(**theirs).delete()


def _make_anonymous(user: User) -> None:
    fresh = User(
        pk=user.pk,
        email=f"{secrets.token_hex(16)}@erased.invalid",
        handle=f"gone-{secrets.token_hex(8)}",
        is_active=False,
        date_joined=user.date_joined,
        erased_at=timezone.now(),
    )
    fresh.set_unusable_password()
    fresh.save(force_update=True)
    user.refresh_from_db()


def _rename_in_log(user: User, names: list[str], handle: str) -> None:
    """What moderators did about them is kept, but not under which names."""
    any_of_them = "|".join(re.escape(name) for name in names)
    said = re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)", re.IGNORECASE)
    characters = Character.objects.filter(user=user).values_list("pk", flat=True)
    for model, keys in ((User, [user.pk]), (Character, [*characters])):
        kind = ContentType.objects.get_for_model(model)
        about = LogEntry.objects.filter(content_type=kind, object_id__in=map(str, keys))
        for entry in about:
            entry.object_repr = handle
            entry.change_message = said.sub(handle, entry.change_message)
            entry.save(update_fields=["object_repr", "change_message"])
