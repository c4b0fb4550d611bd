"""Which zone data count: the pinned package's, in every process, whatever a host has."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from config.lib.tests.old_zones import write_zone

DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
SAY = (
    "from datetime import *; from zoneinfo import ZoneInfo;"
    "print(datetime(2026, 12, 1, 12, tzinfo=UTC)"
    ".astimezone(ZoneInfo('America/Vancouver')).utcoffset())"
)
SET_UP = "import django; django.setup(); import"


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        # No clock went back there in 2026.
        ("America/Vancouver", -7),
        ("America/Edmonton", -6),
        ("America/Yellowknife", -6),  # another name of it
        ("Canada/Pacific", -7),
        ("Europe/Berlin", 1),
        ("Asia/Tokyo", 9),
    ],
)
def test_clock_is_that_of_the_pinned_release(name, hours):
    there = DECEMBER.astimezone(ZoneInfo(name))

    assert there.utcoffset() == timedelta(hours=hours)


@pytest.mark.slow
@pytest.mark.parametrize(
    "start",
    [
        "import config.wsgi",
        "import config.asgi",
        "import config.celery",
        "import config.services.__main__",
        "import tests.bench.settings",
        f"{SET_UP} integrations.sandbox.app",
        f"{SET_UP} integrations.gmail.client",
    ],
)
def test_no_process_reads_the_host_s_data(tmp_path, start):
    write_zone(tmp_path, "America/Vancouver", like="America/Los_Angeles")
    host = {**os.environ, "PYTHONTZPATH": str(tmp_path)}

    def said(code):
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, env=host,
            cwd=settings.BASE_DIR, timeout=60,
        ).stdout.splitlines()[-1]  # fmt: skip

    assert said(SAY) == "-1 day, 16:00:00"
    assert said(f"{start}; {SAY}") == "-1 day, 17:00:00"
