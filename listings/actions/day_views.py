"""Write down what Redis counted: readers of listings and of players' pages, by day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from config.lib.visits import visits_on
from listings.models import DayViews, Listing

KEPT = timedelta(days=400)
LISTING, PLAYER = "listing", "player"

# Whose counts are kept: not of who is gone, whose row stays. People are locked before
# listings, as everywhere.
_THERE: Mapping[str, QuerySet[Any]] = {
    PLAYER: User.objects.filter(erased_at=None),
    LISTING: Listing.objects.all(),
}


def keep_views() -> int:
    """Rows written. Done twice, it is once: what is written is the count of the whole
    day so far, and a count never sinks, though Redis may have lost some of it."""
    today = timezone.now().date()
    written = 0
    for day in (today - timedelta(days=1), today):
        for counts in visits_on(day):
            written += _keep(day, counts)
    DayViews.objects.filter(day__lt=today - KEPT).delete()
    return written


@transaction.atomic
def _keep(day: date, counts: Mapping[str, int]) -> int:
    return sum(_keep_kind(kind, day, _of_kind(kind, counts)) for kind in _THERE)


def _of_kind(kind: str, counts: Mapping[str, int]) -> dict[UUID, int]:
    split = ((name.partition(":"), count) for name, count in counts.items())
    return {UUID(key): count for (of, _, key), count in split if of == kind}


def _keep_kind(kind: str, day: date, counts: Mapping[UUID, int]) -> int:
    # Gone in the meantime, or going: no row may refer to it.
    there = _THERE[kind].filter(pk__in=counts.keys()).select_for_update(no_key=True)
    known = {
        getattr(row, f"{kind}_id"): row.views
        for row in DayViews.objects.filter(day=day, **{f"{kind}__in": counts.keys()})
    }
    rows = [
        DayViews(**{f"{kind}_id": pk}, day=day, views=counts[pk])
        for pk in there.order_by("pk").values_list("pk", flat=True)
        if counts[pk] > known.get(pk, 0)
    ]
    DayViews.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[kind, "day"],
        update_fields=["views"],
    )
    return len(rows)
