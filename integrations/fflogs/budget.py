"""Points: the API sells so many an hour, to all our processes together."""

from dataclasses import replace

from django.conf import settings
from django.core.cache import cache

from integrations.errors import RateLimited
from integrations.fflogs.schemas import Points
from integrations.fflogs.service import FFLOGS, Account
from integrations.http import Clock, record_budget


def reserve(account: Account, points: float, clock: Clock) -> None:
    """Take so many points for a query. Raises `RateLimited` beyond our share."""
    known = _known(account, clock)
    if known is None:
        return  # the first answer will tell
    if known.spent + points > known.limit * settings.FFLOGS_POINTS_SHARE:
        raise RateLimited(FFLOGS.name, max(1.0, known.resets_in))
    # Others count with it before the answer says what it cost.
    _keep(account, replace(known, spent=known.spent + points), clock)


def note(account: Account, points: Points, clock: Clock) -> None:
    """Remember what an answer said is spent."""
    _keep(account, points, clock)
    record_budget(FFLOGS, max(0.0, points.limit - points.spent), points.limit)


def resets_in(account: Account, clock: Clock) -> float | None:
    """Seconds until there are points again, where an answer said so."""
    known = _known(account, clock)
    return known.resets_in if known else None


def _keep(account: Account, points: Points, clock: Clock) -> None:
    row = (points.limit, points.spent, clock.now() + points.resets_in)
    cache.set(account.key("points"), row, timeout=max(1, int(points.resets_in)))


def _known(account: Account, clock: Clock) -> Points | None:
    row = cache.get(account.key("points"))
    if not isinstance(row, tuple) or len(row) != 3:
        return None
    limit, spent, resets_at = row
    left = resets_at - clock.now()
    return Points(limit, spent, left) if left > 0 else None
