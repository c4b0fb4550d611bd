"""Spans of minutes, and what can be asked of two lists of them."""

import re
from collections.abc import Iterable

Span = tuple[int, int]
Spans = list[Span]

WEEK = 10_080
HALF_HOURS = WEEK // 30

_TEXT = re.compile(r"\{(\[[0-9]+,[0-9]+\)(,\[[0-9]+,[0-9]+\))*)?\}")
_SPAN = re.compile(r"\[([0-9]+),([0-9]+)\)")


def merge(spans: Iterable[Span]) -> Spans:
    """Sorted and disjoint, as PostgreSQL keeps a multirange: spans that touch become
    one, empty ones vanish. ValueError for a span that ends before it begins."""
    merged: Spans = []
    for low, high in sorted(spans):
        if high < low:
            raise ValueError(f"a span ends before it begins: {low}, {high}")
        if high == low:
            continue
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def intersect(a: Iterable[Span], b: Iterable[Span]) -> Spans:
    mine, theirs = merge(a), merge(b)
    shared: Spans = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        low = max(mine[i][0], theirs[j][0])
        high = min(mine[i][1], theirs[j][1])
        if low < high:
            shared.append((low, high))
        if mine[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return shared


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Minutes that both have."""
    return sum(high - low for low, high in intersect(a, b))


def half_hours(spans: Iterable[Span]) -> str:
    """The week as 336 characters, "1" where any minute of the half hour is covered."""
    bits = ["0"] * HALF_HOURS
    for low, high in merge(spans):
        if low < 0 or high > WEEK:
            raise ValueError(f"a span leaves the week: {low}, {high}")
        first, end = low // 30, -(-high // 30)
        bits[first:end] = "1" * (end - first)
    return "".join(bits)


def to_text(spans: Iterable[Span]) -> str:
    """PostgreSQL's own form of an int4multirange, for COPY: `{[0,60),[100,200)}`."""
    return "{" + ",".join(f"[{low},{high})" for low, high in merge(spans)) + "}"


def from_text(text: str) -> Spans:
    """The opposite of `to_text`; ValueError for anything else."""
    if not _TEXT.fullmatch(text):
        raise ValueError("not the text of a multirange")
    return merge((int(low), int(high)) for low, high in _SPAN.findall(text))
