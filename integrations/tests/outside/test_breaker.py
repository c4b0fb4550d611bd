"""A service that fails again and again is left alone, then tried with one call."""

import threading

import pytest

from integrations.errors import (
    CircuitOpen,
    ForbiddenAddress,
    NotFound,
    RateLimited,
    Temporary,
)
from integrations.http import Outside, Rate, breaker, status
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import example
from integrations.tests.outside.workers import all_but_one_then, at_once

pytestmark = pytest.mark.slow

PATIENT = {"read_timeout": 20.0, "deadline": 25.0}
SERVICE = example(opens_after=3, rests_for=60.0, attempts=1)


@pytest.fixture
def outside(outside_server, fake_clock):
    return Outside(SERVICE, fake_clock)


def fail(outside, times=1):
    for _ in range(times):
        with pytest.raises(Temporary) as caught:
            outside.get("/a")
        assert not isinstance(caught.value, CircuitOpen)


def state(outside):
    return status(SERVICE, outside.clock).breaker


def test_it_opens_after_failures_in_a_row(outside, outside_server):
    outside_server.script("/a", faults.failing())

    fail(outside, times=3)

    with pytest.raises(CircuitOpen) as caught:
        outside.get("/a")
    assert caught.value.retry_after == pytest.approx(60, abs=0.01)
    assert caught.value.reached is False
    assert (outside_server.count(), state(outside)) == (3, "open")


def test_a_success_between_failures_keeps_it_closed(outside, outside_server):
    bad, good = faults.failing(), faults.page("x")
    outside_server.script("/a", bad, bad, good, bad, bad, good)

    fail(outside, times=2)
    outside.get("/a")
    fail(outside, times=2)

    assert outside.get("/a").text == "x"
    assert state(outside) == "closed"


def test_tries_of_one_call_count_each(outside_server, fake_clock):
    outside_server.script("/a", faults.failing())
    outside = Outside(example(opens_after=3, attempts=5, deadline=99.0), fake_clock)

    with pytest.raises(CircuitOpen):
        outside.get("/a")

    assert outside_server.count() == 3


def test_after_its_rest_a_probe_closes_it(outside, outside_server, fake_clock):
    bad = faults.failing()
    outside_server.script("/a", bad, bad, bad, faults.page("back"))
    fail(outside, times=3)
    fake_clock.time += 60
    assert state(outside) == "half open"

    assert outside.get("/a").text == "back"
    assert state(outside) == "closed"
    assert outside.get("/a").text == "back"


def test_a_probe_that_fails_opens_it_anew(outside, outside_server, fake_clock):
    outside_server.script("/a", faults.failing())
    fail(outside, times=3)
    fake_clock.time += 60

    fail(outside)

    with pytest.raises(CircuitOpen) as caught:
        outside.get("/a")
    assert caught.value.retry_after == pytest.approx(60, abs=0.01)
    assert outside_server.count() == 4


def test_once_closed_it_takes_all_failures_to_open(outside, outside_server, fake_clock):
    bad = faults.failing()
    outside_server.script("/a", bad, bad, bad, faults.page("x"), bad)
    fail(outside, times=3)
    fake_clock.time += 60
    outside.get("/a")

    fail(outside, times=3)

    assert state(outside) == "open"


@pytest.mark.parametrize(
    ("reply", "kind"),
    [(faults.not_found(), NotFound), (faults.too_many(1000), RateLimited)],
)
def test_an_answer_that_we_do_not_like_is_no_failure(
    outside, outside_server, fake_clock, reply, kind
):
    outside_server.script("/a", reply)

    for _ in range(4):
        with pytest.raises(kind):
            outside.get("/a")
        fake_clock.time += 1000

    assert (outside_server.count(), state(outside)) == (4, "closed")


def test_a_wanted_503_is_a_failure_all_the_same(outside, outside_server):
    outside_server.script("/a", faults.unavailable())

    for _ in range(3):
        assert outside.get("/a", accept_status=(503,)).status == 503

    assert state(outside) == "open"


def test_a_probe_that_asked_nobody_leaves_its_place(outside_server, fake_clock):
    service = example(
        opens_after=3, rests_for=5.0, attempts=1, rate=Rate(0.1, 4), patience=1.0
    )
    outside = Outside(service, fake_clock)
    bad = faults.failing()
    outside_server.script("/a", bad, bad, bad, faults.redirect("https://evil.example/"))
    fail(outside, times=3)
    fake_clock.time += 5
    with pytest.raises(ForbiddenAddress):
        outside.get("/a")
    with pytest.raises(RateLimited):  # its turn is far
        outside.get("/a")
    outside_server.script("/a", faults.page("back"))
    fake_clock.time += 10

    assert outside.get("/a").text == "back"


def test_of_many_threads_one_is_the_probe(outside_server, fake_clock):
    service = example(opens_after=3, rests_for=60.0, attempts=1, **PATIENT)
    outside = Outside(service, fake_clock)
    outside_server.script("/a", faults.failing())
    fail(outside, times=3)
    others_spoke = threading.Event()
    outside_server.script("/a", faults.Reply(body=b"back", until=others_spoke))
    fake_clock.time += 60
    gate = threading.Barrier(8)

    def ask():
        gate.wait()
        try:
            return outside.get("/a").text
        except CircuitOpen:
            return "open"

    said = all_but_one_then(others_spoke, [ask] * 8)

    assert said == ["open"] * 7 + ["back"]
    assert outside_server.count() == 4


def test_a_probe_whose_process_died_is_replaced(outside, outside_server, fake_clock):
    outside_server.script("/a", faults.failing())
    fail(outside, times=3)
    outside_server.script("/a", faults.page("back"))
    fake_clock.time += 60
    breaker.enter(SERVICE, fake_clock)  # and nothing more is heard of it

    with pytest.raises(CircuitOpen) as caught:
        outside.get("/a")
    fake_clock.time += caught.value.retry_after

    assert outside.get("/a").text == "back"


@pytest.mark.slow
def test_four_processes_share_one_breaker(outside_server):
    outside_server.script("/a", faults.failing())
    outside = Outside(example(opens_after=3, rests_for=0.1, attempts=1))
    fail(outside, times=3)
    others_spoke = threading.Event()
    outside_server.script("/a", faults.Reply(body=b"back", until=others_spoke))

    # Starting them takes longer than the rest of 0.1 s.
    said = at_once(4, "one_try", outside_server, last=others_spoke)

    assert said == ["circuit open"] * 3 + ["back"]
    assert outside_server.count() == 4
    assert status(outside.service).breaker == "closed"
