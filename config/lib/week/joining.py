"""Windows of several sources as one week."""

from collections.abc import Iterable

from config.lib.week.spans import WEEK, Spans, merge
from config.lib.week.windows import DAY, Window


def join_windows(windows: Iterable[Window]) -> list[Window]:
    """The same local hours without overlaps: those that touch become one window, and
    what lasts longer than a day is cut at midnight."""
    found = []
    for low, high in _spans(windows):
        begin = low
        while high - begin > DAY:
            midnight = (begin // DAY + 1) * DAY
            found.append((begin, midnight))
            begin = midnight
        found.append((begin, high))
    return sorted(
        Window(low % WEEK // DAY, low % DAY, high - low) for low, high in found
    )


def _spans(windows: Iterable[Window]) -> Spans:
    """Minutes from Monday 00:00; a span over the week's end stays one."""
    pieces: Spans = []
    for window in windows:
        low = window.weekday * DAY + window.start
        high = low + window.length
        pieces.append((low, min(high, WEEK)))
        pieces.append((0, max(high - WEEK, 0)))
    spans = merge(pieces)
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        first, last = spans[0], spans.pop()
        spans[0] = (last[0] - WEEK, first[1])
    return spans
