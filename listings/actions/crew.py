"""Tell people what became of their team: who came, who had to go, who leads now."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import TeamRole
from accounts.models import Membership
from messaging.actions import notify


def tell_who_joined(membership_id: UUID) -> None:
    """To the leader and the officers: a link may have been passed on."""
    member = _member(membership_id)
    managers = Membership.objects.current().filter(
        team=member.team_id, role__in=(TeamRole.LEADER, TeamRole.OFFICER)
    )
    notify(
        managers.exclude(user=member.user_id).values_list("user", flat=True),
        kind="accounts.member_joined",
        event=str(member.pk),
        title=_("%(player)s joined %(team)s.")
        % {"player": member.user.handle, "team": member.team.name},
        url=reverse("listings:team-members", args=[member.team.slug]),
    )


def tell_who_was_removed(membership_id: UUID) -> None:
    member = _member(membership_id)
    notify(
        [member.user_id],
        kind="accounts.member_removed",
        event=str(member.pk),
        title=_("You are no longer in %(team)s.") % {"team": member.team.name},
        url=member.team.get_absolute_url(),
    )


def tell_who_leads(membership_id: UUID, by_id: UUID) -> None:
    """To whom the leadership was handed. Nobody but the leader changes a leader, so a
    leader changed by somebody else has just become one."""
    member = _member(membership_id)
    if member.role != TeamRole.LEADER or member.user_id == by_id:
        return
    event = member.team.events.filter(verb="leader").last()
    notify(
        [member.user_id],
        kind="accounts.leads_team",
        event=str(event.pk if event else member.pk),
        title=_("You lead %(team)s now.") % {"team": member.team.name},
        url=reverse("listings:team-members", args=[member.team.slug]),
    )


def _member(membership_id: UUID) -> Membership:
    found = Membership.objects.select_related("team", "user")
    return found.get(pk=membership_id)
