"""What guards log-in and mail holds while Redis is away."""

from importlib import import_module

import pytest
from allauth.account import app_settings as account
from allauth.core import ratelimit
from django.conf import settings as project
from django.core.cache import cache, caches

from config.lib.tests.redises import own_redis, place_redis, refused_location

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def redis_away(settings):
    place_redis(settings, refused_location())


def attempts_allowed(rf, email):
    """How many failed log-ins pass before the limit answers."""
    for attempt in range(100):
        request = rf.post("/accounts/login/", REMOTE_ADDR="203.0.113.9")
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


def test_redis_lost_between_two_attempts_begins_a_new_count(rf, settings):
    with own_redis() as server:
        place_redis(settings, server.location, patient=True)
        attempts_allowed(rf, "alice@example.com")

    assert attempts_allowed(rf, "alice@example.com") == 5


@pytest.mark.parametrize(
    "key", ["allauth:rl:x", "allauth.mfa.totp.used?user=1&code=123456", "jwt:iss=a"]
)
def test_a_code_is_used_once_while_redis_is_away(redis_away, key):
    assert [cache.add(key=key, value="y", timeout=30) for _ in range(2)] == [
        True,
        False,
    ]


def test_only_what_must_last_goes_to_the_database(redis_away):
    mixed = {"allauth:a": 1, "card:b": 2}

    assert cache.set_many(mixed, timeout=60) == ["card:b"]
    assert cache.get_many(mixed) == {"allauth:a": 1}
    assert (cache.incr("allauth:a"), cache.incr("card:b")) == (2, 1)
    assert caches["durable"].get_many(mixed) == {"allauth:a": 2}

    cache.delete_many(mixed)
    assert caches["durable"].get_many(mixed) == {}


def test_a_visitor_stays_logged_in_while_redis_goes_and_comes(settings):
    store = import_module(project.SESSION_ENGINE).SessionStore
    with own_redis() as server:
        place_redis(settings, server.location, patient=True, away_seconds=0.0)
        session = store()
        session["who"] = "Alice"
        session.save()
        server.stop()

        away = store(session.session_key)
        assert away["who"] == "Alice"
        away["who"] = "Bob"
        away.save()
        server.start()

        assert store(session.session_key)["who"] == "Bob"


def test_a_session_ended_while_redis_hung_does_not_come_back_with_it(settings):
    store = import_module(project.SESSION_ENGINE).SessionStore
    with own_redis() as server:
        place_redis(settings, server.location, away_seconds=0.0)
        session = store()
        session["who"] = "Alice"
        session.save()
        with server.hanging():
            session.delete()

        assert store(session.session_key).get("who") is None


def test_a_log_out_while_redis_is_away_ends_the_session(settings):
    store = import_module(project.SESSION_ENGINE).SessionStore
    place_redis(settings, refused_location())
    session = store()
    session["who"] = "Alice"
    session.save()

    session.delete()

    assert store(session.session_key).get("who") is None
