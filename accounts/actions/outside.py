"""The outside, as our tasks ask it, and what its refusals mean to who waits."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.errands import Trouble
from integrations.errors import (
    Changed,
    NotConfigured,
    NotFound,
    OutsideError,
    RateLimited,
    Temporary,
)
from integrations.fflogs.client import FFLogs
from integrations.lodestone.client import Lodestone
from integrations.lodestone.errors import Blocked, Maintenance, PageHidden, TooManyFound
from integrations.xivauth.client import XivAuth

# At least so long nobody asks again, whatever the growing waits say.
LEAST = {
    Trouble.MAINTENANCE: timedelta(minutes=30),
    Trouble.BLOCKED: timedelta(hours=3),
    Trouble.CHANGED: timedelta(hours=3),
    Trouble.OFF: timedelta(hours=3),
}


def lodestone() -> Lodestone:
    return Lodestone()


def fflogs() -> FFLogs:
    return FFLogs()


def xivauth() -> XivAuth:
    return XivAuth()


@dataclass(frozen=True, slots=True)
class Setback:
    """An answer that is none."""

    trouble: Trouble
    wait: timedelta = timedelta(0)  # at least, until the next try


def setback(error: OutsideError) -> Setback:
    trouble = _trouble(error)
    told = getattr(error, "retry_after", None) or 0.0
    wait = max(timedelta(seconds=told), LEAST.get(trouble, timedelta(0)))
    return Setback(trouble, wait)


_KINDS: tuple[tuple[type[OutsideError], Trouble], ...] = (
    (NotFound, Trouble.GONE),
    (PageHidden, Trouble.HIDDEN),
    (TooManyFound, Trouble.TOO_COMMON),
    (Maintenance, Trouble.MAINTENANCE),
    (Blocked, Trouble.BLOCKED),
    (RateLimited, Trouble.LIMITED),
    (Changed, Trouble.CHANGED),
    (NotConfigured, Trouble.OFF),
    (Temporary, Trouble.AWAY),
)


def _trouble(error: OutsideError) -> Trouble:
    """Anything unforeseen is a matter for us to look at, as a changed page is."""
    found = (trouble for kind, trouble in _KINDS if isinstance(error, kind))
    return next(found, Trouble.CHANGED)
