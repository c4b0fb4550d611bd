"""The units of deploy/systemd start what the Procfile names, and start it again."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

UNITS = Path(settings.BASE_DIR, "deploy/systemd")
ANALYZE = shutil.which("systemd-analyze")


def processes():
    lines = Path(settings.BASE_DIR, "Procfile").read_text().splitlines()
    return {line.partition(":")[0] for line in lines} - {"sandbox"}


def values(unit, key):
    lines = (UNITS / unit).read_text().splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


def test_the_target_wants_every_process():
    wanted = " ".join(values("muster.target", "Wants")).split()

    assert set(wanted) == {f"muster@{name}.service" for name in processes()}


def test_whatever_ends_a_process_it_comes_back():
    assert values("muster@.service", "Restart") == ["always"]
    assert values("muster@.service", "StartLimitIntervalSec") == ["0"]


@pytest.mark.skipif(not ANALYZE, reason="no systemd-analyze on this machine")
@pytest.mark.parametrize("unit", ["muster@.service", "muster.target"])
def test_systemd_understands_the_units(unit):
    run = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", str(UNITS / unit)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")


def test_a_process_that_nobody_knows_is_not_started():
    run = subprocess.run(
        ["sh", "deploy/run", "nothing"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 64
    assert "'nothing'" in run.stderr
