"""The heartbeats of the workers and of beat, kept in Redis, through which all work."""

import time

from django.conf import settings

from config.lib.redis_absence import client_at, redis_key

PARTS = ("worker", "lookup", "beat")


def key(part: str) -> str:
    return redis_key("pulse", part)


def note(part: str) -> None:
    """This part lives, now."""
    client_at(settings.REDIS_URL).set(key(part), time.time(), ex=86400)


def ages() -> dict[str, float | None]:
    """Seconds since each part's last heartbeat; None where there was none."""
    values = client_at(settings.REDIS_URL).mget([key(part) for part in PARTS])
    now = time.time()
    return {
        part: None if value is None else max(0.0, now - float(value))
        for part, value in zip(PARTS, values, strict=True)
    }
