"""Forget what is kept."""

import redis
from django.conf import settings


def empty_cache() -> None:
    """Of this process of the run alone: `cache.clear()` would empty the cache of those
    beside it too."""
    prefix = settings.REDIS_PREFIX
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        if keys := list(server.scan_iter(f"{prefix}:*", count=1000)):
            server.delete(*keys)
