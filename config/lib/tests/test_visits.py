"""Visitors are counted once a day, forgotten at once, and nobody waits for it."""

from datetime import date, timedelta
from typing import Any

import pytest
import redis

from config.lib import redis_absence
from config.lib.tests.redises import (
    answering,
    own_redis,
    place_redis,
    refused_location,
)
from config.lib.visits import note_visit, visits_on

TODAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(redis_absence, "_absences", {})


def counted(day=TODAY):
    return {name: count for chunk in visits_on(day) for name, count in chunk.items()}


def test_each_visitor_counts_once_a_day_for_each_thing():
    for visitor in ("a", "b", "a", "a"):
        note_visit("listing:1", visitor, TODAY)
    note_visit("listing:2", "a", TODAY)
    note_visit("listing:1", "a", TODAY + timedelta(days=1))

    assert counted() == {"listing:1": 2, "listing:2": 1}
    assert counted(TODAY + timedelta(days=1)) == {"listing:1": 1}
    assert counted(TODAY - timedelta(days=1)) == {}


def test_more_things_than_one_reads_at_once_are_all_counted():
    for number in range(1201):
        note_visit(f"listing:{number}", "a", TODAY)

    assert len(counted()) == 1201


def test_many_visitors_are_counted_almost_exactly():
    for number in range(1000):
        note_visit("listing:1", str(number), TODAY)

    assert 970 <= counted()["listing:1"] <= 1030


def test_nobody_who_came_is_found_in_redis(settings):
    with own_redis() as server:
        place_redis(settings, server.location, patient=True)
        note_visit("listing:1", "203.0.113.9 Firefox", TODAY)
        with server.client() as client:
            held = b"".join(client.dump(key) + key for key in client.scan_iter())
            lasts = [client.ttl(key) for key in client.scan_iter()]

    assert b"203.0.113.9" not in held
    assert b"Firefox" not in held
    assert b"listing:1" in held
    assert all(0 < seconds <= 3 * 86_400 for seconds in lasts)


@pytest.mark.parametrize("mood", ["refused", "hanging"])
def test_redis_away_costs_one_time_out(settings, monkeypatch, mood):
    monkeypatch.setattr("config.lib.visits._PAUSE", 60.0)
    callers: list[Any] = []
    with answering(b"", callers) as hanging:
        place_redis(settings, refused_location() if mood == "refused" else hanging)
        for _ in range(10):
            note_visit("listing:1", "a", TODAY)

    assert len(callers) == (mood == "hanging")


def test_who_writes_it_down_learns_that_redis_is_away(settings):
    place_redis(settings, refused_location())

    with pytest.raises(redis.ConnectionError):
        counted()
