"""So often, and not more often: with Redis, and without it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from config.lib.durable_cache import DurableCache
from config.lib.limits import PREFIX, LimitReachedError, spend
from config.lib.tests.redises import (
    answering,
    own_redis,
    place_redis,
    refused_location,
)
from config.testing.race import race

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOUR = {"most": 3, "seconds": 3600}


@pytest.fixture(params=["there", "refused", "hanging"])
def any_redis(request, settings, db):
    if request.param == "there":
        yield
    elif request.param == "refused":
        place_redis(settings, refused_location())
        yield
    else:
        with answering(b"") as location:
            place_redis(settings, location)
            yield


@pytest.fixture(autouse=True)
def noon():
    # Redis itself goes by the real clock: no window ends while a test runs.
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def allowed(what="mail", who="alice"):
    """How often it passes, of ten."""
    for times in range(10):
        try:
            spend(what, who, **HOUR)
        except LimitReachedError:
            return times
    return 10


def test_so_often_and_not_once_more(any_redis):
    assert allowed() == 3
    assert allowed() == 0


def test_each_thing_and_each_person_has_a_count_of_its_own(any_redis):
    allowed()

    assert allowed(who="bob") == 3
    assert allowed(what="invite") == 3


def test_the_refusal_says_when_it_is_allowed_again(any_redis, noon):
    spend("mail", "alice", **HOUR)
    noon.shift(timedelta(minutes=50))
    allowed()

    with pytest.raises(LimitReachedError) as refusal:
        spend("mail", "alice", **HOUR)

    assert refusal.value.wait == 600


def test_the_hour_begins_with_the_first_whatever_the_clock_shows(any_redis, noon):
    noon.shift(timedelta(minutes=59))
    allowed()
    noon.shift(timedelta(minutes=59))
    assert allowed() == 0
    noon.shift(timedelta(minutes=1))

    assert allowed() == 3


def test_a_long_window_lasts_while_redis_is_away(settings, db, noon):
    place_redis(settings, refused_location())
    allowed()
    noon.shift(timedelta(minutes=55))

    assert allowed() == 0


def test_what_was_spent_stays_spent_while_redis_goes_and_comes(settings, db):
    with own_redis() as server:
        place_redis(settings, server.location, patient=True, away_seconds=0.0)
        spend("mail", "alice", **HOUR)
        server.stop()
        spend("mail", "alice", **HOUR)
        server.start()

        assert allowed() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one():
    def once():
        spend("mail", "crowd", most=5, seconds=3600)
        return "spent"

    assert race(*[once] * 8).count("spent") == 5


def test_a_window_that_ends_between_two_steps_is_no_error(monkeypatch, db):
    begun = int(NOON.timestamp())
    key = f"{PREFIX}mail:alice:{begun}"
    spend("mail", "alice", **HOUR)
    kept = DurableCache.incr

    def late(self, name, *args, **kwargs):
        cache.delete(key)
        return kept(self, name, *args, **kwargs)

    monkeypatch.setattr(DurableCache, "incr", late)

    spend("mail", "alice", **HOUR)


def test_two_who_begin_a_window_at_once_share_it(monkeypatch, db, noon):
    """Both find none; a second begins between the two."""
    kept, meanwhile = cache.get, [1]

    def late(key, *default):
        found = kept(key, *default)
        if meanwhile and meanwhile.pop():
            noon.shift(timedelta(seconds=-1))
            spend("mail", "alice", **HOUR)
            noon.shift(timedelta(seconds=1))
        return found

    monkeypatch.setattr(cache, "get", late, raising=False)
    spend("mail", "alice", **HOUR)
    monkeypatch.undo()

    assert allowed() == 1
