"""What allows or forbids something is the database's alone, Redis there or not."""

import pytest
import time_machine
from allauth.account import app_settings as account
from allauth.core import ratelimit
from django.core.cache import cache, caches
from django.utils import timezone

from config import tasks
from config.lib.tests.redises import own_redis, place_redis, refused_location
from config.testing.race import race

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def redis_away(settings):
    place_redis(settings, refused_location())


def attempts_allowed(rf, email, ip="203.0.113.9"):
    """How many failed log-ins pass before the limit answers."""
    for attempt in range(100):
        request = rf.post("/accounts/login/", REMOTE_ADDR=ip)
        if not ratelimit.consume(request, action="login_failed", key=email):
            return attempt
    return None


def test_failed_log_ins_are_limited_while_redis_is_away(rf, redis_away):
    assert account.RATE_LIMITS["login_failed"] == "10/m/ip,5/300s/key"

    assert attempts_allowed(rf, "alice@example.com") == 5


def test_the_limit_is_the_same_with_redis(rf, settings):
    with own_redis() as server:
        place_redis(settings, server.location, patient=True)

        assert attempts_allowed(rf, "alice@example.com") == 5
        assert attempts_allowed(rf, "alice@example.com") == 0


def test_a_limit_reached_in_the_database_holds_for_the_next_request(rf, redis_away):
    attempts_allowed(rf, "alice@example.com")

    assert attempts_allowed(rf, "alice@example.com") == 0


def test_a_success_clears_the_limit_while_redis_is_away(rf, redis_away):
    request = rf.post("/accounts/login/", REMOTE_ADDR="203.0.113.9")
    attempts_allowed(rf, "alice@example.com")

    ratelimit.clear(request, action="login_failed", key="alice@example.com")

    assert attempts_allowed(rf, "alice@example.com") == 5


def test_what_was_counted_stays_counted_while_redis_goes_and_comes(rf, settings):
    with own_redis() as server:
        place_redis(settings, server.location, patient=True, away_seconds=0.0)
        assert [attempts_allowed(rf, "alice@example.com") for _ in "ab"] == [5, 0]
        server.stop()
        assert attempts_allowed(rf, "alice@example.com") == 0
        assert attempts_allowed(rf, "bob@example.com", "203.0.113.8") == 5
        server.start()

        assert attempts_allowed(rf, "bob@example.com", "203.0.113.7") == 0


@pytest.mark.parametrize(
    "key", ["allauth:rl:x", "allauth.mfa.totp.used?user=1&code=123456", "jwt:iss=a"]
)
def test_a_code_is_used_once_while_redis_is_away(redis_away, key):
    assert [cache.add(key=key, value="y", timeout=30) for _ in range(2)] == [
        True,
        False,
    ]


def test_what_allows_something_never_lies_in_redis(settings):
    mixed = {"allauth:a": 1, "allauth.b": 1, "jwt:c": 1, "limit:d": 1, "card:e": 2}
    with own_redis() as server:
        place_redis(settings, server.location, patient=True)

        assert cache.set_many(mixed, timeout=60) == []
        assert cache.get_many(mixed) == mixed
        assert (cache.incr("limit:d"), cache.incr("card:e")) == (2, 3)

        assert [
            key for key in server.client().scan_iter() if b"card:e" not in key
        ] == []
        cache.delete_many(mixed)
        assert cache.get_many(mixed) == {}


def test_only_what_must_last_is_kept_while_redis_is_away(redis_away):
    mixed = {"allauth:a": 1, "card:b": 2}

    assert cache.set_many(mixed, timeout=60) == ["card:b"]
    assert cache.get_many(mixed) == {"allauth:a": 1}
    assert (cache.incr("allauth:a"), cache.incr("card:b")) == (2, 1)
    assert caches["durable"].get_many(mixed) == {"allauth:a": 2}

    cache.delete_many(mixed)
    assert caches["durable"].get_many(mixed) == {}


@pytest.fixture
def durable():
    return caches["durable"]


@pytest.mark.parametrize("value", [0, 7, -3, 2**60, True, None, "7", [1.5], {"a": "x"}])
def test_a_value_comes_back_as_what_it_was(durable, value):
    durable.set("a", value)

    assert durable.get("a", "nothing") == value
    assert type(durable.get("a")) is type(value)
    assert "a" in durable


def test_an_entry_is_gone_when_its_time_is_over(durable):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        durable.set("a", 1, timeout=60)
        clock.shift(59)
        assert (durable.get("a"), durable.incr("a"), "a" in durable) == (1, 2, True)
        clock.shift(1)

        assert durable.get("a") is None
        assert durable.touch("a") is False
        with pytest.raises(ValueError, match="not found"):
            durable.incr("a")
        assert durable.add("a", 5) is True


def test_touching_prolongs_and_none_is_for_ever(durable):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        durable.set("a", 1, timeout=60)
        durable.set("b", 1, timeout=None)
        assert durable.touch("a", timeout=120) is True
        clock.shift(119)

        assert durable.get_many("ab") == {"a": 1, "b": 1}


def test_what_is_over_is_swept_up(durable):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        durable.set_many({"a": 1, "b": 1}, timeout=60)
        durable.set("c", 1, timeout=3600)
        clock.shift(60)
        tasks.forget_expired()

        assert durable.forget_expired() == 0
        assert durable.get("c") == 1


def test_no_number_of_entries_pushes_another_out(durable, settings):
    durable._max_entries = 2
    durable.set_many(dict.fromkeys("abcde", 1))

    assert len(durable.get_many("abcde")) == 5


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_adds_and_each_is_counted():
    """Also where the same entry was there before, and is over."""
    durable = caches["durable"]
    durable.set("code", "y", timeout=0)
    durable.set("count", 0)

    added = race(*[lambda: caches["durable"].add("code", "y") for _ in range(8)])
    race(*[lambda: caches["durable"].incr("count") for _ in range(8)])

    assert sorted(added) == [False] * 7 + [True]
    assert durable.get("count") == 8
