"""Every fault of a server, what a caller learns of it, how often it was asked."""

import tracemalloc

import pytest

from integrations.errors import (
    Changed,
    NotFound,
    OutsideError,
    Permanent,
    RateLimited,
    Temporary,
)
from integrations.http import Outside
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import EXAMPLE, HASTY, example

pytestmark = pytest.mark.slow


@pytest.fixture
def outside(outside_server, fake_clock):
    return Outside(EXAMPLE, fake_clock)


@pytest.fixture
def outside_with(outside_server, fake_clock, fault):
    return Outside(HASTY if fault == "silent" else EXAMPLE, fake_clock)


def test_an_answer_comes_whole(outside, outside_server):
    outside_server.script("/a", faults.answer({"name": "Zürich"}, ETag="7"))

    answer = outside.get("/a", params={"q": "a b&c", "page": 2})

    assert answer.json() == {"name": "Zürich"}
    assert (answer.status, answer.headers["etag"]) == (200, "7")
    assert (answer.age_seconds, answer.stale) == (0.0, False)
    assert outside_server.asked[0].query == {"q": ["a b&c"], "page": ["2"]}
    assert outside_server.asked[0].path == "/example/a"


def test_a_post_sends_json_or_a_form_with_basic_auth(outside, outside_server):
    outside_server.script("/a", faults.Reply(204))

    outside.post("/a", json={"é": 1})
    outside.post("/a", form={"grant": "x y"}, auth=("id", "key"))

    first, second = outside_server.asked
    assert (first.method, first.json()) == ("POST", {"é": 1})
    assert first.headers["content-type"] == "application/json"
    assert second.body == b"grant=x+y"
    assert second.headers["authorization"] == "Basic aWQ6a2V5"


def test_we_say_who_we_are(outside, outside_server, settings):
    settings.RELEASE, settings.OUTSIDE_CONTACT = "3.1", "mail@muster.example"
    outside_server.script("/a", faults.page("x"))

    outside.get("/a")

    told = outside_server.asked[0].headers["user-agent"]
    assert told == "Muster/3.1 (+mail@muster.example)"


def test_one_connection_serves_many_calls(outside, outside_server):
    outside_server.script("/a", faults.page("x"), faults.not_found(), faults.page("x"))

    outside.get("/a")
    with pytest.raises(NotFound):
        outside.get("/a")
    outside.get("/a")

    assert outside_server.count() == 3
    assert outside_server.connections == 1


def test_cookies_are_not_kept(outside, outside_server):
    outside_server.script("/a", faults.page("x", **{"Set-Cookie": "seen=1; Path=/"}))

    outside.get("/a")
    outside.get("/a")

    assert ["cookie" in each.headers for each in outside_server.asked] == [False, False]


FAULTS: dict[str, tuple[faults.Reply, type[OutsideError], str, int]] = {
    "500": (faults.failing(500), Temporary, "status 500", 3),
    "503": (faults.unavailable(), Temporary, "status 503", 3),
    "408": (faults.failing(408), Temporary, "status 408", 3),
    "silent": (faults.silent(), Temporary, "timeout", 3),
    "cut off": (faults.cut_off(), Temporary, "broken answer", 3),
    "garbage": (faults.garbage(), Temporary, "broken answer", 3),
    "hung up": (faults.hang_up(), Temporary, "broken answer", 3),
    "bad gzip": (
        faults.Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
        Temporary,
        "broken answer",
        3,
    ),
    "long header": (
        faults.page("x", **{"X-Long": "x" * 70_000}),
        Temporary,
        "broken answer",
        3,
    ),
    "404": (faults.not_found(), NotFound, "status 404", 1),
    "410": (faults.failing(410), NotFound, "status 410", 1),
    "400": (faults.failing(400), Permanent, "status 400", 1),
    "401": (faults.failing(401), Permanent, "status 401", 1),
    "403": (faults.failing(403), Permanent, "status 403", 1),
    "202": (faults.page("later", 202), Changed, "changed: status 202", 1),
    "304": (faults.Reply(304), Changed, "changed: status 304", 1),
    "too large": (
        faults.page("x" * 100_001),
        Changed,
        "changed: more than 100000 bytes",
        1,
    ),
    "endless": (faults.huge(), Changed, "changed: more than 100000 bytes", 1),
    "bomb": (faults.bomb(), Changed, "changed: more than 100000 bytes", 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_name_and_its_number_of_requests(
    outside_with, outside_server, fault
):
    reply, kind, words, requests = FAULTS[fault]
    outside_server.script("/a", reply)

    with pytest.raises(kind) as caught:
        outside_with.get("/a")

    assert type(caught.value) is kind
    assert (caught.value.service, caught.value.kind) == ("example", words)
    assert outside_server.count("/a") == requests


@pytest.mark.parametrize("fault", ["500", "silent", "cut off", "garbage"])
def test_a_post_is_not_repeated_unless_that_is_safe(
    outside_with, outside_server, fault
):
    outside_server.script("/a", FAULTS[fault][0])

    with pytest.raises(Temporary):
        outside_with.post("/a", json={})
    assert outside_server.count() == 1

    with pytest.raises(Temporary):
        outside_with.post("/a", json={}, retry_safe=True)
    assert outside_server.count() == 4


@pytest.mark.parametrize("fault", ["500", "silent", "cut off", "garbage"])
def test_a_fault_that_heals_is_not_noticed(outside_with, outside_server, fault):
    outside_server.script("/a", FAULTS[fault][0], faults.page("well"))

    assert outside_with.get("/a").text == "well"
    assert outside_server.count() == 2


def test_nobody_at_the_other_end_is_temporary(outside, settings):
    settings.SANDBOX_URL = faults.refused_url()

    with pytest.raises(Temporary) as caught:
        outside.get("/a")

    assert (caught.value.kind, caught.value.reached) == ("no connection", False)


def test_a_time_out_may_have_reached_the_service(outside_server, fake_clock):
    outside_server.script("/a", faults.silent())

    with pytest.raises(Temporary) as caught:
        Outside(HASTY, fake_clock).post("/a", json={})

    assert caught.value.reached is True


@pytest.mark.parametrize(
    "reply", [faults.dripping(b"x" * 100), faults.dripping_headers()]
)
def test_drops_of_an_answer_end_with_the_deadline(outside_server, reply):
    # Each byte comes in time, all of them never would: real time, and little of it.
    outside_server.script("/a", reply)

    with pytest.raises(Temporary) as caught:
        Outside(example(deadline=1.0)).get("/a")

    assert caught.value.kind == "timeout"
    assert outside_server.count() == 1


@pytest.mark.parametrize("reply", [faults.bomb(50), faults.huge()])
def test_what_is_too_large_is_never_held_whole(outside, outside_server, reply):
    outside_server.script("/a", reply)
    tracemalloc.start()

    with pytest.raises(Changed):
        outside.get("/a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5 * 1024 * 1024


@pytest.mark.parametrize("length", ["-1", "-5", "fffffffffffff", "zz"])
def test_chunks_of_a_strange_length_are_a_fault_like_another(
    outside, outside_server, length
):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = b"\r\n" + b"x" * 2_000_000
    outside_server.script("/a", faults.Reply(raw=head + length.encode() + body))

    with pytest.raises((Temporary, Changed)):
        outside.get("/a")


def test_a_wanted_status_is_an_answer(outside, outside_server):
    outside_server.script("/a", faults.page("gone fishing", 503))

    answer = outside.get("/a", accept_status=(200, 503))

    assert (answer.status, answer.text) == (503, "gone fishing")
    assert outside_server.count() == 1


def test_an_unwanted_status_still_brings_what_was_said(outside, outside_server):
    outside_server.script("/a", faults.answer({"code": 50035}, 400))

    with pytest.raises(Permanent) as caught:
        outside.post("/a", json={})

    assert caught.value.answer is not None
    assert caught.value.answer.json() == {"code": 50035}


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"\xff", b"NaN", b"[" * 100_000, b"1" * 5000]
)
def test_what_is_not_json_has_changed(outside, outside_server, body):
    outside_server.script("/a", faults.Reply(body=body))

    with pytest.raises(Changed) as caught:
        outside.get("/a").json()

    assert caught.value.what == "not JSON"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/html", "é".encode(), "é"),
        ("text/html; charset=iso-8859-1", b"\xe9", "é"),
        ("text/html; charset=klingon", "é".encode(), "é"),
        ("text/html", b"\xff!", "\ufffd!"),
    ],
)
def test_text_is_read_in_its_charset(outside, outside_server, kind, body, text):
    outside_server.script("/a", faults.Reply(body=body, headers={"Content-Type": kind}))

    assert outside.get("/a").text == text


def test_a_header_that_is_none_is_our_fault_and_not_told(outside, outside_server):
    with pytest.raises(Permanent) as caught:
        outside.get("/a", headers={"Authorization": "Bearer s3cret\r\nX: y"})

    assert "s3cret" not in repr(caught.value)
    assert caught.value.__context__ is None
    assert outside_server.count() == 0


def test_a_rate_limit_says_how_long(outside, outside_server):
    outside_server.script("/a", faults.too_many(90))

    with pytest.raises(RateLimited) as caught:
        outside.get("/a")

    assert (caught.value.retry_after, caught.value.status) == (90.0, 429)
    assert outside_server.count() == 1
