"""The embedded services, as far as nothing needs to be started."""

import os
import socket
from pathlib import Path

import pytest

from config.services import folder, ports, processes
from config.services.__main__ import named, options
from config.services.errors import ServicesError
from config.services.identity import choose
from config.services.postgres import Postgres, programs
from config.services.processes import Seen

HERE = "127.0.0.1"


@pytest.fixture
def taken():
    with socket.create_server((HERE, 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("text", ["", "web", "0", "-1", "65535", "99999", "80 00", "٨"])
def test_port_that_is_none_is_refused(text):
    with pytest.raises(ServicesError, match="PORT must be a number"):
        ports.check(text, HERE)


def test_taken_port_names_the_way_out(taken):
    with pytest.raises(
        ServicesError, match=rf"{taken}, wanted for pages.*\n.*make run"
    ):
        ports.check(str(taken), HERE)


def test_next_port_must_be_free_too(taken):
    with pytest.raises(ServicesError, match="live updates"):
        ports.check(str(taken - 1), HERE)


def test_second_owner_learns_who_is_first(tmp_path):
    with folder.held(tmp_path) as lock:
        folder.write(lock, {"pid": "4711", "address": "http://localhost:8000"})
        second = folder.held(tmp_path)
        with pytest.raises(folder.AlreadyRunningError) as refused:
            second.__enter__()
    assert "4711" in str(refused.value)
    assert "http://localhost:8000" in str(refused.value)


def test_folder_is_free_when_its_owner_is_gone(tmp_path):
    with folder.held(tmp_path) as lock:
        folder.write(lock, {"pid": "4711"})
    with folder.held(tmp_path) as lock:
        assert folder.read(lock) == {"pid": "4711"}


def test_half_a_record_is_none(tmp_path):
    (tmp_path / "lock").write_text('{"pid": "47')
    with folder.held(tmp_path) as lock:
        assert folder.read(lock) == {}


def test_socket_folder_is_private_and_short(tmp_path, monkeypatch):
    deep = tmp_path / ("long" * 20) / "with space"
    deep.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    sockets = folder.make_sockets()
    try:
        assert sockets.stat().st_mode & 0o777 == 0o700
        assert len(str(sockets / ".s.PGSQL.5432.lock")) < 100
    finally:
        folder.remove_sockets(str(sockets))
    assert not sockets.exists()


@pytest.mark.parametrize("name", ["documents", "muster"])
def test_folder_that_is_none_of_ours_is_not_removed(tmp_path, name):
    (tmp_path / name).mkdir()
    folder.remove_sockets(str(tmp_path / name))
    assert (tmp_path / name).exists()


def test_link_is_not_followed_when_sockets_are_removed(tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "muster-link").symlink_to(tmp_path / "precious")
    folder.remove_sockets(str(tmp_path / "muster-link"))
    assert (tmp_path / "precious").exists()


def test_family_is_all_below_but_the_spared_and_the_dead():
    seen = {
        2: Seen(1, False),
        3: Seen(2, False),
        4: Seen(3, False),
        5: Seen(2, False),
        6: Seen(5, False),
        7: Seen(2, True),
        8: Seen(1, False),
    }
    assert processes.descendants(2, seen, spare={5}) == {3, 4}


def test_process_elsewhere_or_of_another_name_is_not_ours(tmp_path):
    name = Path("/proc/self/exe").resolve().name
    assert os.getpid() in processes.running_in(Path.cwd(), name)
    assert processes.running_in(tmp_path, name) == set()
    assert processes.running_in(Path.cwd(), "postgres") == set()


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_service_that_is_named_is_not_started(monkeypatch, name):
    monkeypatch.delenv(name, raising=False)
    before = named(name)
    monkeypatch.setenv(name, "something")
    assert named(name)
    monkeypatch.delenv(name)
    monkeypatch.setenv(f"{name}_FILE", "/run/secrets/name")
    assert named(name)
    assert before is False


def test_command_keeps_its_own_options():
    wish = options(["--fresh", "--", "pytest", "-x", "--data", "elsewhere"])
    assert wish.fresh
    assert wish.command == ["pytest", "-x", "--data", "elsewhere"]


def test_postgres_runs_as_somebody(tmp_path):
    assert choose(programs() / "postgres", tmp_path).name


def test_data_of_another_version_is_left_alone(tmp_path):
    server = Postgres(tmp_path, tmp_path, tmp_path / "log", carefree=True)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServicesError, match="PostgreSQL 9"):
        server.start()
    assert (server.data / "PG_VERSION").exists()
