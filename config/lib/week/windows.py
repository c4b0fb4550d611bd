"""Windows of local wall-clock time that come back every week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.lib.week.spans import WEEK, Spans, merge

DAY = 1440


@dataclass(frozen=True, order=True)
class Window:
    weekday: int  # 0 is Monday
    start: int  # minute of the local day
    length: int  # elapsed minutes

    def __post_init__(self) -> None:
        for value in (self.weekday, self.start, self.length):
            if type(value) is not int:
                raise ValueError("a window is made of whole numbers")
        if not 0 <= self.weekday <= 6:
            raise ValueError("a weekday is 0 (Monday) to 6")
        if not 0 <= self.start < DAY:
            raise ValueError("a window starts at minute 0 to 1439 of its day")
        if not 1 <= self.length <= DAY:
            raise ValueError("a window lasts 1 to 1440 minutes")

    @property
    def end(self) -> int:
        """Minute of the day it started on; past 1440 it ends on the next."""
        return self.start + self.length

    @classmethod
    def from_json(cls, value: Any) -> "Window":
        """From `[weekday, start, length]`; ValueError for anything else."""
        if not isinstance(value, list | tuple) or len(value) != 3:
            raise ValueError("a window is [weekday, start, length]")
        return cls(*value)

    def to_json(self) -> list[int]:
        return [self.weekday, self.start, self.length]


def next_start(window: Window, zone: ZoneInfo, after: datetime) -> datetime:
    """When the window next starts, in UTC: at `after` or later.

    Python's first fold is the rule itself: a time that occurs twice counts the first
    time, one that a change of the clock skips moves forward by what was skipped.
    """
    today = after.astimezone(zone).date()
    # Begin early: a start that a skipped day moved forward may still lie ahead.
    day = today + timedelta(days=(window.weekday - today.weekday()) % 7 - 7)
    while True:
        clock = time(window.start // 60, window.start % 60, tzinfo=zone)
        start = datetime.combine(day, clock).astimezone(UTC)
        if start >= after:
            return start
        day += timedelta(days=7)


def project(windows: Iterable[Window], zone: ZoneInfo, at: datetime) -> Spans:
    """The windows on the UTC week, each with the offset at its next occurrence."""
    spans: Spans = []
    for window in windows:
        start = next_start(window, zone, at)
        low = start.weekday() * DAY + start.hour * 60 + start.minute
        high = low + window.length
        spans.append((low, min(high, WEEK)))
        if high > WEEK:
            spans.append((0, high - WEEK))
    return merge(spans)


def colliding(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Pairs of indices whose windows share local time, also across the week's end."""
    return [
        (i, j)
        for j, second in enumerate(windows)
        for i, first in enumerate(windows[:j])
        if _collide(first, second)
    ]


def _collide(first: Window, second: Window) -> bool:
    ahead = second.weekday * DAY + second.start - first.weekday * DAY - first.start
    return ahead % WEEK < first.length or -ahead % WEEK < second.length
