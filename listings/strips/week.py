"""The week strip: seven days of the team's hours in the viewer's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from config.lib.week import Spans, Window, is_st
from listings.strips.axis import Axis, axis_of, percent
from listings.strips.days import Day, week_days
from listings.strips.evenings import (
    DAY,
    Evening,
    clock,
    day_names,
    evenings,
    hours,
    hours_number,
    offset_at,
)
from listings.strips.phrases import Whose, phrases
from listings.strips.times import Times, of_one, st_shift, times

CARD_LINES, LARGE_LINES = 3, 9


@dataclass(frozen=True)
class Line:
    y: str
    label: str


@dataclass(frozen=True)
class Row:
    """One evening of the list under the large strip."""

    day: str
    full_day: str
    times: Times
    sum: str


@dataclass(frozen=True)
class WeekStrip:
    words: str
    times: tuple[Times, ...]
    days: tuple[Day, ...]
    lines: tuple[str, ...]
    folds: tuple[str, ...]  # where hours without raids are left out
    minutes: int
    fitting: int | None  # minutes that fit the viewer; None where nothing is known
    raids: tuple[Evening, ...]
    scale: Axis
    viewer_zone: ZoneInfo
    now: datetime

    # Below: for the large strip only, so no card pays for it.

    @property
    def axis(self) -> tuple[Line, ...]:
        at = self.scale.at
        return tuple(
            Line(percent(at(minute)), clock(minute))
            for minute in self.scale.hours(LARGE_LINES)
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(raid) for raid in self.raids)

    def _row(self, raid: Evening) -> Row:
        said = hours(raid.length)
        if self.fitting is not None:
            parts = {"fitting": hours_number(raid.fitting), "hours": said}
            said = gettext("%(fitting)s of %(hours)s") % parts
        return Row(
            day=day_names().short[raid.day],
            full_day=day_names().full[raid.day],
            times=of_one(raid, self.viewer_zone),
            sum=said,
        )

    @property
    def zone(self) -> str:
        """ "Your time, Europe/Berlin (CET) · ST 1 h earlier"."""
        if is_st(self.viewer_zone):
            return gettext("Server time (ST)")
        here = self.now.astimezone(self.viewer_zone)
        name = self.viewer_zone.key.replace("_", " ")
        if (short := here.tzname() or "").isalpha():
            name = f"{name} ({short})"
        return gettext("Your time, %(zone)s · %(st)s") % {
            "zone": name,
            "st": st_shift(offset_at(self.now, self.viewer_zone)),
        }


def week_strip(
    windows: Sequence[Window],
    *,
    team_zone: ZoneInfo,
    viewer_zone: ZoneInfo,
    now: datetime,
    mine: Spans | None = None,
    whose: Whose = Whose.TEAM,
) -> WeekStrip:
    """`mine` are the viewer's own hours in the UTC week; None says nothing of them."""
    raids = evenings(windows, team_zone, viewer_zone, now, mine)
    scale = axis_of([(raid.start, raid.start + raid.length) for raid in raids])
    minutes = sum(raid.length for raid in raids)
    fitting = None if mine is None else sum(raid.fitting for raid in raids)
    return WeekStrip(
        words=_words(minutes, fitting, mine or [], whose),
        times=times(raids, viewer_zone),
        days=week_days(raids, scale, viewer_zone, now, mine, whose),
        lines=tuple(percent(scale.at(minute)) for minute in scale.hours(CARD_LINES)),
        folds=scale.folds(),
        minutes=minutes,
        fitting=fitting,
        raids=tuple(raids),
        scale=scale,
        viewer_zone=viewer_zone,
        now=now,
    )


def _words(minutes: int, fitting: int | None, mine: Spans, whose: Whose) -> str:
    say = phrases(whose)
    if not minutes:
        return say.nothing
    if fitting is None:
        return say.sum % {"hours": hours(minutes)}
    asked = sum(high - low for low, high in mine)
    sentence = say.sum_fits if asked % DAY else say.sum_on_days
    return sentence % {
        "fitting": hours_number(fitting),
        "fitting_hours": hours(fitting),
        "hours": hours(minutes),
        "asked": hours(asked),
    }
