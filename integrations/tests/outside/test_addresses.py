"""No call leaves the service's own hosts, nor reaches into a private network."""

import socket
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from integrations.errors import Changed, ForbiddenAddress, NotConfigured, Temporary
from integrations.http import Outside, Rate, Service
from integrations.http.addresses import is_public, may_connect, route
from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.exchange import follow
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import EXAMPLE, example

pytestmark = pytest.mark.slow

NOW = datetime(2027, 1, 15, tzinfo=UTC)
PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # where a cloud tells its secrets
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",  # NAT64 to 127.0.0.1
    "64:ff9b:1::1",
    "2002:7f00:1::1",  # 6to4 to 127.0.0.1
    "2001:0:7f00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "",
    "localhost",
    "2130706433",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_connected_to(settings, address):
    settings.OUTSIDE = "live"

    assert is_public(address) is False
    assert may_connect("api.example.com", 443, address) is False


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "::ffff:1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_an_address_of_the_internet_may_be_connected_to(settings, address):
    settings.OUTSIDE = "live"

    assert is_public(address) is True
    assert may_connect("api.example.com", 443, address) is True


FOREIGN = [
    "https://evil.example/",
    "https://api.example.com.evil.example/",
    "https://evil.example/api.example.com",
    "https://api.example.com@evil.example/",
    "https://evil.example@api.example.com/",
    "https://user:key@api.example.com/",
    "https://api.example.com:8443/",
    "https://api.example.com:x/",
    "https://api.example.com./",
    "https://api.example.com\\@evil.example/",
    "https://api.example.com\t.evil.example/",
    "https://evil.example\n/",
    "https://\u24d0pi.example.com/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::1/",
    "https://sub.api.example.com/",
    "http://api.example.com/",
    "ftp://api.example.com/",
    "file:///etc/passwd",
    "gopher://api.example.com/",
    "https:///etc/passwd",
]


@pytest.mark.parametrize("mode", ["live", "sandbox"])
@pytest.mark.parametrize("url", FOREIGN)
def test_an_address_that_is_not_the_services_is_forbidden(
    outside_server, settings, url, mode
):
    settings.OUTSIDE = mode

    with pytest.raises(ForbiddenAddress):
        Outside(EXAMPLE).get(url)

    assert outside_server.connections == 0


def test_an_address_on_a_host_of_the_service_is_taken_as_it_is(settings):
    settings.OUTSIDE = "live"

    assert route(EXAMPLE, "https://WWW.example.com:443/a?b=1#c") == (
        "https://www.example.com/a?b=1"
    )
    assert route(EXAMPLE, "a/b?c=1") == "https://api.example.com/a/b?c=1"
    assert (
        route(EXAMPLE, "//evil.example/a") == "https://api.example.com/evil.example/a"
    )


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"]
)
def test_a_name_that_leads_inside_is_not_followed(
    outside_server, settings, monkeypatch, fake_clock, address
):
    settings.OUTSIDE = "live"
    asked = []
    real = socket.getaddrinfo

    def resolve(host, port, *args, **kwargs):
        if host != "api.example.com":
            return real(host, port, *args, **kwargs)
        asked.append((host, port))
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        there = (address, outside_server.server_port)
        return [(family, socket.SOCK_STREAM, 6, "", there)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(ForbiddenAddress):
        Outside(EXAMPLE, fake_clock).get("/a")

    assert asked == [("api.example.com", 443)]  # once: nothing to change in between
    assert outside_server.connections == 0


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1"])
def test_no_name_of_this_machine_is_a_service(settings, fake_clock, host):
    settings.OUTSIDE = "live"
    service = Service(host, (host,), f"https://{host}", Rate(100, 100))

    with pytest.raises(ForbiddenAddress):
        Outside(service, fake_clock).get("/a")


def test_a_name_that_nobody_knows_is_temporary(settings, monkeypatch, fake_clock):
    settings.OUTSIDE = "live"

    real = socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        if host != "api.example.com":
            return real(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(Temporary) as caught:
        Outside(EXAMPLE, fake_clock).get("/a")

    assert caught.value.kind == "no connection"


def test_the_sandbox_reaches_nothing_but_itself(outside_server, settings):
    host, port = "127.0.0.1", outside_server.server_port

    assert may_connect(host, port, "127.0.0.1") is True
    assert may_connect(host, port + 1, "127.0.0.1") is False
    assert may_connect("localhost", port, "127.0.0.1") is False
    assert may_connect(host, port, "1.1.1.1") is False
    settings.OUTSIDE = "live"
    assert may_connect(host, port, "127.0.0.1") is False


@pytest.mark.parametrize(
    "url",
    ["http://sandbox.example", "https://127.0.0.1", "http://10.0.0.1", "nonsense"],
)
def test_a_sandbox_elsewhere_is_refused(settings, url):
    settings.OUTSIDE, settings.SANDBOX_URL = "sandbox", url

    with pytest.raises(ImproperlyConfigured):
        Outside(EXAMPLE).get("/a")


def test_an_unknown_word_for_outside_is_refused(settings):
    settings.OUTSIDE = "sandbxo"

    with pytest.raises(ImproperlyConfigured):
        Outside(EXAMPLE).get("/a")


def test_off_means_off(outside_server, settings):
    settings.OUTSIDE = "off"

    with pytest.raises(NotConfigured):
        Outside(EXAMPLE).get("/a")

    assert outside_server.connections == 0


def test_another_host_of_the_service_has_its_place_in_the_sandbox(
    outside_server, fake_clock
):
    outside_server.script("/example/b", faults.page("x"))

    Outside(EXAMPLE, fake_clock).get("https://www.example.com/b")

    assert outside_server.count("/example/b") == 1


@pytest.mark.parametrize(
    "to", ["/example/b", "b", "https://www.example.com/b", "?", "{url}/example/b"]
)
def test_a_redirect_within_the_service_is_followed(outside_server, fake_clock, to):
    there = to.format(url=outside_server.url)
    outside_server.script("/a", faults.redirect(there), faults.page("here"))
    outside_server.script("/b", faults.page("here"))

    assert Outside(EXAMPLE, fake_clock).get("/a").text == "here"
    assert outside_server.count() == 2


@pytest.mark.parametrize(
    "to",
    [
        *(url for url in FOREIGN if url.isascii() and "\n" not in url),
        "//evil.example/",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://localhost/",
    ],
)
def test_a_redirect_out_of_the_service_is_not_followed(outside_server, fake_clock, to):
    outside_server.script("/a", faults.redirect(to))

    with pytest.raises(ForbiddenAddress):
        Outside(EXAMPLE, fake_clock).get("/a")

    assert outside_server.count() == 1


def test_redirects_in_a_circle_end(outside_server, fake_clock):
    outside_server.script("/a", faults.redirect("/example/b"))
    outside_server.script("/b", faults.redirect("/example/a"))

    with pytest.raises(Changed) as caught:
        Outside(EXAMPLE, fake_clock).get("/a")

    assert caught.value.what == "redirects without end"
    assert outside_server.count() == 4


def test_each_redirect_waits_for_its_turn(outside_server, fake_clock):
    outside_server.script("/a", faults.redirect("/example/b"))
    outside_server.script("/b", faults.page("x"))

    Outside(example(rate=Rate(1, 1), deadline=9.0), fake_clock).get("/a")

    assert sum(fake_clock.slept) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_post_does_not_become_a_get(outside_server, fake_clock, status):
    outside_server.script("/a", faults.redirect("/example/b", status))

    with pytest.raises(Changed):
        Outside(EXAMPLE, fake_clock).post("/a", json={"x": 1})

    assert outside_server.count() == 1


def test_a_post_is_sent_on_where_it_is_asked_to(outside_server, fake_clock):
    outside_server.script("/a", faults.redirect("/example/b", 307))
    outside_server.script("/b", faults.page("x"))

    Outside(EXAMPLE, fake_clock).post("/a", json={"x": 1})

    assert [each.json() for each in outside_server.asked] == [{"x": 1}, {"x": 1}]


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("www.example.com", {"Accept": "text/html"}),
        ("api.example.com", {"Accept": "text/html", "Authorization": "x", "Key": "y"}),
    ],
)
def test_what_lets_us_in_goes_to_its_own_host_only(settings, host, headers):
    settings.OUTSIDE = "live"
    given = {"Accept": "text/html", "Authorization": "x", "Key": "y"}
    call = Call("GET", "https://api.example.com/a", given)
    told = Answer(
        "example",
        302,
        b"",
        {"location": f"https://{host}/b"},
        call.url,
        fetched_at=NOW,
    )

    assert follow(EXAMPLE, call, told).headers == headers


def test_https_stays_https(settings):
    settings.OUTSIDE = "live"
    call = Call("GET", "https://api.example.com/a", {})
    to = {"location": "http://api.example.com/b"}

    with pytest.raises(ForbiddenAddress):
        follow(EXAMPLE, call, Answer("example", 302, b"", to, call.url, fetched_at=NOW))


@pytest.mark.parametrize("base", ["http://api.example.com", "https://evil.example"])
def test_a_service_begins_at_https_on_a_host_of_its_own(base):
    with pytest.raises(ValueError, match="base_url"):
        example(base_url=base)


def test_the_proxy_of_the_environment_is_not_asked(
    outside_server, fake_clock, monkeypatch
):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, faults.refused_url())
    outside_server.script("/a", faults.page("direct"))

    assert Outside(EXAMPLE, fake_clock).get("/a").text == "direct"
