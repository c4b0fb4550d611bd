"""The Procfile's processes, for tests that need them as they are."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.conf import settings as project

PATIENCE = 60  # seconds


@contextmanager
def running(name, environment):
    """A process as the Procfile starts it."""
    process = subprocess.Popen(
        ["sh", "deploy/run", name],
        cwd=project.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # what it does may wait for ever
        process.wait()


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail("it does not come to that")
        time.sleep(0.05)
