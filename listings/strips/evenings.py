"""A team's windows as somebody in another zone lives them, and hours in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language

from config.lib.week import WEEK, Span, Spans, Window, intersect, next_start
from config.lib.week.words import hours as hours
from config.lib.week.words import hours_number as hours_number

DAY = 1440


@dataclass(frozen=True)
class Evening:
    """One window at its next occurrence. All in minutes."""

    day: int  # weekday on which it starts for the viewer
    start: int  # of the viewer's day
    length: int
    offset: int  # of the viewer's zone from UTC at the start
    utc: int  # start in the UTC week
    clock: str  # "20:00"
    clock_end: str
    fits: tuple[Span, ...] = ()  # when the viewer is free, from the window's start

    @property
    def st_day(self) -> int:
        return self.utc // DAY

    @property
    def st_clock(self) -> str:
        return clock(self.utc)

    @property
    def st_clock_end(self) -> str:
        return clock(self.utc + self.length)

    @property
    def fitting(self) -> int:
        return sum(high - low for low, high in self.fits)


def evenings(
    windows: Sequence[Window],
    team_zone: ZoneInfo,
    viewer_zone: ZoneInfo,
    now: datetime,
    mine: Spans | None,
) -> list[Evening]:
    found = []
    for window in windows:
        start = next_start(window, team_zone, now)
        here = start.astimezone(viewer_zone)
        end = (start + timedelta(minutes=window.length)).astimezone(viewer_zone)
        utc = minute_of_week(start)
        found.append(
            Evening(
                day=here.weekday(),
                start=here.hour * 60 + here.minute,
                length=window.length,
                offset=offset_at(start, viewer_zone),
                utc=utc,
                clock=f"{here:%H:%M}",
                clock_end=f"{end:%H:%M}",
                fits=_fits(utc, window.length, mine) if mine else (),
            )
        )
    return sorted(found, key=lambda e: (e.day, e.start))


def minute_of_week(at: datetime) -> int:
    at = at.astimezone(UTC)
    return at.weekday() * DAY + at.hour * 60 + at.minute


def offset_at(at: datetime, zone: ZoneInfo) -> int:
    # Rounded down like the clock's minutes: old offsets had seconds.
    offset = at.astimezone(zone).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def _fits(utc: int, length: int, mine: Spans) -> tuple[Span, ...]:
    again = [*mine, *((low + WEEK, high + WEEK) for low, high in mine)]
    shared = intersect([(utc, utc + length)], again)
    return tuple((low - utc, high - utc) for low, high in shared)


def clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


@dataclass(frozen=True)
class DayNames:
    short: tuple[str, ...]
    full: tuple[str, ...]


@cache
def _day_names(language: str | None) -> DayNames:
    full = tuple(str(WEEKDAYS[day]) for day in range(7))
    return DayNames(
        short=tuple(str(WEEKDAYS_ABBR[day]) for day in range(7)),
        full=full,
    )


def day_names() -> DayNames:
    return _day_names(get_language())
