"""Batches made, by this process or by several."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import connection

from listings.demo.ground import Ground
from listings.demo.rows import Rows
from listings.demo.teams import Batch

AHEAD = 2  # batches that wait for each process


def make(ground: Ground, number: int) -> dict[str, str]:
    """One batch as text for COPY, by table."""
    rows, batch = Rows(ground.now), Batch(ground, number)
    for team in batch.teams():
        rows.team(team)
    for person in batch.seekers():
        rows.person(person)
    return rows.take()


def made(ground: Ground, *, processes: int) -> Iterator[dict[str, str]]:
    """All batches, in their order; the same whatever the number of processes."""
    if processes < 2:
        yield from (make(ground, number) for number in range(ground.batches))
        return
    # Spawned, since a fork would share this one's connections.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=django.setup
    ) as pool:
        waiting = deque[Future[dict[str, str]]]()
        name = str(connection.settings_dict["NAME"])
        for number in range(ground.batches):
            waiting.append(pool.submit(_make_elsewhere, name, ground, number))
            if len(waiting) > processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def cores() -> int:
    return len(os.sched_getaffinity(0))


def _make_elsewhere(database: str, ground: Ground, number: int) -> dict[str, str]:
    connection.settings_dict["NAME"] = database  # a test's is not the settings' own
    return make(ground, number)
