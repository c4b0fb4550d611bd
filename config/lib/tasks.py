"""Hand work to the worker, after commit or not at all."""

from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config.lib.redis_absence import RedisAbsence, absence_of, waits

log = structlog.get_logger(__name__)

_PAUSE = 1.0  # seconds; so long the whole process leaves a broker alone that failed


def enqueue(name: str, *, after_seconds: int = 0, **arguments: Any) -> None:
    """Send the task of this name once the transaction is committed, to be begun after
    so many seconds.

    A broker that is away costs delay, never a page: the call is not repeated, and a
    sweep finds what was missed. So whoever enqueues has written a row that says what is
    to be done.
    """

    def send() -> None:
        absence = _absence()
        if not absence.may_ask():
            return
        try:
            _publish(name, arguments, after_seconds)
        except (OperationalError, RedisError, OSError) as error:
            absence.begin(error)
            log.warning("task_not_sent", task=name, error=str(error))
        else:
            absence.end()

    transaction.on_commit(send, robust=True)


def _absence() -> RedisAbsence:
    return absence_of(f"broker {settings.CELERY_BROKER_URL}", _PAUSE)


def _publish(name: str, arguments: dict[str, Any], after_seconds: int) -> None:
    url = settings.CELERY_BROKER_URL
    with current_app.connection_for_write(url) as connection:
        usual = connection.transport_options or {}
        connection.transport_options = {**usual, **waits(), "max_retries": 0}
        current_app.send_task(
            name,
            kwargs=arguments,
            connection=connection,
            retry=False,
            countdown=after_seconds or None,
        )
