"""What a search page says about a search: of statics or of players."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.clock import clock_text
from config.lib.http import SiteRequest
from config.lib.week import Spans, zone
from listings import search
from listings.ready import sent_cards
from listings.search.counts import named_counts
from listings.search.filters import Filters
from listings.search.query import COUNTED_TO
from listings.views.options import DAY_NAMES, all_options, filter_groups, options_of
from listings.views.placing import render_around_cards
from listings.views.wording import Wording

COUNT_KEPT = 60  # seconds


@dataclass(frozen=True)
class Chip:
    label: str
    url: str  # the search without it


def answer(
    request: SiteRequest, filters: Filters, say: Wording, **more: Any
) -> HttpResponse:
    """The page. HTMX gets the results alone, from the same address."""
    filters = search.readable(filters)
    context = search_context(filters, request.zone.found, say)
    template = say.template
    if request.htmx:
        template = "listings/search.html#results"
    else:
        context |= {"groups": filter_groups(filters), **more}
    response = render_around_cards(request, template, context)
    if request.htmx:
        address = f"{request.path}?{filters.query_string()}".rstrip("?")
        response.headers["HX-Push-Url"] = address
    patch_vary_headers(response, ("HX-Request",))
    return response


def answer_counts(request: SiteRequest, filters: Filters, say: Wording) -> JsonResponse:
    """How many each filter would show, as JSON for the open search page."""
    spans = filters.spans(request.zone.found, timezone.now())
    found = search.facet_counts(filters, spans)
    if found is None:
        return JsonResponse({"total": None, "facets": {}})
    total, counts = found
    named = named_counts(counts, options_of(filters.subject))
    return JsonResponse({"total": total, "title": say.count(total), "facets": named})


def search_context(filters: Filters, viewer: ZoneInfo, say: Wording) -> dict[str, Any]:
    """Everything below the filters, in at most three queries."""
    now = timezone.now()
    spans = filters.spans(viewer, now)
    shown_zone = zone(filters.tz) or viewer
    page = search.find(filters, spans)
    asked = spans if say.asks_hours_in_strips else None
    context: dict[str, Any] = {
        "say": say,
        "filters": filters,
        "cards": sent_cards(say.deck, page.rows, shown_zone, asked),
        "title": title(filters, spans, page, say),
        "chips": chips(filters, say),
        "next": _at(replace(filters, after=page.after), say) if page.after else "",
        "pager_words": ngettext("1 shown", "%(n)d shown", len(page.rows))
        % {"n": len(page.rows)},
        "is_first": not filters.after,
        "first": _at(filters.without("after"), say) if filters.after else "",
        "clear_url": say.url,
        "shown_zone": shown_zone,
        "start": clock_text(filters.start) if filters.start is not None else "",
        "end": clock_text(filters.end) if filters.end is not None else "",
        "overlap_needs_times": filters.wants_own and not filters.own,
        "by_own_hours": filters.wants_own and bool(filters.own),
    }
    if not page.rows and not filters.after:
        context["ways"] = ways(filters, viewer, now, say)
    return context


def title(
    filters: Filters, spans: Spans | None, page: search.Page, say: Wording
) -> str:
    """How many there are, counted no further than is cheap."""
    if not page.rows and not filters.after:
        n = len(filters.active())
        return say.none_matches(n) if n else str(say.none)
    count = len(page.rows)
    if page.after or filters.after:
        count = kept_count(filters, spans)
    if count > COUNTED_TO:
        return str(say.over) % {"n": COUNTED_TO}
    return say.count(count)


def kept_count(filters: Filters, spans: Spans | None) -> int:
    """Kept for a minute, so that paging on asks for it once."""
    apart = sorted(team.hex for team in filters.apart)
    who = f"{filters.subject.name}:{filters.viewer}:{apart}"
    said = f"{filters.query_string(after=False)}:{spans}:{who}"
    key = f"search-count:{sha256(said.encode()).hexdigest()}"
    found: int | None = cache.get(key)
    if found is None:
        found = search.bounded_count(filters, spans)
        cache.set(key, found, COUNT_KEPT)
    return found


def chips(filters: Filters, say: Wording) -> list[Chip]:
    return [
        Chip(chip_label(filters, key), _at(filters.without(key), say))
        for key in filters.active()
    ]


def chip_label(filters: Filters, key: str) -> str:
    if key == "q":
        return f"“{filters.q}”"
    if key == "team" and filters.hours:
        return _("Hours of %(team)s") % {"team": filters.hours.name}
    if key != "times":
        labels = dict(all_options(key, filters.subject))
        return ", ".join(labels.get(word, word) for word in filters.chosen[key])
    days = " ".join(str(DAY_NAMES[day]) for day in filters.days)
    if filters.start is None and filters.end is None:
        return days
    hours = (
        f"{clock_text(filters.start or 0)}–{clock_text((filters.end or 1440) % 1440)}"
    )
    return f"{days} {hours}".strip()


def ways(
    filters: Filters, viewer: ZoneInfo, now: datetime, say: Wording
) -> list[dict[str, Any]]:
    return [
        {
            "label": chip_label(filters, way.key),
            "address": _at(way.filters, say),
            "noun": say.noun(way.count),
            "count": way.count if way.count <= COUNTED_TO else f"{COUNTED_TO}+",
        }
        for way in search.ways_out(filters, viewer, now)
    ]


def _at(filters: Filters, say: Wording) -> str:
    query = filters.query_string()
    return f"{say.url}?{query}" if query else say.url
