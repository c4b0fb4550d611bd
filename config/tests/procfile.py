"""The Procfile's processes, for tests that need them as they are."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings as project


def command(name):
    lines = Path(project.BASE_DIR, "Procfile").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)[name]


@contextmanager
def running(name, environment):
    """A process as the Procfile starts it."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        ["sh", "-c", command(name)],
        cwd=project.BASE_DIR,
        env={**os.environ, "PATH": path, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # what it does may wait for ever
        process.wait()
