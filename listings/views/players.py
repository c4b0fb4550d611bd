"""The search of players who seek a team."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Membership
from config.lib.http import SiteRequest
from config.lib.week import Window, project
from listings import search
from listings.models import Listing
from listings.views.search_page import answer, answer_counts
from listings.views.wording import SEEKERS


@require_safe
def players(request: SiteRequest) -> HttpResponse:
    """Those who seek and may be seen."""
    filters = _asked(request)
    teams: dict[str, search.TeamHours] = {}
    if filters.team or not request.htmx:  # the form offers them, the results do not
        teams = _hours_of_own_teams(request.user)
    filters = filters.of_team(teams.get(filters.team))
    own = [(slug, hours.name, slug == filters.team) for slug, hours in teams.items()]
    filters = filters.in_zone(request.zone.found)
    return answer(request, filters, SEEKERS, teams=own)


@require_safe
def counts(request: SiteRequest) -> JsonResponse:
    filters = _asked(request)
    teams = _hours_of_own_teams(request.user) if filters.team else {}
    return answer_counts(request, filters.of_team(teams.get(filters.team)), SEEKERS)


def _asked(request: SiteRequest) -> search.Filters:
    filters = search.read_filters(request.GET, search.PLAYERS)
    return filters.asked_by(request.user.pk)


def _hours_of_own_teams(user: Any) -> dict[str, search.TeamHours]:
    """When each team of this person raids, by slug. One query.

    Projected here, since only what recruits or is filled is projected anew every night.
    """
    if not user.is_authenticated:
        return {}
    memberships = (
        Membership.objects.current()
        .filter(user=user, team__archived_at=None)
        .order_by("team__name", "team__slug")
        .annotate(roster=_roster())
        .values_list("team__slug", "team__name", "roster")
    )
    now = timezone.now()
    found = {}
    for slug, name, roster in memberships:
        if roster and roster["schedule"]:
            windows = [Window.from_json(row) for row in roster["schedule"]]
            spans = project(windows, ZoneInfo(roster["zone"]), now)
            found[slug] = search.TeamHours(name, tuple(spans))
    return found


def _roster() -> Subquery:
    of_team = Listing.objects.filter(team=OuterRef("team")).rosters()
    return Subquery(
        of_team.values(said=JSONObject(schedule="schedule", zone="time_zone"))[:1]
    )
