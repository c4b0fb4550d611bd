"""Figures of one person's listings and page, read in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Profile, Team, User
from listings.models import DayViews, Listing, Seat
from listings.strips.bars import Chart, chart_of

PERIODS = (30, 90)  # days
MOST = 30  # listings on the page

ByDay = Mapping[date, int]


@dataclass(frozen=True)
class Views:
    """Readers a day, the oldest day first; today is not over."""

    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.days)

    @property
    def best(self) -> tuple[date, int]:
        """The day with most, the newest of several."""
        return max(self.days, key=lambda day: (day[1], day[0]))

    @property
    def read(self) -> list[tuple[date, int]]:
        """Days that had a reader, the newest first."""
        return [day for day in reversed(self.days) if day[1]]

    @cached_property
    def chart(self) -> Chart:
        return chart_of([count for _, count in self.days])


@dataclass(frozen=True)
class ListingFigures:
    listing: Any
    views: Views
    open: int
    slots: int
    expires_in: int | None  # days, of one that recruits
    days_to_fill: float | None  # median of the seats taken since it was published


@dataclass(frozen=True)
class Statistics:
    listings: Sequence[ListingFigures]
    has_more: bool
    profile: Profile | None
    views: Views
    days: int


def statistics_of(user: User, *, days: int) -> Statistics:
    found = [*_listings_of(user)[: MOST + 1]]
    listings = found[:MOST]
    keys = [each.pk for each in listings]
    today = timezone.now().date()
    span = [today - timedelta(days=back) for back in reversed(range(days))]
    by_subject = _views_of(user, keys, span[0])
    filled = _filled(keys)
    return Statistics(
        listings=[
            _figures(each, _views(span, by_subject.get(each.pk, {})), filled)
            for each in listings
        ],
        has_more=len(found) > MOST,
        profile=Profile.objects.filter(pk=user.pk).first(),
        views=_views(span, by_subject.get(user.pk, {})),
        days=days,
    )


def _listings_of(user: User) -> Any:
    """Those that the user may look after: the living first, then the newest."""
    teams = Team.objects.managed_by(user)
    return (
        Listing.objects.filter(team__in=teams.values("pk"))
        .select_related("team")
        .annotate(slot_count=Count("slots", filter=Q(slots__ended_at__isnull=True)))
        .defer("words", "week", "week_bits", "pitch")
        .order_by("closed_at", "-created_at", "-pk")
    )


def _views_of(
    user: User, listings: Sequence[UUID], first: date
) -> dict[UUID, dict[date, int]]:
    found: dict[UUID, dict[date, int]] = {}
    mine = Q(listing__in=listings) | Q(player=user)
    rows = DayViews.objects.since(first).filter(mine)
    for row in rows.annotate(subject=Coalesce("listing", "player")).values_list(
        "subject", "day", "views", named=True
    ):
        found.setdefault(row.subject, {})[row.day] = row.views
    return found


def _views(span: Sequence[date], counts: ByDay) -> Views:
    return Views(tuple((day, counts.get(day, 0)) for day in span))


def _filled(listings: Sequence[UUID]) -> dict[UUID, list[datetime]]:
    """When each of its seats was taken, by listing."""
    found: dict[UUID, list[datetime]] = {}
    rows = Seat.objects.filter(listing__in=listings).values_list("listing", "since")
    for listing, since in rows:
        found.setdefault(listing, []).append(since)
    return found


def _figures(
    listing: Any, views: Views, filled: Mapping[UUID, list[datetime]]
) -> ListingFigures:
    published = listing.published_at
    waits = [
        (since - published).total_seconds() / 86_400
        for since in filled.get(listing.pk, ())
        if published and since > published
    ]
    left = listing.expires_at - timezone.now() if listing.expires_at else None
    is_live = listing.is_recruiting and left is not None
    return ListingFigures(
        listing=listing,
        views=views,
        open=listing.open_slots,
        slots=listing.slot_count,
        expires_in=left.days if is_live and left else None,
        days_to_fill=median(waits) if waits else None,
    )
