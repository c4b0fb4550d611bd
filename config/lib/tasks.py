"""Hand work to the worker, after commit or not at all."""

from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

# A page waits for this (seconds): a broker that hangs is given up soon.
_QUICK = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "max_retries": 0}


def enqueue(name: str, **arguments: Any) -> None:
    """Send the task of this name once the transaction is committed.

    A broker that is away costs delay, never a page: the call is not repeated, and a
    sweep finds what was missed. So whoever enqueues has written a row that says what is
    to be done.
    """

    def send() -> None:
        try:
            with current_app.connection_for_write() as connection:
                connection.transport_options = {
                    **(connection.transport_options or {}),
                    **_QUICK,
                }
                current_app.send_task(
                    name, kwargs=arguments, connection=connection, retry=False
                )
        except OperationalError as error:
            log.warning("task_not_sent", task=name, error=str(error))

    transaction.on_commit(send, robust=True)
