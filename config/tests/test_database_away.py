"""The web process while its PostgreSQL is away, and after it came back."""

import os
import subprocess
import sys
import time
from typing import Any

import pytest
import requests
from django.conf import settings

from config.lib.tests.redises import own_redis, refused_location
from config.services import folder
from config.services.postgres import Postgres

pytestmark = pytest.mark.slow
PATIENCE = 40  # seconds
# Somebody's session, which only the database can know.
COOKIES = {"sessionid": "s" * 32}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    home = tmp_path_factory.mktemp("postgres")
    sockets = folder.make_sockets()
    server = Postgres(home, sockets, home / "log", carefree=True)
    server.start()
    yield server
    server.stop()
    folder.remove_sockets(str(sockets))


@pytest.fixture(scope="module")
def address(database):
    """Of a web process over that database."""
    address = refused_location().removeprefix("redis://").removesuffix("/0")
    with own_redis() as redis:
        names = {
            "DATABASE_URL": database.url,
            "REDIS_URL": redis.location,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        }
        options: dict[str, Any] = {"cwd": settings.BASE_DIR, "env": os.environ | names}
        for command in ("migrate", "createcachetable", "load_catalogue"):
            words = [sys.executable, "manage.py", command, "--verbosity", "0"]
            subprocess.run(words, check=True, **options)
        web = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py"),
                *("-k", "gthread", "--bind", address, "config.wsgi"),
            ],
            **options,
        )
        yield f"http://{address}"
        web.terminate()
        web.wait()


def ask(address):
    return requests.get(address, timeout=PATIENCE, cookies=COOKIES)


def until(address, is_so):
    """Ask again and again until the answer is so."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            response = ask(address)
        except requests.ConnectionError:
            continue
        if is_so(response):
            return response
    raise AssertionError(f"{address} never answers so")


def is_there(response):
    return response.status_code == 200


def has_a_database(response):
    """Said within a second, for which a busy machine may be too slow at first."""
    return "database" not in response.json().get("errors", {})


def test_site_says_so_and_comes_back_by_itself(database, address):
    page = until(f"{address}/listings/", is_there)
    database.stop()

    page = ask(f"{address}/listings/")
    assert page.status_code == 503
    assert page.headers["X-Request-ID"] in page.text
    assert "<h1>" in page.text
    for path in ("/", "/listings/", "/accounts/login/"):
        page = ask(address + path)
        assert page.status_code == 503
    page = ask(f"{address}/api/v1/nothing")
    assert page.status_code == 503
    assert page.json()["success"] is False

    health = ask(f"{address}/health/ready")
    assert health.status_code == 503
    assert "database" in health.json()["errors"]
    assert ask(f"{address}/health/live").status_code == 200

    database.start()
    until(f"{address}/listings/", is_there)
    until(f"{address}/health/ready", has_a_database)
