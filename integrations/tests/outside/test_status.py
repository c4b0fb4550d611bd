"""What people who look after Muster see of a service."""

from datetime import UTC, datetime

import pytest

from integrations.errors import NotConfigured, NotFound, Temporary
from integrations.http import Outside, record_budget, status, switched_off
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import example

SERVICE = example(attempts=1, opens_after=2)


def moment(clock):
    return datetime.fromtimestamp(clock.time, UTC)


def test_a_service_nobody_asked_is_closed_and_blank(outside_server, fake_clock):
    seen = status(SERVICE, fake_clock)

    assert (seen.name, seen.mode, seen.breaker) == ("example", "sandbox", "closed")
    assert (seen.calls, seen.outcomes, seen.mean_seconds) == (0, {}, None)
    assert (seen.last_success, seen.last_error, seen.last_error_at) == (None, "", None)
    assert (seen.budget_left, seen.budget_of, seen.budget_at) == (None, None, None)


def test_calls_are_counted_by_how_they_ended(outside_server, fake_clock):
    bad, good = faults.failing(502), faults.page("x")
    outside_server.script("/a", good, faults.not_found(), bad, bad)
    outside = Outside(SERVICE, fake_clock)
    outside.get("/a", cache_seconds=60)
    outside.get("/a", cache_seconds=60)
    fake_clock.time += 10
    with pytest.raises(NotFound):
        outside.get("/a")
    answered = moment(fake_clock)
    fake_clock.time += 10
    for _ in range(3):
        with pytest.raises(Temporary):
            outside.get("/a")
    failed = moment(fake_clock)
    fake_clock.time += 10

    seen = status(SERVICE, fake_clock)

    assert seen.outcomes == {
        "ok": 1,
        "cached": 1,
        "not found": 1,
        "temporary": 2,
        "circuit open": 1,
    }
    assert (seen.calls, seen.last_success) == (6, answered)
    assert (seen.last_error, seen.last_error_at) == ("status 502", failed)
    assert seen.breaker == "open"
    assert seen.retry_in == pytest.approx(50, abs=0.01)


def test_a_pause_is_seen(outside_server, fake_clock):
    outside_server.script("/a", faults.too_many(90))
    with pytest.raises(Temporary):
        Outside(SERVICE, fake_clock).get("/a")

    assert status(SERVICE, fake_clock).paused_for == pytest.approx(90, abs=0.01)


def test_a_stale_answer_is_counted_as_one(outside_server, fake_clock):
    outside_server.script("/a", faults.page("x"), faults.failing())
    outside = Outside(SERVICE, fake_clock)
    for _ in range(2):
        outside.get("/a", allow_stale=60)
        fake_clock.time += 1

    seen = status(SERVICE, fake_clock)

    assert seen.outcomes == {"ok": 1, "temporary": 1, "stale": 1}


def test_what_is_left_of_a_budget_is_seen(outside_server):
    record_budget(SERVICE, left=3412.5, of=3600)

    seen = status(SERVICE)

    assert (seen.budget_left, seen.budget_of) == (3412.5, 3600)
    assert seen.budget_at is not None
    assert seen.budget_at.tzinfo is UTC


def test_a_service_that_is_off_says_so_once(settings, outside_forgotten, caplog):
    settings.OUTSIDE = "off"
    for _ in range(3):
        with pytest.raises(NotConfigured) as caught:
            Outside(SERVICE).get("/a")
        assert caught.value.why == "OUTSIDE is off"
    assert isinstance(switched_off("other", "no token"), NotConfigured)

    said = [r.msg for r in caplog.records if "service is off" in str(r.msg)]
    assert [(each["service"], each["why"]) for each in said] == [
        ("example", "OUTSIDE is off"),
        ("other", "no token"),
    ]
