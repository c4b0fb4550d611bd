"""Fixtures that every test may use."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from config.testing import locks
from config.testing.caches import empty_cache

Made = TypeVar("Made")

locks.watch_connections()


class OutsideError(AssertionError):
    """A test spoke to the outside world."""


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket's path
    host = str(address[0]).partition("%")[0]
    try:
        return host in {"", "localhost"} or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _nobody_outside() -> Iterator[None]:
    """No address but this machine's own can be reached."""
    # Kept as they are defined, not bound: a test's socket is not ours.
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guard(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not _is_here(address):
                raise OutsideError(f"a test wants to reach {address}")
            return real[name](self, address)

        return connect

    for name in real:
        setattr(socket.socket, name, guard(name))
    yield
    for name, method in real.items():
        setattr(socket.socket, name, method)


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Made]], Made]]:
    """`committed(make)`: rows that every test of the module finds, made once. Whoever
    changes what it returns takes a copy first; the rows themselves are rolled back."""

    def make_once(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock():
            return make()

    yield make_once
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _begin_without_cache() -> None:
    """No test sees what another one left in the cache. What lies in the database ends
    with the transaction, or with the flush."""
    empty_cache()


@pytest.fixture(autouse=True)
def _rows_are_locked_in_one_order() -> Iterator[None]:
    locks.violations.clear()
    yield
    assert not locks.violations, "\n".join(locks.violations)


@pytest.fixture
def clock_stands_still() -> Iterator[None]:
    """No code of a second factor ends between being read and being typed."""
    with time_machine.travel(timezone.now(), tick=False):
        yield
