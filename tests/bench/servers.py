"""The site and the floor, each behind a gunicorn with the Procfile's settings."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import redis

from tests.bench.data import ROOT, url_of


@dataclass(frozen=True)
class Server:
    port: int
    redis_url: str

    def empty_cache(self) -> None:
        with redis.from_url(self.redis_url) as client:
            client.flushdb()

    def forget_counts(self) -> None:
        """What a page keeps for a minute, while its cards stay ready."""
        with redis.from_url(self.redis_url) as client:
            if keys := list(client.scan_iter("*search-count:*", count=1000)):
                client.delete(*keys)


@contextlib.contextmanager
def site(size: int, number: int, log: Path) -> Iterator[Server]:
    """Each site has a Redis database of its own: their cards are other ones."""
    joint = "&" if "?" in os.environ["REDIS_URL"] else "?"
    redis_url = f"{os.environ['REDIS_URL']}{joint}db={number}"
    given = {
        "DATABASE_URL": url_of(size),
        "REDIS_URL": redis_url,
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "RELEASE": "bench",
    }
    with _gunicorn("config.wsgi", given, log) as port:
        yield Server(port, redis_url)


@contextlib.contextmanager
def floor(size: int, answers: Path, log: Path) -> Iterator[Server]:
    given = {"DATABASE_URL": url_of(size), "BENCH_FLOOR": str(answers)}
    with _gunicorn("tests.bench.floor", given, log) as port:
        yield Server(port, "")


@contextlib.contextmanager
def _gunicorn(application: str, given: dict[str, str], log: Path) -> Iterator[int]:
    port = free_port()
    words = ["-c", "deploy/gunicorn.py", "-k", "gthread", "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words, application],
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(port, process, log)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"A server does not start:\n{log.read_text()[-3000:]}")
