"""The columns of a week strip: rectangles in per cent, sums, sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from config.lib.week import WEEK, Span, Spans, merge
from listings.strips.axis import Axis, percent
from listings.strips.evenings import (
    DAY,
    Evening,
    day_names,
    hours,
    hours_number,
    minute_of_week,
    offset_at,
)
from listings.strips.phrases import Phrases, Whose, phrases
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
    start_css: str = ""
    end_css: str = ""


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
    whose: Whose = Whose.TEAM,
) -> tuple[Day, ...]:
    today = now.astimezone(zone).weekday()
    free = None if mine is None else _local(mine, zone, now)
    by_day: list[list[Evening]] = [[] for _ in range(7)]
    for raid in raids:
        by_day[raid.day].append(raid)
    names = day_names()
    return tuple(
        Day(
            name=names.short[day],
            full_name=names.full[day],
            is_today=day == today,
            css=_css(raids, day == today, free),
            team=tuple(_window(raid, axis) for raid in raids),
            both=_rects(_fits(raids), axis) if free else (),
            mine=_rects(axis.visible(_from_midnight(free, day)), axis) if free else (),
            sum=_sum(raids, free),
            sentence=_sentence(names.full[day], raids, zone, free, phrases(whose)),
        )
        for day, raids in enumerate(by_day)
    )


def _fits(raids: Sequence[Evening]) -> Iterable[Span]:
    return (
        (raid.start + low, raid.start + high)
        for raid in raids
        for low, high in raid.fits
    )


def _minutes(raids: Sequence[Evening]) -> tuple[int, int]:
    """All, and those that fit the viewer."""
    return sum(raid.length for raid in raids), sum(raid.fitting for raid in raids)


def _css(raids: Sequence[Evening], is_today: bool, free: Spans | None) -> str:
    css = "day day--on" if raids else "day day--off"
    if raids and free is not None:
        minutes, fitting = _minutes(raids)
        css += (
            f" day--{'full' if fitting == minutes else 'part' if fitting else 'none'}"
        )
    return css + " day--today" * is_today


def _sum(raids: Sequence[Evening], free: Spans | None) -> str:
    if not raids:
        return ""
    minutes, fitting = _minutes(raids)
    if free is None or fitting == minutes:
        return hours(minutes)
    return f"{hours_number(fitting)}/{hours_number(minutes)}"


def _sentence(
    day: str,
    raids: Sequence[Evening],
    zone: ZoneInfo,
    free: Spans | None,
    say: Phrases,
) -> str:
    if not raids:
        return say.no_day % {"day": day}
    said = {"day": day, "times": "; ".join(said_aloud(raid, zone) for raid in raids)}
    if free is None:
        return say.day % said
    minutes, fitting = map(hours_number, _minutes(raids))
    return say.day_fits % (said | {"fitting": fitting, "hours": minutes})


def _window(raid: Evening, axis: Axis) -> Rect:
    y, height = _place(raid.start, raid.start + raid.length, axis)
    return Rect(
        y=percent(y),
        height=percent(height),
        bottom=percent(y + height),
        start=raid.clock if height >= HOLDS_START else "",
        end=raid.clock_end if height >= HOLDS_BOTH else "",
        start_css=_text_css(any(low == 0 for low, _ in raid.fits)),
        end_css=_text_css(any(high == raid.length for _, high in raid.fits)),
    )


def _text_css(fits: bool) -> str:
    return "w-text w-text--on" if fits else "w-text"


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
