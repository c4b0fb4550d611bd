"""Chance that comes out the same for the same seed."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def dice(*seeds: object) -> Random:
    return Random(":".join(map(str, seeds)))  # noqa: S311 -- repeatable, guards nothing


def pick(rng: Random, items: Sequence[T]) -> T:
    return items[int(rng.random() * len(items))]


class Wheel(Generic[T]):
    """Picks among items by their weights."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = [(item, weight) for item, weight in weights if weight > 0]
        self.items = [item for item, _weight in pairs]
        self._sums = list(accumulate(weight for _item, weight in pairs))

    def spin(self, rng: Random) -> T:
        return self.items[bisect(self._sums, rng.random() * self._sums[-1])]
