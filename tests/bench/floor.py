"""The floor: one query, one ready string, the same compression. Nothing else.

BENCH_FLOOR names a JSON file with the query and the page of each address.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from compression_middleware.middleware import compressor
from psycopg import ClientCursor
from psycopg_pool import ConnectionPool

KEPT = json.loads(Path(os.environ["BENCH_FLOOR"]).read_text())
ANSWERS = {address: (query, page.encode()) for address, (query, page) in KEPT.items()}
LOCK = threading.Lock()


def pool() -> ConnectionPool:
    """Of this worker: connections do not outlive its being forked."""
    with LOCK:
        return _pool()


@cache
def _pool() -> ConnectionPool:
    return ConnectionPool(
        os.environ["DATABASE_URL"],
        min_size=1,
        max_size=20,
        open=True,
        # As Django has it: the text goes whole, nothing is prepared.
        kwargs={"autocommit": True, "cursor_factory": ClientCursor},
    )


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
    query, page = ANSWERS[address]
    with pool().connection() as connection:
        connection.execute(query).fetchall()
    encoding, compress, _stream = compressor(environ["HTTP_ACCEPT_ENCODING"])
    body = compress(page)
    start(
        "200 OK",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", encoding),
            ("Content-Length", str(len(body))),
        ],
    )
    return [body]
