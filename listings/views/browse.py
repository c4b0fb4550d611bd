"""Home and the search of listings."""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.models import Team
from config.lib.http import SiteRequest
from listings import search
from listings.cards import ready_cards
from listings.enums import Role
from listings.search.counts import named_counts
from listings.views.options import ask_options, filter_groups, options_of
from listings.views.placing import render_around_cards
from listings.views.search_page import counted, search_context

NEWEST = 6  # cards on the home page
OPEN_NOW = "home:open-by-role"


@require_safe
def home(request: SiteRequest) -> HttpResponse:
    """Searches at once; shows what was renewed last."""
    everything = search.Filters(apart=Team.objects.ids_apart_from(request.user))
    page = search.find(everything, [])
    context = {
        "cards": ready_cards(page.rows[:NEWEST], request.zone.found),
        "options": ask_options(open_by_role(everything)),
        "there_are_more": bool(page.after) or len(page.rows) > NEWEST,
    }
    return render(request, "listings/home.html", context)


def open_by_role(everything: search.Filters) -> dict[str, int]:
    """Listings with an open seat for each role, as of the last minute; empty where
    counting is not cheap. Those who keep apart from somebody have counts of their own.
    """
    apart = "".join(sorted(team.hex for team in everything.apart))
    key = f"{OPEN_NOW}:{sha256(apart.encode()).hexdigest()}" if apart else OPEN_NOW
    kept: dict[str, int] | None = cache.get(key)
    if kept is None:
        found = search.facet_counts(everything, [])
        named = named_counts(found[1], {"role": list(Role.values)}) if found else {}
        kept = {key.removeprefix("role:"): count for key, count in named.items()}
        cache.set(key, kept, 60)
    return kept


@require_safe
def search_listings(request: SiteRequest) -> HttpResponse:
    """The board. HTMX gets the results alone, from the same address."""
    viewer = request.zone.found
    filters = search.read_filters(request.GET).in_zone(viewer)
    filters = filters.apart_from(Team.objects.ids_apart_from(request.user))
    template = "listings/search.html"
    context = search_context(filters, viewer)
    if request.htmx:
        template += "#results"
    else:
        context["groups"] = filter_groups(filters)
    response = render_around_cards(request, template, context)
    if request.htmx:
        address = f"{request.path}?{filters.query_string()}".rstrip("?")
        response.headers["HX-Push-Url"] = address
    patch_vary_headers(response, ("HX-Request",))
    return response


@require_safe
def search_counts(request: SiteRequest) -> JsonResponse:
    """How many listings each filter would show, as JSON for the open search page."""
    filters = search.read_filters(request.GET)
    filters = filters.apart_from(Team.objects.ids_apart_from(request.user))
    spans = filters.spans(request.zone.found, timezone.now())
    found = search.facet_counts(filters, spans)
    if found is None:
        return JsonResponse({"total": None, "facets": {}})
    total, counts = found
    return JsonResponse(
        {
            "total": total,
            "title": counted(total),
            "facets": named_counts(counts, options_of()),
        }
    )
