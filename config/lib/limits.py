"""How often something may be done: so many times in so many seconds."""

import time

from django.core.cache import cache

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds
PREFIX = "limit:"  # counted in the database (see CACHES)


class LimitReachedError(Exception):
    """Too often; `wait` says in how many seconds it is allowed again. The middleware
    answers with the page for 429."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"allowed again in {wait} s")
        self.wait = wait


def spend(what: str, who: object, *, most: int, seconds: int) -> None:
    """Count one more of `what` by `who`, or raise LimitReachedError.

    The seconds begin with the first of them, and with the first after they are over.
    """
    now = int(time.time())
    key = f"{PREFIX}{what}:{who}"
    begun: int | None = cache.get(key)
    if begun is None:  # of two who begin at once, one does
        cache.add(key, now, timeout=seconds)
        begun = int(cache.get(key, now))
    if now >= begun + seconds:
        cache.set(key, begun := now, timeout=seconds)
    if cache.add(f"{key}:{begun}", 1, timeout=seconds):
        return
    try:
        count = cache.incr(f"{key}:{begun}")
    except ValueError:  # its time ended between the two
        return
    if count > most:
        raise LimitReachedError(begun + seconds - now)
