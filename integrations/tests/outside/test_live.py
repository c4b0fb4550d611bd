"""Live: https, to addresses of the internet, with certificates that are looked at."""

import os
import socket
import warnings

import pytest

from integrations.errors import Temporary
from integrations.http import Outside, connections
from integrations.tests.outside import server as faults
from integrations.tests.outside.certificates import certificate_for, speak_tls
from integrations.tests.outside.services import EXAMPLE, example

pytestmark = pytest.mark.slow

INTERNET = "1.1.1.1"


@pytest.fixture
def internet(outside_server, settings, monkeypatch, tmp_path_factory):
    """The name of every service leads to INTERNET, and that, by wire, to our server."""
    settings.OUTSIDE = "live"
    found, connect = socket.getaddrinfo, socket.socket.connect

    def resolve(host, port, *args, **kwargs):
        if not host.endswith("example.com"):
            return found(host, port, *args, **kwargs)
        there = (INTERNET, port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", there)]

    def wire(self, address):
        if address == (INTERNET, 443):
            address = ("127.0.0.1", outside_server.server_port)
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", wire)
    return outside_server


@pytest.fixture
def trusted(internet, tmp_path):
    public, private = certificate_for("api.example.com", tmp_path)
    speak_tls(internet, public, private)
    connections.session(EXAMPLE).verify = str(public)
    return internet


def test_a_call_goes_to_the_services_own_address_by_https(trusted, fake_clock):
    trusted.script("/deep/a", faults.answer({"n": 1}))
    outside = Outside(EXAMPLE, fake_clock)

    answers = [outside.get("/deep/a") for _ in range(2)]

    assert [each.json() for each in answers] == [{"n": 1}] * 2
    assert answers[0].url == "https://api.example.com/deep/a"
    assert trusted.asked[0].headers["host"] == "api.example.com"
    assert (trusted.count(), trusted.connections) == (2, 1)


def test_a_certificate_for_another_name_is_refused(trusted, fake_clock):
    with pytest.raises(Temporary) as caught:
        Outside(EXAMPLE, fake_clock).get("https://www.example.com/a")

    assert (caught.value.kind, caught.value.reached) == ("tls", False)
    assert trusted.count() == 0


def test_a_certificate_that_nobody_signed_is_refused(internet, tmp_path, fake_clock):
    speak_tls(internet, *certificate_for("api.example.com", tmp_path))

    with pytest.raises(Temporary) as caught:
        Outside(EXAMPLE, fake_clock).get("/a")

    assert caught.value.kind == "tls"
    assert internet.count() == 0


@pytest.mark.parametrize(
    "reply", [faults.dripping(b"x" * 100), faults.dripping_headers(), faults.silent()]
)
def test_a_slow_answer_by_https_ends_with_the_deadline(trusted, reply):
    trusted.script("/a", reply)

    with pytest.raises(Temporary) as caught:
        Outside(example(deadline=0.7, attempts=1)).get("/a")

    assert caught.value.kind == "timeout"


def test_another_process_makes_connections_of_its_own(outside_server, fake_clock):
    outside_server.otherwise = faults.page("x")
    outside = Outside(EXAMPLE, fake_clock)
    outside.get("/a")

    with warnings.catch_warnings(action="ignore"):  # newer Pythons warn of threads
        child = os.fork()
    if child == 0:
        os._exit(len(connections._sessions))
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    outside.get("/a")
    assert outside_server.connections == 1
