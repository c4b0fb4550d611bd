"""The heartbeat: beat notes that it sends, the worker that it receives. And what is
over in the durable cache goes."""

from typing import Any

from celery import shared_task
from celery.signals import beat_init, before_task_publish, worker_ready
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
def _worker_is_ready(**kwargs: Any) -> None:
    pulse.note("worker")


@beat_init.connect
def _beat_is_ready(**kwargs: Any) -> None:
    pulse.note("beat")


@before_task_publish.connect(sender=HEARTBEAT)
def _beat_sends(**kwargs: Any) -> None:
    pulse.note("beat")
