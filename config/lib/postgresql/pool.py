from typing import Any

from psycopg_pool import ConnectionPool, PoolTimeout


def refuse_waiting(pool: ConnectionPool[Any]) -> None:
    """Whoever waits for a connection is told at once where none can be had; as long as
    the pool has any, one of them may come back."""
    with pool._lock:
        if pool._nconns > 0:
            return
        waiting = [*pool._waiting]
        pool._waiting.clear()
    for client in waiting:
        client.fail(PoolTimeout("the database cannot be reached"))
