"""The columns of a week strip: rectangles in per cent, sums, sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from config.lib.week import WEEK, Span, Spans, merge
from listings.strips.axis import Axis, percent
from listings.strips.evenings import (
    DAY,
    Evening,
    full_days,
    hours,
    hours_number,
    minute_of_week,
    offset_at,
    short_days,
)
from listings.strips.times import said_aloud

LOWEST = 4.0  # per cent; a shorter raid would be a mere line
HOLDS_START, HOLDS_BOTH = 9.0, 18.0  # per cent of the large strip's height


@dataclass(frozen=True)
class Rect:
    """Ready to print. The clock times are "" where the rectangle is too low for them."""

    y: str
    height: str
    bottom: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Day:
    name: str
    full_name: str
    is_today: bool
    css: str
    team: tuple[Rect, ...]
    both: tuple[Rect, ...]  # where the viewer is free too
    mine: tuple[Rect, ...]  # when the viewer is free
    sum: str
    sentence: str


def week_days(
    raids: Sequence[Evening],
    axis: Axis,
    zone: ZoneInfo,
    now: datetime,
    mine: Spans | None,
) -> tuple[Day, ...]:
    today = now.astimezone(zone).weekday()
    free = None if mine is None else _local(mine, zone, now)
    by_day: list[list[Evening]] = [[] for _ in range(7)]
    for raid in raids:
        by_day[raid.day].append(raid)
    return tuple(
        _day(day, by_day[day], axis, zone, day == today, free) for day in range(7)
    )


def _day(
    day: int,
    raids: Sequence[Evening],
    axis: Axis,
    zone: ZoneInfo,
    is_today: bool,
    free: Spans | None,
) -> Day:
    minutes = sum(raid.length for raid in raids)
    fitting = None if free is None else sum(raid.fitting for raid in raids)
    here = [] if free is None else axis.visible(_from_midnight(free, day))
    fits = [
        (raid.start + low, raid.start + high)
        for raid in raids
        for low, high in raid.fits
    ]
    return Day(
        name=short_days()[day],
        full_name=full_days()[day],
        is_today=is_today,
        css=_css(minutes, fitting, is_today),
        team=tuple(_window(raid, axis) for raid in raids),
        both=_rects(fits, axis),
        mine=_rects(here, axis),
        sum=_sum(minutes, fitting),
        sentence=_sentence(full_days()[day], raids, zone, fitting),
    )


def _css(minutes: int, fitting: int | None, is_today: bool) -> str:
    names = ["day", "day--on" if minutes else "day--off"]
    if minutes and fitting is not None:
        fit = "full" if fitting == minutes else "part" if fitting else "none"
        names.append(f"day--{fit}")
    if is_today:
        names.append("day--today")
    return " ".join(names)


def _sum(minutes: int, fitting: int | None) -> str:
    if not minutes:
        return ""
    if fitting is None or fitting == minutes:
        return hours(minutes)
    return f"{hours_number(fitting)}/{hours_number(minutes)}"


def _sentence(
    name: str, raids: Sequence[Evening], zone: ZoneInfo, fitting: int | None
) -> str:
    if not raids:
        return gettext("%(day)s: no raid") % {"day": name}
    said = {"day": name, "times": "; ".join(said_aloud(raid, zone) for raid in raids)}
    if fitting is None:
        return gettext("%(day)s: team %(times)s") % said
    said["fitting"] = hours_number(fitting)
    said["hours"] = hours_number(sum(raid.length for raid in raids))
    return (
        gettext("%(day)s: team %(times)s; %(fitting)s of %(hours)s hours fit you")
        % said
    )


def _window(raid: Evening, axis: Axis) -> Rect:
    y, height = _place(raid.start, raid.start + raid.length, axis)
    return Rect(
        y=percent(y),
        height=percent(height),
        bottom=percent(y + height),
        start=raid.clock if height >= HOLDS_START else "",
        end=raid.clock_end if height >= HOLDS_BOTH else "",
    )


def _rects(spans: Iterable[Span], axis: Axis) -> tuple[Rect, ...]:
    placed = (_place(low, high, axis) for low, high in spans)
    return tuple(Rect(percent(y), percent(height)) for y, height in placed)


def _place(low: int, high: int, axis: Axis) -> tuple[float, float]:
    y = axis.at(low)
    height = max(axis.at(high) - y, LOWEST)
    return min(y, 100 - height), height


def _local(mine: Spans, zone: ZoneInfo, now: datetime) -> Spans:
    """The viewer's hours in minutes from the local week's Monday, and the weeks around
    it, since a Sunday's raid may end on Monday."""
    here = [_shifted(span, zone, now) for span in mine]
    return merge(
        (low + week, high + week) for low, high in here for week in (-WEEK, 0, WEEK)
    )


def _shifted(span: Span, zone: ZoneInfo, now: datetime) -> Span:
    ahead = timedelta(minutes=(span[0] - minute_of_week(now)) % WEEK)
    offset = offset_at(now.astimezone(UTC) + ahead, zone)
    return span[0] + offset, span[1] + offset


def _from_midnight(spans: Spans, day: int) -> Spans:
    return [(low - day * DAY, high - day * DAY) for low, high in spans]
