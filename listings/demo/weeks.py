"""Evenings as raiders in a region keep them, and what search wants to know of them."""

from datetime import datetime
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from config.lib.week import (
    Spans,
    Window,
    half_hours,
    merge,
    project,
    to_text,
    zone_rules,
)
from listings.demo.chance import Wheel, pick

HOW_MANY = Wheel([(1, 8), (2, 34), (3, 34), (4, 16), (5, 8)])
WEEKDAYS = Wheel([(0, 15), (1, 19), (2, 18), (3, 18), (4, 9), (5, 9), (6, 12)])
LENGTHS = Wheel([(120, 24), (150, 14), (180, 40), (210, 8), (240, 14)])
_STARTS: dict[str, list[tuple[int, float]]] = {
    # The local minute; people in Japan play later, up to the last train's hour.
    "japan": [(1230, 5), (1260, 34), (1290, 18), (1320, 24), (1350, 10), (1380, 9)],
    "north-america": [
        (1080, 4),
        (1110, 6),
        (1140, 18),
        (1170, 14),
        (1200, 26),
        (1230, 10),
        (1260, 14),
        (1290, 4),
        (1320, 4),
    ],
    "europe": [
        (1080, 5),
        (1110, 8),
        (1140, 25),
        (1170, 16),
        (1200, 30),
        (1230, 8),
        (1260, 8),
    ],
    "oceania": [(1110, 10), (1140, 26), (1170, 18), (1200, 30), (1230, 10), (1260, 6)],
}
STARTS = {region: Wheel(weights) for region, weights in _STARTS.items()}
FREE_DAYS = Wheel([(2, 14), (3, 26), (4, 28), (5, 20), (6, 8), (7, 4)])
FREE_LENGTHS = (180, 210, 240, 240, 270, 300, 360)
AFTERNOONS = (780, 810, 840, 870, 900, 960)


def evenings(rng: Random, region: str) -> tuple[Window, ...]:
    """One to five windows a week, mostly alike; some weekends begin after lunch."""
    wanted, days = HOW_MANY.spin(rng), set[int]()
    while len(days) < wanted:
        days.add(WEEKDAYS.spin(rng))
    start = STARTS.get(region, STARTS["europe"]).spin(rng)
    length = LENGTHS.spin(rng)
    windows = [Window(day, start, length) for day in sorted(days)]
    last = windows[-1]
    if last.weekday >= 5 and rng.random() < 0.35:
        windows[-1] = Window(last.weekday, pick(rng, AFTERNOONS), max(length, 180))
    elif wanted > 1 and rng.random() < 0.08:
        first = windows[0]
        windows[0] = Window(first.weekday, first.start + 30, first.length)
    return tuple(windows)


def free_times(rng: Random, region: str) -> tuple[Window, ...]:
    """Two to six days on which a player could raid; more of a day than a raid takes."""
    if rng.random() < 0.05:
        return ()  # not said
    wanted, days = FREE_DAYS.spin(rng), set[int]()
    while len(days) < wanted:
        days.add(int(rng.random() * 7))
    start = STARTS.get(region, STARTS["europe"]).spin(rng) - pick(rng, (0, 30, 60))
    length = pick(rng, FREE_LENGTHS)
    weekend = Window(0, pick(rng, AFTERNOONS), 480) if rng.random() < 0.4 else None
    return tuple(
        Window(day, weekend.start, weekend.length)
        if weekend and day >= 5
        else Window(day, start, length)
        for day in sorted(days)
    )


class Weeks:
    """Schedules as the listing's columns have them, each worked out once."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.columns = lru_cache(100_000)(self._columns)
        self._spans = lru_cache(20_000)(self._spans_of_one)

    def _columns(
        self, zone: str, windows: tuple[Window, ...]
    ) -> tuple[str, str, str, str]:
        """schedule, week, week_bits, zone_rules"""
        week = merge(s for window in windows for s in self._spans(zone, window))
        rows = ", ".join(str(window.to_json()) for window in windows)
        rules = zone_rules(ZoneInfo(zone))
        return f"[{rows}]", to_text(week), half_hours(week), rules

    def _spans_of_one(self, zone: str, window: Window) -> Spans:
        return project([window], ZoneInfo(zone), self._now)


@lru_cache(maxsize=2)
def weeks(now: datetime) -> Weeks:
    return Weeks(now)
