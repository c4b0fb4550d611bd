"""The sandbox runs where one plays, and nowhere else."""

import os
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from config.announce import announcement
from integrations.tests.outside.server import refused_url
from integrations.tests.outside.test_settings import PRODUCTION

pytestmark = pytest.mark.slow

NOTE = "Outside data comes from the"


def start(**environment):
    clean = {k: v for k, v in os.environ.items() if k not in {"OUTSIDE", "SANDBOX_URL"}}
    return subprocess.Popen(
        [sys.executable, "-m", "integrations.sandbox"],
        cwd=django_settings.BASE_DIR,
        env={**clean, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        (PRODUCTION, "only with OUTSIDE=sandbox"),
        ({**PRODUCTION, "OUTSIDE": "sandbox"}, "OUTSIDE must be live or off"),
        (
            {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "OUTSIDE": "off"},
            "only with OUTSIDE=sandbox",
        ),
        (
            {
                "DJANGO_SETTINGS_MODULE": "config.settings.dev",
                "SANDBOX_URL": "http://192.0.2.1:8002",
            },
            "SANDBOX_URL must be http on this machine",
        ),
    ],
)
def test_it_refuses_to_run_anywhere_else(environment, why):
    with start(**environment) as process:
        _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert why in said


@pytest.mark.slow
def test_it_runs_where_its_address_says_and_ends_when_told(tmp_path):
    url = refused_url()
    process = start(
        DJANGO_SETTINGS_MODULE="config.settings.dev",
        OUTSIDE="sandbox",
        SANDBOX_URL=url,
        STATE_FOLDER=str(tmp_path),
    )
    with process:
        page = _first_page(url, process)
        process.terminate()
        process.wait(timeout=30)

    assert "Stands in for the outside world" in page
    assert process.returncode == 0


def _first_page(url, process):
    while process.poll() is None:
        try:
            with urlopen(url, timeout=5) as page:
                return page.read().decode()
        except OSError:
            continue  # it is only just starting
    return ""


def test_nothing_starts_while_its_port_is_taken(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings.OUTSIDE = "sandbox"
        settings.SANDBOX_URL = f"http://127.0.0.1:{port}"

        with pytest.raises(CommandError, match=f"Port {port}, wanted for the sandbox"):
            call_command("serve")


def test_the_announcement_names_it_where_it_runs():
    assert "http://127.0.0.1:8002/" in announcement(
        "http://localhost:8000", "http://127.0.0.1:8002"
    )
    assert "sandbox" not in announcement("http://localhost:8000")


@pytest.mark.django_db
def test_each_page_says_in_its_foot_that_its_data_is_made_up(client, settings):
    settings.OUTSIDE = "sandbox"
    settings.SANDBOX_URL = "http://127.0.0.1:8102"

    page = client.get("/").content.decode()

    assert f'{NOTE} <a href="http://127.0.0.1:8102/">sandbox</a>' in page


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["live", "off"])
def test_no_page_says_so_elsewhere(client, settings, mode):
    settings.OUTSIDE = mode

    assert NOTE not in client.get("/").content.decode()
