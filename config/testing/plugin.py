"""Fixtures that every test may use."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings as django_settings


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


@pytest.fixture(scope="session")
def _cache_server() -> Iterator[redis.Redis]:
    with redis.Redis.from_url(django_settings.REDIS_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def _empty_cache(_cache_server: redis.Redis) -> None:
    """No test sees what another one left in the cache."""
    prefix = django_settings.CACHES["default"]["KEY_PREFIX"]
    if keys := list(_cache_server.scan_iter(f"{prefix}:*", count=1000)):
        _cache_server.delete(*keys)
