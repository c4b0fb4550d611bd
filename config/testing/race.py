"""Two at once: real threads on the real database."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

PATIENCE = 30  # seconds
# How often a race is run: `make races` says a hundred times, before a release.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "3"))


def race(*actions: Callable[[], Any]) -> list[Any]:
    """Do all at the same moment; what each returned, or the exception it raised.

    For tests marked `race` and `django_db(transaction=True)`: each thread has a
    connection of its own, which sees only what is committed.
    """
    barrier = threading.Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            connections["default"].ensure_connection()
            barrier.wait(PATIENCE)
            return action()
        except Exception as error:  # noqa: BLE001 -- the loser's exception is the result
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        started = [pool.submit(run, action) for action in actions]
        return [result.result(PATIENCE) for result in started]
