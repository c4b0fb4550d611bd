"""The heartbeats of worker and beat, kept in Redis, through which both work."""

import time
from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

PARTS = ("worker", "beat")
KEY = "muster:pulse:"


@cache
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=0.3,
        socket_connect_timeout=0.3,
        retry=Retry(NoBackoff(), 0),
    )


def note(part: str) -> None:
    """This part lives, now."""
    _client(settings.REDIS_URL).set(KEY + part, time.time(), ex=86400)


def ages() -> dict[str, float | None]:
    """Seconds since each part's last heartbeat; None where there was none."""
    values = _client(settings.REDIS_URL).mget([KEY + part for part in PARTS])
    now = time.time()
    return {
        part: None if value is None else max(0.0, now - float(value))
        for part, value in zip(PARTS, values, strict=True)
    }
