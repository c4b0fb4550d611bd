"""The sandbox and the worker, as beside a running Muster."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.contrib.testing.worker import start_worker

from config.celery import app
from integrations.http import connections
from integrations.sandbox.app import Sandbox
from integrations.sandbox.serving import listening

QUEUES = "default,lookup,mail"


@contextmanager
def sandbox_beside(settings: Any) -> Iterator[Sandbox]:
    """Stands in for every outside service, with its invented people."""
    application = Sandbox(slow=30)
    with listening(application, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        settings.OUTSIDE = "sandbox"
        settings.SANDBOX_URL = f"http://127.0.0.1:{server.server_port}"
        yield application
        connections.close_all()
        application.ends.set()
        server.shutdown()
        thread.join()


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
