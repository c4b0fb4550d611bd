"""A local server that fails as the outside does, and counts what it is asked.

    server.script("/lodestone/character/1/", too_many(2), page("<html>…"))
    …
    assert server.count("/lodestone/character/1/") == 2

Replies come one after the other, the last for ever. A path counts with or without the
segment that the sandbox puts before it.
"""

import gzip
import json
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0  # seconds of silence before it
    until: threading.Event | None = None  # silence before it, until this is set
    drip: float = 0.0  # seconds before each byte of the body
    header_drip: float = 0.0  # seconds before each byte of everything
    cut: int | None = None  # the connection ends after so many bytes of the body
    raw: bytes | None = None  # instead of anything that HTTP knows
    endless: bool = False  # the body again and again


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    def json(self):
        return json.loads(self.body)

    def is_at(self, path):
        return path in {self.path, _without_segment(self.path)}


def page(text, status=200, **headers):
    return Reply(status, text.encode(), {"Content-Type": "text/html", **headers})


def answer(value, status=200, **headers):
    kind = {"Content-Type": "application/json", **headers}
    return Reply(status, json.dumps(value).encode(), kind)


def failing(status=500, **headers):
    return page(f"<h1>{status}</h1>", status, **headers)


def not_found():
    return failing(404)


def too_many(retry_after=None):
    told = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return answer({"message": "slow down"}, 429, **told)


def unavailable(retry_after=None):
    told = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return failing(503, **told)


def redirect(to, status=302):
    return Reply(status, b"", {"Location": to})


def silent(seconds=5.0):
    return Reply(after=seconds)


def dripping(body=b"never whole", seconds=0.05):
    return Reply(body=body, drip=seconds)


def dripping_headers(seconds=0.05):
    return Reply(body=b"never whole", header_drip=seconds)


def cut_off(body=b"<html><body>half of it", at=8):
    return Reply(body=body, cut=at)


def garbage():
    return Reply(raw=b"\x16\x03\x01\x02 this is no HTTP \xff\xfe\r\n\r\n")


def hang_up():
    return Reply(raw=b"")


def huge():
    return Reply(body=b"x" * 65536, endless=True)


def bomb(megabytes=50):
    packed = gzip.compress(b"\0" * megabytes * 1024 * 1024)
    return Reply(body=packed, headers={"Content-Encoding": "gzip"})


def refused_url():
    """An address of this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return f"http://127.0.0.1:{gone.getsockname()[1]}"


class FaultServer(ThreadingHTTPServer):
    # Its end waits for its threads, so that no socket is left over.
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ends = threading.Event()
        self.asked: list[Asked] = []
        self.connections = 0
        self.otherwise = not_found()
        self.tls: ssl.SSLContext | None = None
        self._replies: dict[str, list[Reply]] = {}
        self._lock = threading.Lock()

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)  # without asking for our name
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def finish_request(self, request, client_address):
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        # In the connection's own thread: a handshake may take its time.
        with self.tls.wrap_socket(request, server_side=True) as safe:
            super().finish_request(safe, client_address)

    def handle_error(self, request, client_address):
        pass  # whoever asked has gone

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def script(self, path, *replies):
        """What to say at this path: one reply after the other, the last for ever."""
        self._replies[path] = list(replies)

    def count(self, path=None):
        """How often it was asked, there or anywhere."""
        return sum(path is None or each.is_at(path) for each in self.asked)

    def next_reply(self, asked):
        with self._lock:
            self.asked.append(asked)
            for path in (asked.path, _without_segment(asked.path)):
                if replies := self._replies.get(path):
                    return replies.pop(0) if len(replies) > 1 else replies[0]
            return self.otherwise


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 10
    server: FaultServer

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=parse_qs(parts.query),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        reply = self.server.next_reply(asked)
        if reply.until:
            reply.until.wait(30)
        if reply.after and self.server.ends.wait(reply.after):
            self.close_connection = True
            return
        self._give(reply)

    do_POST = do_GET  # noqa: N815 -- the name http.server looks for

    def _give(self, reply):
        if reply.raw is not None:
            self.wfile.write(reply.raw)
            self.close_connection = True
            return
        head = [f"HTTP/1.1 {reply.status} Said"]
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        if not reply.endless:
            head.append(f"Content-Length: {len(reply.body)}")
        packed = ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")
        self._write(packed, reply.header_drip)
        self._write(reply.body[: reply.cut], reply.drip or reply.header_drip)
        while reply.endless and not self.server.ends.is_set():
            self.wfile.write(reply.body)
        if reply.cut is not None or reply.endless:
            self.close_connection = True

    def _write(self, data, pause):
        if not pause:
            self.wfile.write(data)
            return
        for byte in data:
            if self.server.ends.wait(pause):
                break
            self.wfile.write(bytes([byte]))


@contextmanager
def fault_server() -> Iterator[FaultServer]:
    server = FaultServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.ends.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _without_segment(path):
    return "/" + path.lstrip("/").partition("/")[2]
