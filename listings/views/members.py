"""Who belongs to a team: their roles, what they play, coming and going."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import actions
from accounts.decorators import require, writes
from accounts.enums import TeamVerb
from accounts.exceptions import TeamRefusalError
from accounts.http import MemberRequest
from accounts.models import Block, Membership, Team, TeamEvent, User
from accounts.rules import (
    acting,
    can_hand_over,
    can_invite,
    can_remove,
    can_set_kind,
    can_set_play,
)
from listings.crew import Crew, crew_of
from listings.forms import MemberForm

EVENTS = 20  # of a team's history

SAID: dict[str, Any] = {
    TeamVerb.FOUNDED: _l("%(actor)s founded the team"),
    TeamVerb.JOINED: _l("%(subject)s joined"),
    TeamVerb.LEFT: _l("%(subject)s left"),
    TeamVerb.REMOVED: _l("%(actor)s removed %(subject)s"),
    TeamVerb.OFFICER: _l("%(actor)s made %(subject)s an officer"),
    TeamVerb.MEMBER: _l("%(actor)s made %(subject)s a plain member"),
    TeamVerb.PERMANENT: _l("%(actor)s made %(subject)s a permanent member"),
    TeamVerb.SUBSTITUTE: _l("%(actor)s made %(subject)s a substitute"),
    TeamVerb.LEADER: _l("%(actor)s handed the leadership to %(subject)s"),
    TeamVerb.ENDED: _l("%(actor)s ended the team"),
}


@require_safe
@login_required
def members(request: MemberRequest, slug: str) -> HttpResponse:
    """For the team's own eyes: everybody with what the reader may change, and what
    happened."""
    team, membership = own_team(request, slug)
    actor = acting(request.user, membership)
    crew = crew_of(team.pk, request.user)
    groups = [
        {
            "title": title,
            "rows": [(face, may_change(actor, face.membership)) for face in faces],
        }
        for title, faces in (
            (_("Permanent members"), crew.permanent),
            (_("Substitutes"), crew.substitutes),
        )
    ]
    context = {
        "team": team,
        "membership": membership,
        "groups": groups,
        "events": _events(team, request.user, crew),
        "can_invite": can_invite(actor),
        "is_suspended": actor is None,
    }
    return render(request, "listings/team_members.html", context)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """One member: role and kind for who may give them, character and job for
    themself."""
    team, actor = own_team(request, slug)
    found = _member(team, pk)
    require(may_change(actor, found), actor)
    form = MemberForm(request.POST or None, actor=actor, member=found)
    if not (request.method == "POST" and form.is_valid()):
        return _member_page(request, form, actor, found)
    change = partial(actions.change_member, found, by=request.user, **form.changes())
    return _done(request, slug, change, _("Saved."))


@writes
@require_POST
def remove(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    team, _actor = own_team(request, slug)
    found = _member(team, pk)
    gone = _("%(player)s is no longer in the team, and their seats are open.")
    take_out = partial(actions.remove_member, found, by=request.user)
    return _done(request, slug, take_out, gone % {"player": found.user.handle})


@writes
@require_POST
def hand_over(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    team, _actor = own_team(request, slug)
    found = _member(team, pk)
    leads = _("%(player)s leads the team now, and you are an officer.")
    hand = partial(actions.hand_over, found, by=request.user)
    return _done(request, slug, hand, leads % {"player": found.user.handle})


@writes
@require_POST
def leave(request: MemberRequest, slug: str) -> HttpResponse:
    team, membership = own_team(request, slug)
    ends_team = request.POST.get("ends") == "yes"
    try:
        actions.leave_team(membership, by=request.user, ends_team=ends_team)
    except TeamRefusalError as refusal:
        messages.warning(request, str(refusal))
        return redirect("listings:team-member", slug, membership.pk)
    messages.success(request, _("You have left the team."))
    return redirect(team)


def _done(
    request: MemberRequest, slug: str, act: Callable[[], object], said: str
) -> HttpResponse:
    """Back among the members, with the team's refusal where there is one."""
    try:
        act()
    except TeamRefusalError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("listings:team-members", slug)


def own_team(request: MemberRequest, slug: str) -> tuple[Team, Membership]:
    """A team's inside is nobody else's: 404."""
    team = get_object_or_404(Team.objects.active(), slug=slug)
    membership = Membership.objects.of(request.user, team.pk)
    if membership is None:
        raise Http404
    return team, membership


def may_change(actor: Membership | None, member: Membership) -> bool:
    rules = (can_set_play, can_set_kind, can_remove)
    return any(may(actor, member) for may in rules)


def _member(team: Team, pk: UUID) -> Membership:
    current = Membership.objects.current().filter(team=team).select_related("user")
    return get_object_or_404(current, pk=pk)


def _member_page(
    request: MemberRequest, form: MemberForm, actor: Membership, member: Membership
) -> HttpResponse:
    team = Membership.objects.current().filter(team=member.team_id)
    is_self = member.pk == actor.pk
    context = {
        "form": form,
        "team": Team.objects.get(pk=member.team_id),
        "member": member,
        "is_self": is_self,
        "is_alone": is_self and team.count() == 1,
        "can_hand_over": can_hand_over(actor, member),
        "can_remove": can_remove(actor, member),
    }
    status = 422 if form.errors else 200
    return render(request, "listings/team_member.html", context, status=status)


def _events(team: Team, viewer: Any, crew: Crew) -> list[dict[str, Any]]:
    """Who has left and is kept apart from the viewer has no name for them any more."""
    present = {face.membership.user_id for face in crew.faces}
    apart = Block.objects.apart_from(viewer) - present
    found: QuerySet[TeamEvent] = team.events.select_related("actor", "subject")
    return [
        {
            "at": event.at,
            "words": SAID[event.verb]
            % {
                "actor": _name(event.actor, apart),
                "subject": _name(event.subject, apart),
            },
        }
        for event in found.order_by("-at", "-pk")[:EVENTS]
    ]


def _name(user: User | None, apart: set[UUID]) -> str:
    return "–" if user is None or user.pk in apart else user.handle
