"""The embedded services, really started, ended in every way, and started again."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from django.conf import settings

from config.services import folder, processes

pytestmark = pytest.mark.slow
SPEAK = "import signal; print('here', flush=True); signal.pause()"


class Wrapper:
    """The wrapper over one data folder, around a command that waits."""

    def __init__(self, data):
        self.data = data
        self.started = []

    def popen(self, *command, options=()):
        clean = {
            k: v
            for k, v in os.environ.items()
            if k not in {"DATABASE_URL", "REDIS_URL"}
        }
        words = ["-m", "config.services", "--data", str(self.data), *options]
        process = subprocess.Popen(
            [sys.executable, *words, "--", *command],
            cwd=settings.BASE_DIR,
            env=clean,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *command, options=()):
        with self.popen(*command, options=options) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def waiting(self):
        process = self.popen(sys.executable, "-c", SPEAK)
        assert process.stdout.readline() == "here\n"
        return process

    @property
    def record(self):
        return json.loads((self.data / "lock").read_text())

    def left(self):
        """What still runs over this folder."""
        return processes.running_in(
            self.data / "postgres" / "data", "postgres"
        ) | processes.running_in(self.data / "redis", "redis-server")


def end(process, kind):
    process.send_signal(kind)
    process.communicate(timeout=60)
    return process.returncode


def wait_until_gone(wrapper):
    """The system itself tells each child that its parent died."""
    for pid in wrapper.left():
        try:
            descriptor = os.pidfd_open(pid)  # readable when the process has ended
        except ProcessLookupError:
            continue
        try:
            assert select.select([descriptor], [], [], 20)[0], f"{pid} lives on"
        finally:
            os.close(descriptor)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """One for all tests, each of which must leave it usable."""
    place = tmp_path_factory.mktemp("a folder with spaces")
    return place / ("long" * 30) / "data"


@pytest.fixture
def wrapper(data):
    wrapper = Wrapper(data)
    yield wrapper
    for process in wrapper.started:
        if process.returncode is None:
            end(process, signal.SIGKILL)
    wait_until_gone(wrapper)
    folder.remove_sockets(wrapper.record.get("sockets", ""))
    assert wrapper.left() == set()


def test_command_has_both_services_and_passes_its_status_on(wrapper):
    tell = (
        "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL']); exit(7)"
    )
    status, out, err = wrapper.run(sys.executable, "-c", tell)
    assert status == 7, err
    sockets = Path(out.split("host=")[1].split()[0])
    assert not sockets.exists()


def test_services_work(wrapper):
    process = wrapper.waiting()
    record = wrapper.record
    with psycopg.connect(record["DATABASE_URL"]) as database:
        assert database.execute("SELECT lower('ÄÉ零')").fetchone() == ("äé零",)
        database.execute("CREATE EXTENSION vector")
    with redis.Redis.from_url(record["REDIS_URL"]) as client:
        assert client.ping()
    assert Path(record["sockets"]).stat().st_mode & 0o777 == 0o700
    assert end(process, signal.SIGTERM) == 128 + signal.SIGTERM


def test_second_start_says_what_runs_and_may_join(wrapper):
    process = wrapper.waiting()
    status, _, err = wrapper.run("true")
    assert status == 1
    assert f"process  {process.pid}" in err
    status, out, _ = wrapper.run("printenv", "DATABASE_URL", options=("--join",))
    assert (status, out.strip()) == (0, wrapper.record["DATABASE_URL"])
    end(process, signal.SIGTERM)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_ends_all_of_it(wrapper, kind):
    process = wrapper.waiting()
    sockets = Path(wrapper.record["sockets"])
    assert end(process, kind) != 0
    assert wrapper.left() == set()
    assert not sockets.exists()


def test_data_outlives_a_violent_end(wrapper):
    process = wrapper.waiting()
    record = wrapper.record
    with psycopg.connect(record["DATABASE_URL"]) as database:
        database.execute("CREATE TABLE kept AS SELECT 1 AS one")
    for pid in wrapper.left():
        with contextlib.suppress(ProcessLookupError):  # with its parent, already
            os.kill(pid, signal.SIGKILL)
    end(process, signal.SIGKILL)
    # Its number now belongs to a process that is alive and none of ours.
    status = wrapper.data / "postgres" / "data" / "postmaster.pid"
    assert status.exists()
    status.write_text("1\n" + status.read_text().partition("\n")[2])

    process = wrapper.waiting()
    assert not Path(record["sockets"]).exists()
    with psycopg.connect(wrapper.record["DATABASE_URL"]) as database:
        assert database.execute("SELECT one FROM kept").fetchone() == (1,)
    end(process, signal.SIGTERM)


def test_services_end_when_the_wrapper_is_killed(wrapper):
    process = wrapper.waiting()
    sockets = wrapper.record["sockets"]
    process.kill()
    wait_until_gone(wrapper)
    process.communicate(timeout=20)
    assert wrapper.run("true")[0] == 0
    assert not Path(sockets).exists()


def test_what_a_violent_end_left_running_is_ended(wrapper):
    process = wrapper.waiting()
    (postmaster,) = (
        pid
        for pid in wrapper.left()
        if processes.look()[pid].parent == process.pid
        and b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(postmaster, signal.SIGSTOP)  # so that it cannot follow its parent
    end(process, signal.SIGKILL)
    assert postmaster in wrapper.left()
    assert wrapper.run("true")[0] == 0
    assert wrapper.left() == set()


def test_what_the_command_left_behind_is_ended(wrapper):
    leave = (
        "import subprocess, sys; "
        "child = subprocess.Popen(['sleep', '600'], start_new_session=True,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); print(child.pid)"
    )
    status, out, _ = wrapper.run(sys.executable, "-W", "ignore", "-c", leave)
    assert status == 0
    assert not Path("/proc", out.strip()).exists()


def test_fresh_begins_without_data(wrapper):
    fresh = ("--fresh",)
    make = "import os, psycopg; c = psycopg.connect(os.environ['DATABASE_URL'], autocommit=True); c.execute('CREATE TABLE once ()'); c.close()"
    for _ in range(2):
        status, _, err = wrapper.run(sys.executable, "-c", make, options=fresh)
        assert status == 0, err
