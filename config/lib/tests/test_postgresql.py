"""The pool of connections while its PostgreSQL goes and comes."""

from contextlib import ExitStack, closing

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from config.services import folder
from config.services.postgres import DATABASE, USER, Postgres

pytestmark = pytest.mark.slow
MANY = 6


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("postgres")
    sockets = folder.make_sockets()
    server = Postgres(home, sockets, home / "log", carefree=True)
    server.start()
    yield server
    server.stop()
    folder.remove_sockets(str(sockets))


@pytest.fixture
def connect(server, monkeypatch, django_db_blocker):
    """One more connection of a pool that is set up as the site's is."""
    given = connections["default"].settings_dict
    pool = {**settings.DATABASES["default"]["OPTIONS"]["pool"], "timeout": 2}
    place = {"NAME": DATABASE, "USER": USER, "HOST": str(server.sockets)}
    options = {**given["OPTIONS"], "pool": pool}
    database = {**given, **place, "OPTIONS": options}
    monkeypatch.setitem(connections.settings, "restarted", database)
    with django_db_blocker.unblock():
        with closing(connections["restarted"]) as first:  # Django asks it for its types
            first.ensure_connection()
        yield lambda: connections.create_connection("restarted")
        first.close_pool()  # type: ignore[attr-defined]
    del connections["restarted"]
    if server.server is None:
        server.start()


def fill(connect):
    """The pool holds many connections afterwards."""
    with ExitStack() as stack:
        for _ in range(MANY):
            assert answers(stack.enter_context(closing(connect())))


def answers(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def test_first_connection_after_a_restart_lives_however_many_are_dead(server, connect):
    fill(connect)
    server.stop()
    server.start()

    with closing(connect()) as connection:
        assert answers(connection)
    fill(connect)


def test_who_asked_in_vain_keeps_nobody_waiting_afterwards(server, connect):
    server.stop()
    for _ in range(4):
        with closing(connect()) as connection, pytest.raises(OperationalError):
            connection.ensure_connection()
    server.start()

    with closing(connect()) as connection:
        assert answers(connection)


def test_connection_lost_in_the_middle_is_replaced(server, connect):
    with closing(connect()) as connection:
        assert answers(connection)
        server.stop()
        with pytest.raises(OperationalError):
            answers(connection)
    server.start()

    with closing(connect()) as connection:
        assert answers(connection)
