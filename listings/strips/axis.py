"""The hours a week strip shows, and where a minute stands on them in per cent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from config.lib.week import Span, Spans, merge

MARGIN = 60  # minutes shown before and after the team's hours
FOLD = 60  # height of hours left out, in minutes
WORTH_FOLDING = 240
EMPTY = (1080, 1440)  # what a week without raids shows
STEPS = (60, 120, 180, 240, 360, 720)


@dataclass(frozen=True)
class Axis:
    """Parts of a day in minutes from its midnight, past 1440 where a raid runs into the
    next day. Between two parts lie hours without any raid, folded away."""

    parts: tuple[Span, ...]
    height: int  # of all parts and folds, in minutes

    def at(self, minute: int) -> float:
        """Per cent from the top, 0 to 100 for whatever minute."""
        top = 0
        for low, high in self.parts:
            if minute < low:
                break
            if minute <= high:
                top += minute - low
                break
            top += high - low + FOLD
        return min(top * 100 / self.height, 100)

    def visible(self, spans: Iterable[Span]) -> Spans:
        return [
            (max(low, start), min(high, end))
            for start, end in self.parts
            for low, high in spans
            if low < end and high > start
        ]

    def folds(self) -> tuple[str, ...]:
        ends = [self.at(high) for _, high in self.parts[:-1]]
        return tuple(percent(end + FOLD * 50 / self.height) for end in ends)

    def hours(self, at_most: int) -> list[int]:
        """Whole hours to mark, evenly apart; none at the very edge."""
        for step in STEPS:
            found = [
                minute
                for low, high in self.parts
                for minute in range(-(-(low + 1) // step) * step, high, step)
            ]
            if len(found) <= at_most:
                return found
        return []


def axis_of(spans: Sequence[Span]) -> Axis:
    """Cut to these minutes of the day, plus an hour on each side."""
    wide = [(max(low - MARGIN, 0), high + MARGIN) for low, high in spans] or [EMPTY]
    parts: list[Span] = []
    for low, high in merge(wide):
        if parts and low - parts[-1][1] < WORTH_FOLDING:
            parts[-1] = (parts[-1][0], high)
        else:
            parts.append((low, high))
    height = sum(high - low for low, high in parts) + FOLD * (len(parts) - 1)
    return Axis(tuple(parts), height)


def percent(value: float) -> str:
    return f"{value:.2f}%"
