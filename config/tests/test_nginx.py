"""deploy/nginx.conf as it stands, in a real nginx, before the Procfile's web and live."""

import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as project

from config.tests.procfile import running, until
from integrations.tests.outside.certificates import certificate_for

NGINX = os.environ.get("NGINX") or shutil.which("nginx", path="/usr/sbin:/usr/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="no nginx (config/scripts/nginx.sh)"),
]
NAME = "muster.example"
PATIENCE = 30  # seconds
MAIN = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/bodies;
  proxy_temp_path {folder}/answers;
  fastcgi_temp_path {folder}/1;
  uwsgi_temp_path {folder}/2;
  scgi_temp_path {folder}/3;
  include {folder}/muster.conf;
}}
"""


@dataclass(frozen=True)
class Ports:
    http: int
    https: int
    web: int
    live: int


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Proxy:
    ports: Ports
    certificate: Path
    log: Path

    def connect(self, name=NAME):
        """A connection by TLS, as somebody who asked for that name has it."""
        context = ssl.create_default_context(cafile=self.certificate)
        plain = socket.create_connection(("127.0.0.1", self.ports.https), PATIENCE)
        return context.wrap_socket(plain, server_hostname=name)

    @contextmanager
    def asked(self, path, method="GET", body=None, **headers):
        """The answer while it is still coming."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = self.connect()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(connection):
            connection.request(method, path, body, names)
            with connection.getresponse() as answer:
                yield answer

    def ask(self, *args, **kwargs):
        with self.asked(*args, **kwargs) as answer:
            return Answer(answer.status, answer.headers, answer.read())

    def is_up(self):
        try:
            return self.ask("/health/live").status == 200 and self.is_live()
        except OSError:
            return False

    def is_live(self):
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self.ports.live)) == 0

    def ask_plainly(self, text):
        """All that comes back over http, until the other side hangs up."""
        place = ("127.0.0.1", self.ports.http)
        with socket.create_connection(place, PATIENCE) as sock:
            sock.sendall(text)
            return b"".join(iter(lambda: sock.recv(4096), b""))


def free_ports():
    with ExitStack() as stack:
        trials = [stack.enter_context(socket.socket()) for _ in range(4)]
        for trial in trials:
            trial.bind(("127.0.0.1", 0))
        return Ports(*(trial.getsockname()[1] for trial in trials))


def placed(text, folder, ports, certificate, key):
    """The example with this machine's ports and files, and less patience."""
    changes = {
        "listen 80": f"listen 127.0.0.1:{ports.http}",
        "listen 443": f"listen 127.0.0.1:{ports.https}",
        "127.0.0.1:8000": f"127.0.0.1:{ports.web}",
        "127.0.0.1:8001": f"127.0.0.1:{ports.live}",
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(certificate),
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(key),
        "/var/log/nginx": str(folder),
        "client_header_timeout 10s": "client_header_timeout 1s",
        "client_body_timeout 10s": "client_body_timeout 1s",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder, ports):
    certificate, key = certificate_for(NAME, folder)
    text = Path(project.BASE_DIR, "deploy/nginx.conf").read_text()
    (folder / "muster.conf").write_text(placed(text, folder, ports, certificate, key))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    process = subprocess.Popen(
        [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")],
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Proxy(ports, certificate, folder / "muster.log")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    ports = free_ports()
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.tests.proxied.settings",
        "SECRET_KEY": "worth-nothing-0123456789-" * 3,
        "ALLOWED_HOSTS": NAME,
        "BEHIND_PROXY": "1",
        "MAIL": "smtp",
        "OUTSIDE": "off",
        "WEB_WORKERS": "1",
        "WEB_PORT": str(ports.web),
        "LIVE_PORT": str(ports.live),
    }
    with ExitStack() as stack:
        for name in ("web", "live"):
            stack.enter_context(running(name, environment))
        server = stack.enter_context(nginx(tmp_path_factory.mktemp("nginx"), ports))
        until(server.is_up)
        yield server


def test_what_is_forged_outside_never_reaches_muster(proxy):
    answer = proxy.ask(
        "/said/",
        X_Forwarded_For="203.0.113.7, 203.0.113.8",
        X_Forwarded_Host="evil.example",
        X_Forwarded_Proto="http",
        X_Forwarded_Port="80",
        X_Forwarded_Ssl="off",
        X_Forwarded_Protocol="http",
        X_Forwarded_Server="evil.example",
        X_Real_IP="203.0.113.7",
        Forwarded="for=203.0.113.7;proto=http",
        Proxy="http://evil.example",
    )
    seen = json.loads(answer.body)

    assert (seen["scheme"], seen["host"]) == ("https", NAME)
    assert seen["for"] == "127.0.0.1"
    assert "203.0.113" not in str(seen)
    assert {
        name for name in seen["names"] if "FORWARDED" in name or "PROXY" in name
    } == {
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_FORWARDED_PROTO",
    }
    assert "HTTP_X_REAL_IP" not in seen["names"]


def test_a_body_as_large_as_muster_takes_comes_through_whole(proxy):
    size = 250 * 1024  # what a visitor may send

    answer = proxy.ask("/said/", "POST", b"x" * size)

    assert json.loads(answer.body)["bytes"] == size


def test_a_larger_body_is_refused_before_it_is_sent(proxy):
    with proxy.connect() as sock:
        sock.sendall(
            f"POST /said/ HTTP/1.1\r\nHost: {NAME}\r\n"
            f"Content-Length: {13 * 1024 * 1024}\r\n\r\n".encode()
        )

        assert sock.recv(4096).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "begun",
    [
        f"GET /said/ HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ",
        f"POST /said/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 100\r\n\r\nslow",
    ],
    ids=["head", "body"],
)
def test_who_sends_too_slowly_is_cut_off(proxy, begun):
    with proxy.connect() as sock:
        sock.sendall(begun.encode())
        answer = b"".join(iter(lambda: sock.recv(4096), b""))

    assert answer == b"" or answer.startswith(b"HTTP/1.1 408")


def test_live_events_come_while_the_stream_is_open(proxy):
    with proxy.asked("/live/", Accept="text/event-stream") as answer:
        lines = [answer.readline() for _ in range(4)]

        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert b"event: heartbeat\n" in lines
        assert not answer.isclosed()


def test_static_files_are_served(proxy):
    icon = proxy.ask("/static/img/icon.svg")

    assert (icon.status, icon.headers["Content-Type"]) == (200, "image/svg+xml")
    assert icon.body.startswith(b"<svg")


@pytest.mark.parametrize(
    "path",
    [
        "/health/ready", "/health/", "//health/ready", "/x/../health/ready",
        "/%68ealth/ready", "/health/live/../ready", "/api/v1/health",
        "/api/v1/health?x=1", "/metrics", "/mail/", "/styleguide/", "/sandbox/",
    ],
)  # fmt: skip
def test_what_is_for_the_operator_is_not_to_be_had_outside(proxy, path):
    answer = proxy.ask(path)

    assert answer.status == 404
    assert answer.headers["X-Request-ID"] is None  # Muster was not asked


@pytest.mark.parametrize("path", ["/health/live", "/robots.txt", "/favicon.ico"])
def test_what_is_for_everybody_is(proxy, path):
    assert proxy.ask(path).status in {200, 302}


def test_http_leads_to_https_and_another_name_nowhere(proxy):
    ours = f"GET /listings/?role=tank HTTP/1.0\r\nHost: {NAME}\r\n\r\n".encode()
    other = b"GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n"

    moved = proxy.ask_plainly(ours)
    assert moved.startswith(b"HTTP/1.1 301")
    assert f"Location: https://{NAME}/listings/?role=tank\r\n".encode() in moved
    assert proxy.ask_plainly(other) == b""
    with pytest.raises(ssl.SSLError):
        proxy.connect("evil.example")


def test_the_log_holds_no_address(proxy):
    number = proxy.ask("/accounts/password/reset/key/abc-s3cret/").headers[
        "X-Request-ID"
    ]
    until(lambda: number in proxy.log.read_text())

    assert "s3cret" not in proxy.log.read_text()
