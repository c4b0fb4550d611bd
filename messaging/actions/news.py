"""What people are told of what befell them in the rooms below: here, and by mail where
it cannot wait until they come by."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Character, TeamInvite, User
from config.lib.week import zone
from messaging.actions.notifications import notify
from messaging.actions.queueing import queue_mail
from messaging.models import Mail, Notification

INVITED_AGAIN = timedelta(days=3)  # then one may have forgotten the first mail


def tell_of_take_over(character_id: UUID, user_id: UUID) -> None:
    """To who had it: if that is news to them, they verify it again."""
    character = Character.objects.select_related("user").get(pk=character_id)
    title = _("%(name)s was verified by somebody else.") % {"name": character.name}
    url = reverse("accounts:characters")
    lost = f"{character.lost_at:%Y%m%d%H%M%S}" if character.lost_at else ""
    notify(
        [user_id],
        kind="accounts.character_taken_over",
        event=f"{character_id}:{lost}",
        title=title,
        url=url,
    )
    _write(
        character.user,
        _("Somebody else verified your character"),
        "emails/character_taken_over.txt",
        name=character.name,
        url=_absolute(url),
    )


def tell_of_invitation(invite_id: UUID) -> None:
    found = TeamInvite.objects.select_related("team", "invitee", "created_by")
    invite = found.get(pk=invite_id)
    if invite.invitee is None:
        return
    url = reverse("listings:invite", args=[invite.code])
    title = _("%(team)s invites you.") % {"team": invite.team.name}
    notify(
        [invite.invitee.pk],
        kind="accounts.team_invited",
        event=str(invite.pk),
        title=title,
        url=url,
    )
    if _was_invited_before(invite):
        return
    _write(
        invite.invitee,
        title,
        "emails/team_invited.txt",
        team=invite.team.name,
        by=invite.created_by.handle,
        until=invite.expires_at,
        url=_absolute(url),
    )


def _was_invited_before(invite: TeamInvite) -> bool:
    """Taken back and written anew, an invitation is no reason for mail after mail."""
    before = TeamInvite.objects.filter(team=invite.team_id, invitee=invite.invitee_id)
    lately = timezone.now() - INVITED_AGAIN
    return before.filter(created_at__gt=lately).exclude(pk=invite.pk).exists()


def tell_seeking_ends(user_id: UUID, until: datetime) -> None:
    """Time enough to renew it; no mail for that."""
    notify(
        [user_id],
        kind="accounts.seeking_ends_soon",
        event=f"{until:%Y%m%d%H%M}",
        title=_("Soon teams will not find you any more. Still looking?"),
        url=reverse("accounts:seeking"),
        data={"until": until},
    )


def tell_code_not_found(character_id: UUID, user_id: UUID, outcome: str) -> None:
    """They think that it runs by itself, which it did, for a day."""
    character = Character.objects.get(pk=character_id)
    newest = character.verifications.latest("pk")
    notify(
        [user_id],
        kind="accounts.verification_given_up",
        event=f"{newest.pk}:{outcome}",
        title=_("%(name)s could not be verified within a day.")
        % {"name": character.name or _("Your character")},
        url=reverse("accounts:character", args=[character.pk]),
    )


def forget_person(user_id: UUID, emails: Sequence[str]) -> None:
    """An account is erased: whatever was written to them is gone, sent or not."""
    Notification.objects.filter(recipient=user_id).delete()
    written = Q()
    for email in emails:
        written |= Q(to__0__iexact=email)
    if written:
        Mail.objects.filter(written).delete()


def _write(person: User, subject: str, template: str, **facts: object) -> None:
    """Only to an address that they have proved: anybody can sign up with another's. Times
    are told in the reader's zone."""
    proved = EmailAddress.objects.filter(user=person, primary=True, verified=True)
    if not person.is_active or not (address := proved.first()):
        return
    with timezone.override(zone(person.time_zone) or UTC):
        text = render_to_string(template, {"handle": person.handle, **facts})
    queue_mail(EmailMessage(subject, text.strip() + "\n", to=[address.email]))


def _absolute(url: str) -> str:
    return f"{settings.SITE_URL}{url}"
