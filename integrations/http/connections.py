"""Connections that go only where they may, and end when their time is over."""

import http.client
import io
import os
import socket
import sys
import threading
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
)

from integrations.errors import Changed, ForbiddenAddress
from integrations.http.addresses import may_connect
from integrations.http.clock import Deadline
from integrations.http.service import Service

ENVELOPE = 512 * 1024  # bytes of headers and of what chunks are wrapped in

# Of the exchange that this thread is in: connections outlive exchanges.
current: ContextVar[tuple[Service, Deadline]] = ContextVar("current")


class _Timed(io.RawIOBase):
    """What comes from a socket: not for longer than the deadline, and not without end.

    A time-out of the socket alone would begin anew with every byte, so that a server
    could hold a worker for hours by sending one every few seconds. And what is counted
    of a body does not count headers, nor chunks of a strange length.
    """

    def __init__(self, raw: io.RawIOBase, sock: Any) -> None:
        self._raw = raw
        self._sock = sock
        self._service, self._deadline = current.get()
        self._left = 2 * self._service.max_bytes + ENVELOPE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.need(self._service.read_timeout))
        count: int | None = self._raw.readinto(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise Changed(self._service.name, "an answer without end")
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Source:
    """The part of a socket that a response takes from it."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock

    def makefile(self, mode: str) -> io.BufferedReader:
        raw = self._sock.makefile(mode, buffering=0)
        return io.BufferedReader(_Timed(raw, self._sock))


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(cast("socket.socket", _Source(sock)), *args, **kwargs)


class _HTTP(HTTPConnection):
    """Looks a name up once, and connects to what it looked at.

    So a name that leads to the internet when it is checked and into a private network
    when it is used (DNS rebinding) comes to nothing.
    """

    response_class = _Response
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        service, deadline = current.get()
        host = self._dns_host.strip("[]")
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            reason = socket.gaierror(str(error))
            raise NameResolutionError(host, self, reason) from error
        allowed = [f for f in found if may_connect(host, self.port, str(f[4][0]))]
        if not allowed:
            raise ForbiddenAddress(service.name)
        return self._first(allowed, service, deadline)

    def _first(self, found: Any, service: Service, deadline: Deadline) -> socket.socket:
        last: OSError = OSError("no address")
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(deadline.need(service.connect_timeout))
                sock.connect(address)
            except OSError as error:
                sock.close()
                last = error
            else:
                sys.audit("http.client.connect", self, self._dns_host, self.port)
                return sock
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(self, "too slow") from last
        raise NewConnectionError(self, "refused") from last


class _HTTPS(_HTTP, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def close(self) -> None:
        # urllib3 leaves this to whenever Python clears the pools away.
        pools = self.poolmanager.pools
        for key in pools.keys():  # noqa: SIM118 -- it does not let itself be iterated
            if pool := pools.get(key):
                pool.close()
        super().close()


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Redirects are followed by hand; requests would read a body without end."""


_sessions: dict[str, _Session] = {}
_lock = threading.Lock()


def session(service: Service) -> requests.Session:
    """This process's connections to a service, for all threads."""
    with _lock:
        if service.name not in _sessions:
            _sessions[service.name] = _new_session()
        return _sessions[service.name]


def close_all() -> None:
    with _lock:
        while _sessions:
            _sessions.popitem()[1].close()


def _new_session() -> _Session:
    made = _Session()
    made.trust_env = False  # no proxy, no password of this machine's owner
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    made.headers.clear()
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Adapter(pool_connections=4, pool_maxsize=16))
    return made


def _forget() -> None:
    # A child must not speak on its parent's connections, nor wait for its lock.
    global _lock  # noqa: PLW0603 -- what a fork copied is of no use
    _lock = threading.Lock()
    _sessions.clear()


os.register_at_fork(after_in_child=_forget)
