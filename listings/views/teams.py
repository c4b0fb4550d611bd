"""My teams; how one is founded, changed and ended."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions import archive_team, create_team, edit_team
from accounts.decorators import require, writes
from accounts.exceptions import AlreadyCreatedError, TeamRefusalError
from accounts.http import MemberRequest, once
from accounts.models import Membership, Team, TeamInvite
from accounts.rules import acting, can_lead, can_manage, is_suspended
from config.lib.http import SiteRequest
from config.lib.limits import HOUR, spend
from config.lib.moments import exact_time
from integrations.catalogue import catalogue
from listings.forms import TeamForm
from listings.views.own_listings import own_listings

MOST_AN_HOUR = 10  # teams founded by one person


@require_safe
def mine(request: SiteRequest) -> HttpResponse:
    """My teams, and the teams that invite me."""
    user = request.user
    memberships: list[Membership] = []
    invites: list[TeamInvite] = []
    is_idle = False
    if user.is_authenticated:
        found = Membership.objects.current().filter(user=user)
        memberships = list(found.select_related("team").order_by("team__name"))
        waiting = TeamInvite.objects.waiting_for(user)
        invites = list(waiting.select_related("team", "created_by"))
        is_idle = is_suspended(user)
    worlds = catalogue().worlds
    context = {
        "teams": [
            {
                "team": m.team,
                "membership": m,
                "can_manage": can_manage(acting(user, m)),
                "world": worlds[m.team.world_id],
            }
            for m in memberships
        ],
        "invites": [
            {
                "invite": each,
                "world": worlds[each.team.world_id],
                "until": exact_time(each.expires_at, request.zone.found),
            }
            for each in invites
        ],
        "is_suspended": is_idle,
        "own": own_listings(user),
    }
    return render(request, "listings/teams.html", context)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, partial(_found, request, form.cleaned_data)))
        except (AlreadyCreatedError, TeamRefusalError) as refusal:
            form.add_error(None, refusal.message)
    status = 422 if form.errors else 200
    return render(request, "listings/team_form.html", {"form": form}, status=status)


def _found(request: MemberRequest, data: dict[str, Any]) -> str:
    spend("team-new", request.user.pk, most=MOST_AN_HOUR, seconds=HOUR)
    founded = create_team(
        by=request.user,
        name=data["name"],
        world_id=data["world"],
        about=data["about"],
    )
    messages.success(request, _("Your team stands. Now post what it looks for."))
    return founded.get_absolute_url()


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    team = _to_lead(request, slug)
    start = {"name": team.name, "world": team.world_id, "about": team.about}
    form = TeamForm(request.POST or None, initial=start)
    if not (request.method == "POST" and form.is_valid()):
        status = 422 if form.errors else 200
        context = {"form": form, "team": team}
        return render(request, "listings/team_form.html", context, status=status)
    data = form.cleaned_data
    edit_team(
        team,
        by=request.user,
        name=data["name"],
        world_id=data["world"],
        about=data["about"],
    )
    messages.success(request, _("Saved."))
    return redirect(team)


@writes
@require_POST
def archive(request: MemberRequest, slug: str) -> HttpResponse:
    team = _to_lead(request, slug)
    archive_team(team, by=request.user)
    messages.success(request, _("The team has ended; its listings are closed."))
    return redirect(team)


def _to_lead(request: MemberRequest, slug: str) -> Team:
    seen = Team.objects.active().visible_to(request.user)
    team = get_object_or_404(seen, slug=slug)
    membership = Membership.objects.of(request.user, team.pk)
    require(can_lead(membership), membership)
    return team
