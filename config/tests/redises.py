"""One Redis for everything that asks REDIS_URL."""

from typing import Any

from config.lib.tests.redises import place_redis
from config.settings.redis import broker


def place_everything(settings: Any, location: str) -> None:
    """Cache, tasks and our own clients find their Redis there, as REDIS_URL has it."""
    place_redis(settings, location, patient=True)
    settings.REDIS_URL = location
    settings.CELERY_BROKER_URL, settings.CELERY_BROKER_USE_SSL = broker(location)
