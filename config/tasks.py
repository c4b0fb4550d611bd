"""The heartbeat: beat notes that it sends, the worker that it receives.

The worker for look-ups may be busy with tasks that sleep, and yet be well: it notes that
it lives, whatever its tasks do. And what is over in the durable cache goes.
"""

from typing import Any

from celery import Celery, shared_task
from celery.signals import (
    beat_init,
    before_task_publish,
    heartbeat_sent,
    worker_ready,
)
from django.conf import settings
from django.core.cache import caches

from config import pulse

HEARTBEAT = "config.heartbeat"


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    pulse.note("worker")


@shared_task(name="config.forget_expired")
def forget_expired() -> None:
    caches["durable"].forget_expired()  # type: ignore[attr-defined]  # ours


@worker_ready.connect
def _worker_is_ready(sender: Any, **kwargs: Any) -> None:
    if _takes(sender.app, settings.CELERY_TASK_DEFAULT_QUEUE):
        pulse.note("worker")


@heartbeat_sent.connect
def _worker_lives(sender: Any, **kwargs: Any) -> None:
    if _takes(sender.eventer.app, "lookup"):
        pulse.note("lookup")


def _takes(app: Celery, queue: str) -> bool:
    return queue in app.amqp.queues.consume_from


@beat_init.connect
def _beat_is_ready(**kwargs: Any) -> None:
    pulse.note("beat")


@before_task_publish.connect(sender=HEARTBEAT)
def _beat_sends(**kwargs: Any) -> None:
    pulse.note("beat")
