"""What each filter would show, where that is cheap, and the way out of an empty page."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, IntegerField, QuerySet

from config.lib.week import Spans
from listings.facets import WIDTH, facet
from listings.models import Listing
from listings.search.filters import GROUPS, Filters, value_of
from listings.search.query import COUNTED_TO, matching

CHEAP = 2000  # listings whose facets are counted here; beyond that no counts are shown


@dataclass(frozen=True)
class Ways:
    """A filter whose removal helps, and how many would appear (None: many)."""

    key: str
    count: int
    filters: Filters


def facet_counts(filters: Filters, spans: Spans) -> tuple[int, Counter[int]] | None:
    """The total, and for each facet how many would appear were it chosen as well: each
    group is counted under the choices of the others. None where that is not cheap."""
    base = matching(Filters(q=filters.q, apart=filters.apart), spans)
    rows = list(base.order_by().values_list("facets", flat=True)[: CHEAP + 1])
    if len(rows) > CHEAP:
        return None
    chosen = {int(GROUPS[key]): set(filters.facets(key)) for key in filters.chosen}
    total, counts = 0, Counter[int]()
    for row in rows:
        missed = [group for group, asked in chosen.items() if asked.isdisjoint(row)]
        if not missed:
            total += 1
            counts.update(row)
        elif len(missed) == 1:
            counts.update(f for f in row if f // WIDTH == missed[0])
    return total, counts


def ways_out(filters: Filters, viewer_spans: Spans) -> list[Ways]:
    """For an empty result: which filter to drop, most helpful first. One query."""
    keys = filters.active()
    if not keys:
        return []
    dropped = {key: filters.without(key) for key in keys}
    counts = _count_each(
        [(f, viewer_spans if f.has_times else []) for f in dropped.values()]
    )
    ways = [
        Ways(key, count, each)
        for (key, each), count in zip(dropped.items(), counts, strict=True)
        if count
    ]
    return sorted(ways, key=lambda way: -way.count)


def _count_each(searches: list[tuple[Filters, Spans]]) -> list[int]:
    arms = {
        f"n{number}": _counted(matching(filters, spans))
        for number, (filters, spans) in enumerate(searches)
    }
    rows: list[Any] = list(
        Listing.objects.order_by().annotate(**arms).values(*arms)[:1]
    )
    return [row[name] for row in rows for name in arms] or [0] * len(arms)


def _counted(found: QuerySet[Listing]) -> Func:
    """A scalar that counts no further than one above COUNTED_TO."""
    rows = found.order_by().values("pk")[: COUNTED_TO + 1]
    return Func(
        rows,
        template="(SELECT count(*) FROM %(expressions)s AS each)",
        output_field=IntegerField(),
    )


def named_counts(counts: Counter[int], options: dict[str, list[str]]) -> dict[str, int]:
    """Counts by `key:word`, for the options that a page shows."""
    return {
        f"{key}:{word}": counts[facet(GROUPS[key], value_of(key, word))]
        for key, words in options.items()
        for word in words
    }
