"""Which outside an installation speaks to."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

pytestmark = pytest.mark.slow

TELL = """
import json
from django.conf import settings
print(json.dumps([settings.OUTSIDE, settings.SANDBOX_URL, settings.OUTSIDE_CONTACT]))
"""
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "worth-nothing-0123456789-" * 3,
    "ALLOWED_HOSTS": "muster.example",
}


def start(**environment):
    clean = {k: v for k, v in os.environ.items() if "OUTSIDE" not in k}
    return subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=django_settings.BASE_DIR,
        env={**clean, "REDIS_URL": "redis://127.0.0.1:1/0", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_development_plays_in_the_sandbox():
    done = start(DJANGO_SETTINGS_MODULE="config.settings.dev")

    assert json.loads(done.stdout)[0] == "sandbox"


def test_production_is_live_and_says_whom_to_write_to():
    done = start(**PRODUCTION, DEFAULT_FROM_EMAIL="Muster <mail@muster.example>")

    assert json.loads(done.stdout)[::2] == ["live", "mail@muster.example"]


def test_production_may_be_off():
    assert json.loads(start(**PRODUCTION, OUTSIDE="off").stdout)[0] == "off"


@pytest.mark.parametrize("word", ["sandbox", "Live", ""])
def test_production_never_plays(word):
    done = start(**PRODUCTION, OUTSIDE=word)

    assert done.returncode != 0
    assert "OUTSIDE must be live or off" in done.stderr
