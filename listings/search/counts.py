"""What each filter would show, where that is cheap, and the way out of an empty page."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Func, IntegerField, Model, QuerySet

from config.lib.week import Spans
from listings.facets import WIDTH, Group, facet
from listings.search.filters import Filters, value_of
from listings.search.query import COUNTED_TO, matching

CHEAP = 2000  # rows whose facets are counted here; beyond that no counts are shown


@dataclass(frozen=True)
class Ways:
    """A filter whose removal helps, and how many would appear (None: many)."""

    key: str
    count: int
    filters: Filters


def facet_counts(
    filters: Filters, spans: Spans | None
) -> tuple[int, Counter[int]] | None:
    """The total, and for each facet how many would appear were it chosen as well: each
    group is counted under the choices of the others. None where that is not cheap."""
    base = matching(replace(filters, chosen={}), spans)
    rows = list(base.order_by().values_list("facets", flat=True)[: CHEAP + 1])
    if len(rows) > CHEAP:
        return None
    groups = filters.subject.groups
    chosen = {int(groups[key]): set(filters.facets(key)) for key in filters.chosen}
    total, counts = 0, Counter[int]()
    for row in rows:
        missed = [group for group, asked in chosen.items() if asked.isdisjoint(row)]
        if not missed:
            total += 1
            counts.update(row)
        elif len(missed) == 1:
            counts.update(f for f in row if f // WIDTH == missed[0])
    return total, counts


def ways_out(filters: Filters, viewer: ZoneInfo, now: datetime) -> list[Ways]:
    """For an empty result: which filter to drop, most helpful first. One query."""
    dropped = {key: filters.without(key) for key in filters.active()}
    if not dropped:
        return []
    counts = _count_each(
        filters.subject.model, [(f, f.spans(viewer, now)) for f in dropped.values()]
    )
    ways = [
        Ways(key, count, each)
        for (key, each), count in zip(dropped.items(), counts, strict=True)
        if count
    ]
    return sorted(ways, key=lambda way: -way.count)


def _count_each(
    model: type[Model], searches: list[tuple[Filters, Spans | None]]
) -> list[int]:
    arms = {
        f"n{number}": _counted(matching(filters, spans))
        for number, (filters, spans) in enumerate(searches)
    }
    # Any one row carries the scalars; without one, nothing can be found.
    one = model._default_manager.order_by()
    rows: list[Any] = list(one.annotate(**arms).values(*arms)[:1])
    return [row[name] for row in rows for name in arms] or [0] * len(arms)


def _counted(found: QuerySet[Any]) -> Func:
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
        f"{key}:{word}": counts[facet(Group[key.upper()], value_of(key, word))]
        for key, words in options.items()
        for word in words
    }
