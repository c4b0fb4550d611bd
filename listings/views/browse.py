"""Home and the search of listings."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db.models import Subquery
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Profile, Team, User
from accounts.views.setting_up import Known, SettingUp, known_of, setting_up
from config.lib.http import SiteRequest
from config.lib.week import Spans
from listings import search
from listings.cards import ready_cards
from listings.enums import Role
from listings.search.counts import named_counts
from listings.views.fitting import fitting
from listings.views.options import ask_options
from listings.views.own_listings import own_listings
from listings.views.search_page import answer, answer_counts
from listings.views.wording import STATICS

NEWEST = 6  # cards on the home page
OPEN_NOW = "home:open-by-role"


@require_safe
def home(request: SiteRequest) -> HttpResponse:
    """Searches at once; shows what was renewed last."""
    known = known_of(request.user) if request.user.is_authenticated else None
    everything = search.Filters(apart=known.apart if known else frozenset())
    page = search.find(everything, None)
    context = {
        "setting_up": _left_to_do(request.user, known),
        "fit": fitting(known) if known else None,
        "is_seeking": bool(known and known.profile and known.profile.is_seeking),
        "own": own_listings(request.user),
        "cards": ready_cards(page.rows[:NEWEST], request.zone.found),
        "options": ask_options(open_by_role(everything)),
        "there_are_more": bool(page.after) or len(page.rows) > NEWEST,
    }
    return render(request, "listings/home.html", context)


def _left_to_do(user: Any, known: Known | None) -> SettingUp | None:
    """What a member has still to do; None for everybody else."""
    if known is None:
        return None
    progress = setting_up(user, known)
    return None if progress.is_complete else progress


def open_by_role(everything: search.Filters) -> dict[str, int]:
    """Listings with an open seat for each role, as of the last minute; empty where
    counting is not cheap. Those who keep apart from somebody have counts of their own.
    """
    apart = "".join(sorted(team.hex for team in everything.apart))
    key = f"{OPEN_NOW}:{sha256(apart.encode()).hexdigest()}" if apart else OPEN_NOW
    kept: dict[str, int] | None = cache.get(key)
    if kept is None:
        found = search.facet_counts(everything, None)
        named = named_counts(found[1], {"role": list(Role.values)}) if found else {}
        kept = {key.removeprefix("role:"): count for key, count in named.items()}
        cache.set(key, kept, 60)
    return kept


@require_safe
def search_listings(request: SiteRequest) -> HttpResponse:
    """The board. Where nothing is asked for yet, a member is offered what they play."""
    filters = search.read_filters(request.GET)
    is_begun = not filters.is_empty or filters.wants_own or filters.after
    if is_begun or not request.user.is_authenticated:
        return answer(request, _asked(request).in_zone(request.zone.found), STATICS)
    known = known_of(request.user)
    asked = filters.apart_from(known.apart).in_zone(request.zone.found)
    return answer(request, asked, STATICS, fit=fitting(known))


@require_safe
def search_counts(request: SiteRequest) -> JsonResponse:
    return answer_counts(request, _asked(request), STATICS)


def _asked(request: SiteRequest) -> search.Filters:
    filters = search.read_filters(request.GET)
    if not (filters.wants_own and request.user.is_authenticated):
        return filters.apart_from(Team.objects.ids_apart_from(request.user))
    apart, hours = _apart_and_hours(request.user)
    return filters.apart_from(apart).by_own(hours)


def _apart_and_hours(user: User) -> tuple[frozenset[UUID], Spans]:
    """Teams that this member shall not meet, and when they can raid, in one query."""
    apart = ArraySubquery(Team.objects.kept_apart_from(user).values("pk"))
    hours = Subquery(Profile.objects.filter(user=user).values("week"))
    found = User.objects.filter(pk=user.pk).values_list(apart, hours).get()
    return frozenset(found[0]), found[1] or []
