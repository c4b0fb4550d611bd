"""Without Redis each process keeps the rules by itself, more carefully."""

import pytest

from config.lib.tests.redises import answering, refused_location
from integrations.errors import CircuitOpen, RateLimited, Temporary
from integrations.http import Outside, Rate, record_budget, status
from integrations.http.limits import CAUTION
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import example


@pytest.fixture
def away(settings, outside_server):
    settings.REDIS_URL = refused_location()
    return outside_server


def test_calls_are_answered(away, fake_clock):
    away.script("/a", faults.page("x"))

    assert Outside(example(), fake_clock).get("/a").text == "x"


def test_one_process_takes_a_part_of_the_rate(away, fake_clock):
    away.script("/a", faults.page("x"))
    outside = Outside(example(rate=Rate(per_second=2, burst=9)), fake_clock)

    for _ in range(3):
        outside.get("/a")

    assert fake_clock.slept == pytest.approx([CAUTION / 2, CAUTION / 2])


def test_a_pause_is_kept(away, fake_clock):
    away.script("/a", faults.too_many(100), faults.page("x"))
    outside = Outside(example(), fake_clock)
    for _ in range(2):
        with pytest.raises(RateLimited):
            outside.get("/a")
    assert away.count() == 1
    fake_clock.time += 100

    assert outside.get("/a").text == "x"


def test_a_pause_told_before_redis_went_is_kept(outside_server, settings, fake_clock):
    outside_server.script("/a", faults.too_many(100))
    outside = Outside(example(), fake_clock)
    with pytest.raises(RateLimited):
        outside.get("/a")
    settings.REDIS_URL = refused_location()

    with pytest.raises(RateLimited):
        outside.get("/a")

    assert outside_server.count() == 1


def test_the_breaker_opens_probes_once_and_closes(away, fake_clock):
    service = example(opens_after=2, rests_for=60.0, attempts=1)
    outside = Outside(service, fake_clock)
    away.script("/a", faults.failing())
    for _ in range(2):
        with pytest.raises(Temporary):
            outside.get("/a")
        fake_clock.time += 1
    with pytest.raises(CircuitOpen):
        outside.get("/a")
    fake_clock.time += 60
    with pytest.raises(Temporary):
        outside.get("/a")
    with pytest.raises(CircuitOpen):
        outside.get("/a")
    fake_clock.time += 60
    away.script("/a", faults.page("back"))

    assert outside.get("/a").text == "back"
    fake_clock.time += 1
    assert outside.get("/a").text == "back"
    assert away.count() == 5


def test_the_status_says_that_it_does_not_know(away):
    record_budget(example(), left=1, of=2)

    seen = status(example())

    assert (seen.redis_away, seen.calls, seen.budget_left) == (True, 0, None)


def test_redis_that_talks_nonsense_is_away(outside_server, settings, fake_clock):
    outside_server.script("/a", faults.page("x"))
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        settings.REDIS_URL = url

        assert Outside(example(), fake_clock).get("/a").text == "x"
        assert status(example()).redis_away is True
