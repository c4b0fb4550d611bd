"""When a call is repeated, how long it waits before, and what a service asks for."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from integrations.errors import RateLimited, Temporary
from integrations.http import Outside, pause
from integrations.http.limits import LONGEST_PAUSE
from integrations.http.verdict import UNSAID, retry_after
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import example

PATIENT = example(deadline=60.0, patience=20.0)


def call(clock, service=PATIENT, **options):
    return Outside(service, clock).get("/a", **options)


def test_waits_grow_and_are_not_the_same_twice(outside_server, fake_clock):
    outside_server.script("/a", faults.failing())
    service = example(deadline=600.0, attempts=5, backoff=1.0)
    for _ in range(2):
        with pytest.raises(Temporary):
            call(fake_clock, service)

    first, second = fake_clock.slept[:4], fake_clock.slept[4:]

    for wait, least in zip(first, (1, 2, 4, 8), strict=True):
        assert least <= wait <= least + 1
    assert first != second
    assert outside_server.count() == 10


def test_nothing_is_repeated_when_the_deadline_would_pass(outside_server, fake_clock):
    outside_server.script("/a", faults.failing())
    began = fake_clock.time

    with pytest.raises(Temporary):
        call(fake_clock, example(deadline=2.9, attempts=10, backoff=1.0))

    assert fake_clock.time - began < 2.9
    assert outside_server.count() == 2


def test_the_seconds_a_service_asks_for_are_waited(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(12), faults.page("now"))

    assert call(fake_clock).text == "now"
    assert sum(fake_clock.slept) == pytest.approx(12, abs=0.1)
    assert outside_server.count() == 2


def test_the_date_a_service_names_is_waited_for(outside_server, fake_clock):
    when = format_datetime(
        datetime.fromtimestamp(fake_clock.time + 7, UTC), usegmt=True
    )
    outside_server.script("/a", faults.unavailable(when), faults.page("now"))

    assert call(fake_clock).text == "now"
    assert sum(fake_clock.slept) == pytest.approx(7, abs=0.1)


def test_too_long_a_wait_is_left_to_the_caller(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(61), faults.page("now"))

    with pytest.raises(RateLimited) as caught:
        call(fake_clock)

    assert caught.value.retry_after == 61
    assert (fake_clock.slept, outside_server.count()) == ([], 1)


def test_what_one_call_was_told_all_calls_keep(outside_server, fake_clock):
    outside_server.script("/a", faults.unavailable(100), faults.page("now"))
    with pytest.raises(Temporary) as told:
        call(fake_clock)
    assert told.value.retry_after == 100

    for waited, left in ((0, 100), (60, 40)):
        fake_clock.time += waited
        with pytest.raises(RateLimited) as caught:
            call(fake_clock)
        assert caught.value.retry_after == pytest.approx(left, abs=0.01)
    fake_clock.time += 25

    assert call(fake_clock).text == "now"
    assert fake_clock.slept == [pytest.approx(15, abs=0.01)]
    assert outside_server.count() == 2


def test_a_post_keeps_the_pause_that_a_get_was_told(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(100))
    with pytest.raises(RateLimited):
        call(fake_clock)

    with pytest.raises(RateLimited):
        Outside(PATIENT, fake_clock).post("/a", json={})

    assert outside_server.count() == 1


def test_a_wanted_503_pauses_too(outside_server, fake_clock):
    outside_server.script("/a", faults.unavailable(100))
    assert call(fake_clock, accept_status=(503,)).status == 503

    with pytest.raises(RateLimited):
        call(fake_clock, accept_status=(503,))

    assert outside_server.count() == 1


def test_a_429_that_says_nothing_is_given_some_seconds(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(), faults.page("now"))

    assert call(fake_clock).text == "now"
    assert sum(fake_clock.slept) == pytest.approx(UNSAID, abs=0.1)


def test_the_pause_of_a_lane_is_its_own(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(100), faults.page("now"))
    with pytest.raises(RateLimited):
        call(fake_clock, lane="one")

    assert call(fake_clock, lane="two").text == "now"
    with pytest.raises(RateLimited):
        call(fake_clock, lane="one")


def test_a_pause_for_all_lanes_is_for_all(outside_server, fake_clock):
    everywhere = faults.answer(
        {}, 429, **{"Retry-After": "100", "X-RateLimit-Global": "true"}
    )
    outside_server.script("/a", everywhere, faults.page("now"))
    with pytest.raises(RateLimited):
        call(fake_clock, lane="one")

    with pytest.raises(RateLimited):
        call(fake_clock, lane="two")

    assert outside_server.count() == 1


def test_a_client_may_ask_for_a_pause_itself(outside_server, fake_clock):
    pause(PATIENT, 300, clock=fake_clock)

    with pytest.raises(RateLimited) as caught:
        call(fake_clock)

    assert caught.value.retry_after == pytest.approx(300, abs=0.01)
    assert outside_server.count() == 0


def test_a_shorter_pause_does_not_end_a_longer_one(outside_server, fake_clock):
    pause(PATIENT, 300, clock=fake_clock)
    pause(PATIENT, 30, clock=fake_clock)
    fake_clock.time += 100

    with pytest.raises(RateLimited) as caught:
        call(fake_clock)

    assert caught.value.retry_after == pytest.approx(200, abs=0.01)


@pytest.mark.parametrize("told", ["9" * 20, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_service_can_silence_us_for_ever(outside_server, fake_clock, told):
    outside_server.script("/a", faults.too_many(told), faults.page("now"))
    with pytest.raises(RateLimited):
        call(fake_clock)
    fake_clock.time += LONGEST_PAUSE

    assert call(fake_clock).text == "now"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("Thu, 99 Foo 1970", None),
    ],
)
def test_a_retry_after_is_read_or_nothing(value, seconds):
    assert retry_after(value, now=10.0) == seconds
