"""The web process while its PostgreSQL is away, and after it came back."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from config.lib.tests.redises import own_redis
from config.services import folder
from config.services.postgres import Postgres
from config.tests.webs import web

pytestmark = pytest.mark.slow
# Somebody's session, which only the database can know.
COOKIES = {"sessionid": "s" * 32}
# One process for all of it, and no demo content.
PREPARE = """
import django
from django.core.management import call_command
django.setup()
for command in ("migrate", "createcachetable", "load_catalogue"):
    call_command(command, verbosity=0)
"""
AT_ONCE = 6  # of the web process's eight threads


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
def site(database):
    """A web process over that database."""
    with own_redis() as redis:
        names = {
            "DATABASE_URL": database.url,
            "REDIS_URL": redis.location,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        }
        subprocess.run(
            [sys.executable, "-c", PREPARE],
            check=True,
            cwd=settings.BASE_DIR,
            env=os.environ | names,
        )
        with web(names) as process:
            yield process


def ask(site, path):
    return site.ask(path, cookies=COOKIES)


def ask_at_once(site, path):
    """So many connections are in the pool afterwards."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [*pool.map(lambda _: ask(site, path).status_code, range(AT_ONCE))]


def has_a_database(response):
    """Said within a second, for which a busy machine may be too slow."""
    return "database" not in response.json().get("errors", {})


def test_site_says_so_and_is_back_with_the_first_page(database, site):
    assert ask_at_once(site, "/listings/") == [200] * AT_ONCE
    database.stop()

    page = ask(site, "/listings/")
    assert page.status_code == 503
    assert page.headers["X-Request-ID"] in page.text
    assert "<h1>" in page.text
    for path in ("/", "/listings/", "/accounts/login/"):
        assert ask(site, path).status_code == 503
    page = ask(site, "/api/v1/nothing")
    assert page.status_code == 503
    assert page.json()["success"] is False

    # Whoever looked in vain, and how often, keeps nobody waiting afterwards.
    for _ in range(5):
        assert ask_at_once(site, "/listings/") == [503] * AT_ONCE
        health = ask(site, "/health/ready")
        assert health.status_code == 503
        assert "database" in health.json()["errors"]
    assert ask(site, "/health/live").status_code == 200

    database.start()
    assert ask(site, "/listings/").status_code == 200
    site.until("/health/ready", has_a_database)
    assert ask_at_once(site, "/listings/") == [200] * AT_ONCE


def test_restart_between_two_pages_goes_unnoticed(database, site):
    """However many connections the pool held."""
    assert ask_at_once(site, "/listings/") == [200] * AT_ONCE
    database.stop()
    database.start()

    assert ask(site, "/listings/").status_code == 200
    assert ask_at_once(site, "/listings/") == [200] * AT_ONCE
