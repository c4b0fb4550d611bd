"""Whether cache, tasks and all else that uses Redis reach the same database of it.

Each library reads REDIS_URL in its own way. So the cache and the broker each write a
mark there, and our own client looks for it.
"""

from typing import Any
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config.lib.findings import Finding, Level
from config.lib.redis_absence import client_at, waits

SECONDS_KEPT = 60


def look() -> Finding:
    mark = f"doctor:{uuid4().hex}"
    try:
        apart = [name for name, key in _written(mark).items() if not _found(key)]
    except (RedisError, OperationalError, OSError) as error:
        kind = type(error).__name__  # its text may hold the address
        return _wrong(_("cannot be compared"), last_error=kind)
    if apart:
        return _wrong(_("%(names)s elsewhere") % {"names": ", ".join(apart)})
    return Finding(
        name="REDIS_URL", state=_("the same for cache and tasks"), reachable=True
    )


def _wrong(state: str, last_error: str = "") -> Finding:
    return Finding(
        name="REDIS_URL",
        level=Level.BROKEN,
        state=state,
        last_error=last_error,
        advice=_("Let REDIS_URL alone say where Redis is, for cache and Celery alike."),
    )


def _written(mark: str) -> dict[str, str]:
    """By who wrote it, the key that the mark should have."""
    cache = caches["default"]
    cache.set(mark, 1, timeout=SECONDS_KEPT)
    with current_app.connection_for_write(settings.CELERY_BROKER_URL) as broker:
        broker.transport_options = {**(broker.transport_options or {}), **waits()}
        channel: Any = broker.default_channel  # Redis's has a client
        channel.client.set(mark, 1, ex=SECONDS_KEPT)
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    return {"cache": cache.make_key(mark), "tasks": f"{prefix}{mark}"}


def _found(key: str) -> bool:
    return bool(client_at(settings.REDIS_URL).delete(key))
