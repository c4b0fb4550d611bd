"""One query for what a page shows, in keyset order."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from config.lib.week import WEEK, OverlapMinutes, SharedHalfHours, Spans, half_hours
from listings.search.filters import Filters
from listings.search.subjects import OVERLAP
from listings.search.words import text_conditions

PAGE = 25
# The best by shared half hours, then ordered by exact minutes: ordering all of them
# exactly is too slow, and these hold the same first pages.
CANDIDATES = 300
COUNTED_TO = 100


@dataclass(frozen=True)
class Page:
    """Keys of what is found with their card versions, in order; where the next begins."""

    rows: list[tuple[UUID, int]]
    after: str


def matching(filters: Filters, spans: Spans | None) -> QuerySet[Any]:
    """Everything that meets the filters, in no order."""
    conditions = [Q(facets__overlap=filters.facets(key)) for key in filters.chosen]
    conditions += text_conditions(filters.q)
    if spans is not None:
        conditions.append(Q(week__overlaps=spans))
    return filters.subject.shown(filters).filter(*conditions)


def find(filters: Filters, spans: Spans | None) -> Page:
    """One page of the search, in one query."""
    if filters.order == OVERLAP:
        return _by_overlap(filters, spans)
    column = filters.subject.columns[filters.order]
    found = matching(filters, spans).order_by(f"-{column}", "-pk")
    if start := _start(filters):
        at, key = start
        found = found.filter(**{f"{column}__lte": at}).exclude(
            **{column: at, "pk__gte": key}
        )
    rows = list(found.values_list("pk", "card_version", column)[: PAGE + 1])
    return _page(filters, rows)


def _by_overlap(filters: Filters, spans: Spans | None) -> Page:
    """Hours asked for are a filter; the viewer's own only give the order."""
    subject = filters.subject
    compared = list(filters.own) if spans is None else spans
    latest = subject.columns[subject.usual_sort]
    best = (
        matching(filters, spans)
        .annotate(shared=SharedHalfHours("week_bits", half_hours(compared)))
        .order_by("-shared", f"-{latest}", "-pk")
        .values("pk")[:CANDIDATES]
    )
    found = (
        subject.model._default_manager.filter(pk__in=best)
        .annotate(minutes=OverlapMinutes("week", compared))
        .order_by("-minutes", "-pk")
    )
    if start := _start(filters):
        minutes, key = start
        found = found.filter(minutes__lte=minutes).exclude(minutes=minutes, pk__gte=key)
    return _page(
        filters, list(found.values_list("pk", "card_version", "minutes")[: PAGE + 1])
    )


def readable(filters: Filters) -> Filters:
    """Without an `after` that leads nowhere: a broken one shows the first page."""
    return filters if _start(filters) else filters.without("after")


def bounded_count(filters: Filters, spans: Spans | None) -> int:
    """How many match, counted no further than one above COUNTED_TO."""
    return matching(filters, spans).order_by()[: COUNTED_TO + 1].count()


def _page(filters: Filters, rows: list[tuple[UUID, int, Any]]) -> Page:
    shown = rows[:PAGE]
    after = ""
    if len(rows) > PAGE:
        key, _version, value = shown[-1]
        after = _write_after(filters.order, value, key)
    return Page([(key, version) for key, version, _ in shown], after)


def _write_after(order: str, value: Any, key: UUID) -> str:
    said = value.isoformat() if isinstance(value, datetime) else value
    packed = json.dumps([order, said, key.hex], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _start(filters: Filters) -> tuple[Any, UUID] | None:
    return _read_after(filters, _minutes if filters.order == OVERLAP else _moment)


def _read_after(
    filters: Filters, read: Callable[[Any], Any]
) -> tuple[Any, UUID] | None:
    """Where the page begins; None for the first page and for anything forged."""
    if not filters.after:
        return None
    try:
        padded = filters.after + "=" * (-len(filters.after) % 4)
        order, said, key = json.loads(base64.urlsafe_b64decode(padded))
        if order != filters.order:
            return None
        return read(said), UUID(hex=key)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _moment(said: Any) -> datetime:
    at = datetime.fromisoformat(said)
    if timezone.is_naive(at):
        raise ValueError("a moment needs its zone")
    return at.astimezone(UTC)


def _minutes(said: Any) -> int:
    if not 0 <= said <= WEEK:
        raise ValueError("a week has no such number of minutes")
    return int(said)
