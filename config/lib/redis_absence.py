"""How long a page waits for Redis, and whether a process knows it to be away."""

import logging
import threading
import time
from functools import cache
from typing import Any

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

LOG_EVERY = 5.0  # seconds


def waits() -> dict[str, float]:
    """For whatever speaks to Redis while somebody waits for a page."""
    patience = settings.REDIS_PATIENCE
    return {"socket_timeout": patience, "socket_connect_timeout": patience}


@cache
def client_at(location: str, **options: Any) -> redis.Redis:
    """This process's own. Whatever goes wrong is told at once, and not tried again."""
    retry = Retry(NoBackoff(), 0)
    return redis.Redis.from_url(location, retry=retry, **waits(), **options)


def redis_key(*names: str) -> str:
    """A key of this installation, whoever else keeps things in the same database."""
    return ":".join((settings.REDIS_PREFIX, *names))


class RedisAbsence:
    """Whether Redis is away, for all threads."""

    def __init__(self, pause: float) -> None:
        self._pause = pause  # seconds
        self._until: float | None = None
        self._logged: float | None = None
        self._lock = threading.Lock()

    def may_ask(self) -> bool:
        if self._until is None:
            return True
        with self._lock:
            now = time.monotonic()
            if now < (self._until or 0.0):
                return False
            # One asks; the others wait for what it learns.
            self._until = now + self._pause
            return True

    def begin(self, error: Exception) -> None:
        with self._lock:
            now = time.monotonic()
            self._until = now + self._pause
            if self._logged is not None and now < self._logged + LOG_EVERY:
                return
            self._logged = now
        logger.warning("Redis is away: %r", error)

    def end(self) -> None:
        if self._until is None:
            return
        with self._lock:
            self._until = self._logged = None
        logger.warning("Redis is back")


# Django makes one cache object a thread; what one thread learnt, all should know.
_absences: dict[tuple[str, float], RedisAbsence] = {}


def absence_of(location: str, pause: float) -> RedisAbsence:
    return _absences.setdefault((location, pause), RedisAbsence(pause))
