"""What the search page says about a search."""

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.week import Spans, zone
from listings import search
from listings.cards import sent_cards
from listings.search.filters import DAYS, Filters, clock
from listings.search.query import COUNTED_TO
from listings.views.options import DAY_NAMES, all_options

COUNT_KEPT = 60  # seconds


@dataclass(frozen=True)
class Chip:
    label: str
    url: str  # the search without it


def search_context(filters: Filters, viewer: ZoneInfo) -> dict[str, Any]:
    """Everything below the filters, in at most three queries."""
    now = timezone.now()
    spans = filters.spans(viewer, now)
    shown_zone = zone(filters.tz) or viewer
    page = search.find(filters, spans)
    context: dict[str, Any] = {
        "filters": filters,
        "cards": sent_cards(page.rows, shown_zone),
        "title": title(filters, spans, page),
        "chips": chips(filters),
        "next": address_of(replace(filters, after=page.after)) if page.after else "",
        "pager_words": ngettext("1 shown", "%(n)d shown", len(page.rows))
        % {"n": len(page.rows)},
        "is_first": not filters.after,
        "first": address_of(filters.without("after")) if filters.after else "",
        "clear_url": board(),
        "shown_zone": shown_zone,
        "days": tuple((day, str(DAY_NAMES[day]), day in filters.days) for day in DAYS),
        "start": clock(filters.start) if filters.start is not None else "",
        "end": clock(filters.end) if filters.end is not None else "",
        "sorts": sorts(filters),
        "overlap_needs_times": filters.sort == "overlap" and not filters.has_times,
    }
    if not page.rows and not filters.after:
        context["ways"] = ways(filters, spans)
    return context


def title(filters: Filters, spans: Spans, page: search.Page) -> str:
    """How many there are, counted no further than is cheap."""
    if not page.rows and not filters.after:
        n = len(filters.active())
        if n == 0:
            return _("No static recruits right now")
        return ngettext(
            "No static matches this filter", "No static matches all %(n)d filters", n
        ) % {"n": n}
    count = len(page.rows)
    if page.after or filters.after:
        count = _count(filters, spans)
    if count > COUNTED_TO:
        return _("Over %(n)d statics recruit") % {"n": COUNTED_TO}
    return counted(count)


def counted(count: int) -> str:
    return ngettext("1 static recruits", "%(n)d statics recruit", count) % {"n": count}


def _count(filters: Filters, spans: Spans) -> int:
    """Kept for a minute, so that paging on asks for it once."""
    apart = sorted(team.hex for team in filters.apart)
    said = f"{filters.query_string(after=False)}:{spans}:{apart}"
    key = f"search-count:{sha256(said.encode()).hexdigest()}"
    found: int | None = cache.get(key)
    if found is None:
        found = search.bounded_count(filters, spans)
        cache.set(key, found, COUNT_KEPT)
    return found


def chips(filters: Filters) -> list[Chip]:
    return [
        Chip(chip_label(filters, key), address_of(filters.without(key)))
        for key in filters.active()
    ]


def chip_label(filters: Filters, key: str) -> str:
    if key == "q":
        return f"“{filters.q}”"
    if key != "times":
        labels = dict(all_options(key))
        return ", ".join(labels.get(word, word) for word in filters.chosen[key])
    days = " ".join(str(DAY_NAMES[day]) for day in filters.days)
    if filters.start is None and filters.end is None:
        return days
    hours = f"{clock(filters.start or 0)}–{clock((filters.end or 1440) % 1440)}"
    return f"{days} {hours}".strip()


def ways(filters: Filters, spans: Spans) -> list[dict[str, Any]]:
    return [
        {
            "label": chip_label(filters, way.key),
            "address": address_of(way.filters),
            "number": way.count,
            "count": way.count if way.count <= COUNTED_TO else f"{COUNTED_TO}+",
        }
        for way in search.ways_out(filters, spans)
    ]


def sorts(filters: Filters) -> tuple[tuple[str, str, bool], ...]:
    names = {
        "renewed": _("Last renewed first"),
        "newest": _("Newest first"),
        "overlap": _("Best overlap first"),
    }
    return tuple((key, name, key == filters.order) for key, name in names.items())


def address_of(filters: Filters) -> str:
    query = filters.query_string()
    return f"{board()}?{query}" if query else board()


@lru_cache(maxsize=1)
def board() -> str:
    return reverse("listings:search")
