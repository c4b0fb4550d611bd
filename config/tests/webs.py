"""Real web processes, as the Procfile starts them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings
from django.db import connection

from config.lib.tests.redises import refused_location

PATIENCE = 40  # seconds


class Web:
    """One gunicorn with one worker."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.place = refused_location().removeprefix("redis://").removesuffix("/0")
        self.address = f"http://{self.place}"
        given = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "SECRET_KEY": settings.SECRET_KEY,  # sessions of the test's are theirs
            "WEB_WORKERS": "1",
        }
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py"),
                *("-k", "gthread", "--bind", self.place, "config.wsgi"),
            ],
            cwd=settings.BASE_DIR,
            env={**os.environ, **given, **names},
            start_new_session=True,
        )

    def ask(self, path: str, **more: object) -> requests.Response:
        return self._send("GET", path, **more)

    def post(self, path: str, **more: object) -> requests.Response:
        return self._send("POST", path, **more)

    def _send(self, method: str, path: str, **more: object) -> requests.Response:
        return requests.request(
            method,
            self.address + path,
            timeout=PATIENCE,
            allow_redirects=False,
            **more,  # type: ignore[arg-type]
        )

    def until(
        self, path: str, is_so: Callable[[requests.Response], bool], **more: object
    ) -> requests.Response:
        """Ask again and again until the answer is so."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                response = self.ask(path, **more)
            except requests.ConnectionError:
                continue
            if is_so(response):
                return response
        raise AssertionError(f"{path} never answers so")

    def kill(self) -> None:
        """It and its workers, which cannot write anything down any more."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextlib.contextmanager
def web(names: Mapping[str, str]) -> Iterator[Web]:
    """A web process that answers; `names` are variables of its environment."""
    started = Web(names)
    try:
        started.until("/health/live", lambda response: response.status_code == 200)
        yield started
    finally:
        started.kill()


def database_of_this_test() -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
