"""Strategies for weeks, and a slow model of them that knows no interval."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from config.lib.week import WEEK, Spans, Window

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "UTC",
    "Asia/Tokyo",
]
BEGIN = datetime(2010, 1, 1, tzinfo=UTC)


def spans() -> st.SearchStrategy[Spans]:
    edges = st.tuples(st.integers(0, WEEK), st.integers(0, WEEK))
    return st.lists(edges.map(lambda edge: (min(edge), max(edge))), max_size=12)


def windows() -> st.SearchStrategy[Window]:
    return st.builds(
        Window, st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)
    )


def zones() -> st.SearchStrategy[ZoneInfo]:
    return st.sampled_from(ZONES).map(ZoneInfo)


@cache
def change_days() -> list[datetime]:
    """Every day from 2010 to 2030 on which one of the zones changes its clock."""
    days = []
    for zone in map(ZoneInfo, ZONES):
        day = BEGIN
        while day.year < 2030:
            following = day + timedelta(days=1)
            if (
                day.astimezone(zone).utcoffset()
                != following.astimezone(zone).utcoffset()
            ):
                days.append(day)
            day = following
    return days


def moments() -> st.SearchStrategy[datetime]:
    """Any minute of those years, and often one near a change of the clock."""
    anywhere = st.integers(9 * 1440, 20 * 365 * 1440).map(
        lambda minutes: BEGIN + timedelta(minutes=minutes)
    )
    near = st.builds(
        lambda day, minutes: day + timedelta(minutes=minutes),
        st.sampled_from(change_days()),
        st.integers(-9 * 1440, 3 * 1440),
    )
    return near | anywhere


def minutes(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {minute for low, high in spans for minute in range(low, high)}


def slow_next_start(window: Window, zone: ZoneInfo, after: datetime) -> datetime:
    """Walk minute by minute and watch the wall clock, as a person would.

    A clock that jumps over the start puts it off by as much as the jump.
    """
    minute = (after - timedelta(days=2)).replace(second=0, microsecond=0)
    seen: set[object] = set()
    due: list[datetime] = []
    before = (minute - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)
    for _ in range(13 * 1440):
        wall = minute.astimezone(zone).replace(tzinfo=None)
        skipped = int((wall - before).total_seconds()) // 60 - 1
        for back in range(max(skipped, 0), -1, -1):
            shown = wall - timedelta(minutes=back)
            if (
                shown.weekday() == window.weekday
                and shown.hour * 60 + shown.minute == window.start
                and shown not in seen
            ):
                seen.add(shown)
                # The clock skipped `skipped` minutes; the start moves by as many.
                late = skipped - back if back else 0
                due.append(minute + timedelta(minutes=late))
        before = wall
        minute += timedelta(minutes=1)
    return min(moment for moment in due if moment >= after)
