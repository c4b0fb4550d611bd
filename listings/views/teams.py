"""Teams: their list, their page, and how one is founded or changed."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions import archive_team, create_team, edit_team
from accounts.decorators import require, writes
from accounts.http import MemberRequest
from accounts.models import Membership, Team
from accounts.rules import can_lead, can_manage
from config.lib.http import SiteRequest
from config.lib.text import render_markdown
from integrations.catalogue import catalogue
from listings.cards import ready_cards
from listings.enums import State
from listings.forms import TeamForm
from listings.models import Listing

SHOWN = 25  # listings of a team


@require_safe
def mine(request: SiteRequest) -> HttpResponse:
    """My teams, with their listings in every state."""
    memberships: list[Membership] = []
    if request.user.is_authenticated:
        found = Membership.objects.current().filter(user=request.user)
        memberships = list(found.select_related("team").order_by("team__name"))
    teams = [
        {
            "team": m.team,
            "role": m.get_role_display(),
            "can_manage": can_manage(m),
            "world": catalogue().worlds[m.team.world_id],
        }
        for m in memberships
    ]
    return render(request, "listings/teams.html", {"teams": teams})


@require_safe
def team(request: SiteRequest, slug: str) -> HttpResponse:
    team = get_object_or_404(Team.objects.visible_to(request.user), slug=slug)
    members = list(
        Membership.objects.current()
        .filter(team=team)
        .shown_to(request.user)
        .select_related("user")
        .order_by("since")
    )
    membership = next((m for m in members if m.user_id == request.user.pk), None)
    listings = Listing.objects.filter(team=team, hidden_at=None)
    if membership is None:
        listings = listings.exclude(state=State.PRIVATE)
    # By the clock, whether or not the sweep ran; and never pushed out by older ones.
    is_open = Q(state=State.RECRUITING, expires_at__gt=timezone.now())
    found = listings.annotate(is_open=is_open).order_by("-is_open", "-created_at")
    rows = list(found.values_list("pk", "card_version", "is_open")[:SHOWN])
    recruiting = [(pk, version) for pk, version, is_open in rows if is_open]
    others = [(pk, version) for pk, version, is_open in rows if not is_open]
    context: dict[str, Any] = {
        "team": team,
        "world": catalogue().worlds[team.world_id],
        "members": members,
        "about": render_markdown(team.about),
        "recruiting": ready_cards(recruiting, request.zone.found),
        "others": ready_cards(others, request.zone.found),
        "can_lead": can_lead(membership) and not team.archived_at,
        "can_manage": can_manage(membership) and not team.archived_at,
    }
    return render(request, "listings/team.html", context)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):
        status = 422 if form.errors else 200
        return render(request, "listings/team_form.html", {"form": form}, status=status)
    data = form.cleaned_data
    founded = create_team(
        by=request.user,
        name=data["name"],
        world_id=data["world"],
        about=data["about"],
    )
    messages.success(request, _("Your team stands. Now post what it looks for."))
    return redirect(founded)


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
    team = get_object_or_404(Team.objects.active(), slug=slug)
    require(can_lead(Membership.objects.of(request.user, team.pk)))
    return team
