"""The application on a port of this machine."""

import signal
import socketserver
from types import FrameType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.core.exceptions import ImproperlyConfigured

from integrations.http.addresses import sandbox as origin
from integrations.sandbox.app import Sandbox


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # without asking for our name
        self.server_name = "localhost"
        self.server_port = int(self.server_address[1])
        self.setup_environ()


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass  # addresses may hold a webhook's token


def listening(application: Sandbox, host: str, port: int) -> Server:
    """A server that has its port and waits for `serve_forever()`."""
    server = Server((host, port), _Handler)
    server.set_app(application)
    return server


def serve(application: Sandbox) -> None:
    """Until the process is told to end. Raises `ImproperlyConfigured` outside of it."""
    place = origin()
    if place is None:
        raise ImproperlyConfigured("The sandbox runs only with OUTSIDE=sandbox.")
    signal.signal(signal.SIGTERM, _leave)
    with listening(application, *place) as server:
        server.serve_forever()


def _leave(kind: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
