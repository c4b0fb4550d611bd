"""When somebody is free for raids: seven days of their hours in the viewer's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from config.lib.week import Window
from listings.strips.days import Day, Rect
from listings.strips.evenings import Evening, hours
from listings.strips.times import Times, by_hours, said_aloud
from listings.strips.week import week_strip


@dataclass(frozen=True)
class FreeDay:
    name: str
    css: str
    spans: tuple[Rect, ...]
    sum: str
    sentence: str


@dataclass(frozen=True)
class FreeWeek:
    words: str  # "21 h a week"
    zone: str
    days: tuple[FreeDay, ...]
    lines: tuple[str, ...]
    folds: tuple[str, ...]
    rows: tuple[tuple[str, Times], ...]  # "Tue–Fri", and the hours of each


def free_week(
    windows: Sequence[Window], *, home: ZoneInfo, viewer: ZoneInfo, now: datetime
) -> FreeWeek:
    strip = week_strip(windows, team_zone=home, viewer_zone=viewer, now=now)
    return FreeWeek(
        words=gettext("%(hours)s a week") % {"hours": hours(strip.minutes)},
        zone=strip.zone,
        days=tuple(
            _day(day, [free for free in strip.raids if free.day == number], viewer)
            for number, day in enumerate(strip.days)
        ),
        lines=strip.lines,
        folds=strip.folds,
        rows=by_hours(strip.raids, viewer),
    )


def _day(day: Day, free: Sequence[Evening], zone: ZoneInfo) -> FreeDay:
    if free:
        times = "; ".join(said_aloud(each, zone) for each in free)
        sentence = gettext("%(day)s: free %(times)s") % {
            "day": day.full_name,
            "times": times,
        }
    else:
        sentence = gettext("%(day)s: not free") % {"day": day.full_name}
    css = "day day--free" if free else "day day--off"
    return FreeDay(
        name=day.name,
        css=css + " day--today" * day.is_today,
        spans=day.team,
        sum=day.sum,
        sentence=sentence,
    )
