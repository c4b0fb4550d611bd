"""`make run` with the environment there: the time to its first page."""

import contextlib
import http.client
import os
import signal
import subprocess
import time
from pathlib import Path

from tests.bench.data import ROOT
from tests.bench.figures import Figure
from tests.bench.servers import free_port

OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "BENCH_LARGE_URL")
PATIENCE = 180  # seconds


def measure(folder: Path) -> list[Figure]:
    """Twice: the first start makes the data folder and the demo content."""
    first, second = (seconds_to_first_page(folder) for _ in range(2))
    return [
        Figure("start_warm", second),
        Figure("start_first", first, "s"),
    ]


def seconds_to_first_page(folder: Path) -> float:
    port = free_port()
    # Relative, since make splits words at a space.
    services = f"$(PY) -m config.services --data {folder.relative_to(ROOT)}"
    environment = {k: v for k, v in os.environ.items() if k not in OURS}
    log = folder.with_suffix(".log")
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}", f"SERVICES={services}"],
            cwd=ROOT,
            env={k: v for k, v in environment.items() if not k.startswith("MAKE")},
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while time.monotonic() < began + PATIENCE and process.poll() is None:
                if answers(port):
                    return time.monotonic() - began
                time.sleep(0.05)
            raise RuntimeError(f"make run shows no page:\n{log.read_text()[-3000:]}")
        finally:
            # As Ctrl-C does: to make and everything below it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait(60)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
