"""A service is never asked more often than it may be, by all processes together."""

import pytest

from integrations.errors import RateLimited
from integrations.http import Outside, Rate, pause
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import EXAMPLE, example
from integrations.tests.outside.workers import at_once

pytestmark = pytest.mark.slow


@pytest.fixture
def well(outside_server):
    outside_server.otherwise = faults.page("x")
    return outside_server


def waits(clock, service, calls, **options):
    """How long each call waited for its turn."""
    asking, waited = Outside(service, clock), []
    for _ in range(calls):
        before = clock.time
        asking.get("/a", **options)
        waited.append(clock.time - before)
    return waited


def test_a_burst_passes_then_calls_come_at_the_rate(well, fake_clock):
    service = example(rate=Rate(per_second=2, burst=3))

    waited = waits(fake_clock, service, 6)

    assert waited == pytest.approx([0, 0, 0, 0.5, 0.5, 0.5], abs=0.01)


def test_turns_come_back_with_time_but_no_more_than_a_burst(well, fake_clock):
    service = example(rate=Rate(per_second=2, burst=3))
    waits(fake_clock, service, 3)
    fake_clock.time += 1000

    waited = waits(fake_clock, service, 4)

    assert waited == pytest.approx([0, 0, 0, 0.5], abs=0.01)


def test_who_would_wait_too_long_learns_how_long(well, fake_clock):
    service = example(rate=Rate(per_second=0.1, burst=1), patience=5.0)
    waits(fake_clock, service, 1)

    with pytest.raises(RateLimited) as caught:
        Outside(service, fake_clock).get("/a")

    assert caught.value.retry_after == pytest.approx(10, abs=0.01)
    assert (caught.value.status, fake_clock.slept, well.count()) == (None, [], 1)


def test_services_do_not_wait_for_each_other(well, fake_clock):
    slow = example(rate=Rate(per_second=0.1, burst=1), patience=5.0)
    waits(fake_clock, slow, 1)

    assert waits(fake_clock, example(name="other"), 3) == [0, 0, 0]


def test_a_lane_has_a_rate_of_its_own_besides_the_services(well, fake_clock):
    service = example(rate=Rate(100, 5), lane_rate=Rate(per_second=1, burst=1))

    assert waits(fake_clock, service, 2, lane="a") == pytest.approx([0, 1], abs=0.01)
    assert waits(fake_clock, service, 1, lane="b") == [0]
    assert waits(fake_clock, service, 1) == [0]


@pytest.mark.slow
def test_four_processes_keep_one_rate(well):
    times = at_once(4, "three_turns", well)

    began = min(began for began, _ in times)
    ended = max(ended for _, ended in times)
    # Twelve calls at ten a second, of which two may come at once.
    assert ended - began >= 1.0
    assert well.count() == 12


@pytest.mark.slow
def test_what_one_process_was_told_the_others_keep(well):
    pause(EXAMPLE, 1000)

    said = at_once(2, "one_paused_try", well)

    assert all(900 < each <= 1000 for each in said)
    assert well.count() == 0
