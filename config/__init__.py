"""Puts Muster together: settings, addresses, processes, health."""

import zoneinfo

# The pinned package `tzdata` alone says what the clock is in a zone, never the host's
# own data: they are older on one machine than on the next. Here, because every process
# imports this package before it asks for a zone.
zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()

from config.celery import app as celery_app  # noqa: E402 -- it asks for a zone

__all__ = ["celery_app"]
