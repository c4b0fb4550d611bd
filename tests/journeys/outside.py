"""The worker and the broker, as beside a running Muster."""

from collections.abc import Iterator
from contextlib import contextmanager

from celery.contrib.testing.worker import start_worker

from config.celery import app

QUEUES = "default,lookup,mail"


@contextmanager
def worker_beside() -> Iterator[None]:
    """One Celery worker that takes what the pages leave to be done."""
    app.autodiscover_tasks(force=True)
    with start_worker(
        app, pool="solo", queues=QUEUES, perform_ping_check=False, shutdown_timeout=30
    ):
        yield


@contextmanager
def broker_at(location: str) -> Iterator[None]:
    """Tasks are sent there, and not to the broker of the tests."""
    usual = app.conf.broker_url
    app.conf.update(broker_url=location)
    try:
        yield
    finally:
        app.conf.update(broker_url=usual)
