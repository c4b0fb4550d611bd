"""Points: the API sells so many an hour, to all our processes together."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import ceil

from django.conf import settings
from django.core.cache import cache

from integrations.errors import RateLimited
from integrations.fflogs.schemas import Points
from integrations.fflogs.service import FFLOGS, Account
from integrations.http import Clock, record_budget

FORGOTTEN = 300  # seconds after which a query that never ended does not count


@contextmanager
def reserved(account: Account, points: float, clock: Clock) -> Iterator[None]:
    """Count a query as spent while it runs. Raises `RateLimited` beyond our share."""
    key, whole = account.key("asking"), ceil(points)
    cache.add(key, 0, timeout=FORGOTTEN)
    try:
        asking = cache.incr(key, whole)
    except ValueError:  # it ended between the two lines
        asking = whole
    try:
        _check(account, asking, clock)
        yield
    finally:
        with suppress(ValueError):
            cache.incr(key, -whole)


def note(account: Account, points: Points, clock: Clock) -> None:
    """Remember what an answer said is spent."""
    row = (points.limit, points.spent, clock.now() + points.resets_in)
    cache.set(account.key("points"), row, timeout=max(1, ceil(points.resets_in)))
    record_budget(FFLOGS, max(0.0, points.limit - points.spent), points.limit)


def none_left(account: Account, clock: Clock) -> float:
    """They say that all is spent. Seconds until it is not; 0 where nobody said."""
    known = _known(account, clock)
    if known is None:
        return 0.0
    record_budget(FFLOGS, 0.0, known.limit)
    return known.resets_in


def _check(account: Account, asking: int, clock: Clock) -> None:
    known = _known(account, clock)
    if known is None:
        return  # the first answer will tell
    if known.spent + asking > known.limit * settings.FFLOGS_POINTS_SHARE:
        raise RateLimited(FFLOGS.name, max(1.0, known.resets_in))


def _known(account: Account, clock: Clock) -> Points | None:
    row = cache.get(account.key("points"))
    if not isinstance(row, tuple) or len(row) != 3:
        return None
    limit, spent, resets_at = row
    left = resets_at - clock.now()
    return Points(limit, spent, left) if left > 0 else None
