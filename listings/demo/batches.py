"""Batches made, by this process or by several."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context

from django.db import connection

from listings.demo.ground import Ground
from listings.demo.rows import Rows
from listings.demo.teams import Batch
from listings.demo.worker import PATIENCE, begin

AHEAD = 3  # batches for each process that are asked for before they are taken
Texts = dict[str, str]  # for COPY, by table


def make(ground: Ground, number: int) -> Texts:
    rows, batch = Rows(ground.now), Batch(ground, number)
    for team in batch.teams():
        rows.team(team)
    for person in batch.seekers():
        rows.person(person)
    return rows.take()


@contextmanager
def made(ground: Ground, *, processes: int) -> Iterator[Iterator[Texts]]:
    """All batches, in their order; the same whatever the number of processes.

    Once inside, the processes need nothing of the database any more.
    """
    processes = min(processes, ground.batches)
    if processes < 2:
        yield (make(ground, number) for number in range(ground.batches))
        return
    # Spawned, since a fork would share this one's connections.
    context = get_context("spawn")
    all_ready = context.Barrier(processes + 1)
    database = str(connection.settings_dict["NAME"])
    pool = ProcessPoolExecutor(processes, context, begin, (database, all_ready))
    try:
        stream = _in_order(pool, ground, processes * AHEAD)
        next(stream)
        all_ready.wait(PATIENCE)
        yield stream
    finally:
        pool.shutdown(cancel_futures=True)


def cores() -> int:
    return len(os.sched_getaffinity(0))


def _in_order(pool: ProcessPoolExecutor, ground: Ground, ahead: int) -> Iterator[Texts]:
    """First nothing, as a sign that the processes were started."""
    numbers = iter(range(ground.batches))
    waiting = deque(
        pool.submit(make, ground, number) for number in islice(numbers, ahead)
    )
    yield {}
    while waiting:
        texts = waiting.popleft().result()
        for number in islice(numbers, 1):
            waiting.append(pool.submit(make, ground, number))
        yield texts
