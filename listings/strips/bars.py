"""A chart of one figure a day, as an SVG drawn with attributes alone."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 48
STEP = 6  # width of a day, of which a sixth is the gap
GAP = 1
LEAST = 2  # a day with one reader is still seen
BASE = 1  # a day with none shows where it is


@dataclass(frozen=True)
class Bar:
    x: int
    y: float
    height: float
    is_empty: bool


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT
    bar: int = STEP - GAP


def chart_of(figures: Sequence[int]) -> Chart:
    """The highest bar fills the height, whatever its figure is."""
    most = max(figures, default=0)
    bars = tuple(_bar(place, figure, most) for place, figure in enumerate(figures))
    return Chart(bars, width=max(len(figures) * STEP - GAP, 1))


def _bar(place: int, figure: int, most: int) -> Bar:
    tall = max(LEAST, round(figure * HEIGHT / most, 1)) if figure else BASE
    return Bar(place * STEP, round(HEIGHT - tall, 1), tall, is_empty=not figure)
