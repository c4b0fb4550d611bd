import logging
import threading
from typing import Any

import pytest
import redis
from django.conf import settings as project

from config.lib.tests.redises import (
    QUICK,
    answering,
    cache_at,
    own_redis,
    refused_location,
)

pytestmark = pytest.mark.slow

REDIS_URL = project.CACHES["default"]["LOCATION"]


@pytest.fixture
def real():
    # A busy machine is no Redis that is away, nor is one that a test found away before.
    cache = cache_at(REDIS_URL, away_seconds=0.0)
    yield cache
    cache.delete_many(["a", "b", "c", "n"])


@pytest.fixture
def refused():
    return cache_at(refused_location())


def test_values_are_kept(real):
    real.set("a", {"some": ["thing"]})

    assert real.get("a") == {"some": ["thing"]}
    assert real.has_key("a")
    assert "a" in real
    assert real.get("b", "nothing") == "nothing"


def test_many_values_are_kept(real):
    assert real.set_many({"a": 1, "b": None}, timeout=60) == []

    assert real.get_many(["a", "b", "c"]) == {"a": 1, "b": None}
    assert real.get_many([]) == {}

    real.delete_many(iter(["a", "b"]))
    assert real.get_many(["a", "b"]) == {}


def test_only_the_first_adds(real):
    assert real.add("a", 1, timeout=60) is True
    assert real.add(key="a", value=2) is False
    assert real.get("a") == 1


def test_counters_count(real):
    real.set("n", 5)

    assert (real.incr("n"), real.incr("n", 4), real.decr("n")) == (6, 10, 9)


def test_a_missing_counter_is_an_error_as_everywhere_in_django(real):
    with pytest.raises(ValueError, match="not found"):
        real.incr("n")


def test_values_are_deleted_and_expire(real):
    real.set("a", 1)
    real.set("b", 1)
    real.set("c", 1, timeout=0)

    assert (real.delete("a"), real.delete("a")) == (True, False)
    assert (real.touch("b", 60), real.touch("b", 0), real.touch("b")) == (
        True,
        True,
        False,
    )
    assert real.get("c") is None


def test_a_value_is_made_once(real):
    assert real.get_or_set("a", lambda: 1) == 1
    assert real.get_or_set("a", lambda: 2) == 1


def test_versions_are_kept_apart(real):
    real.set("a", 1, version=1)

    assert real.get("a", version=2) is None
    assert real.incr_version("a") == 2
    assert real.get("a", version=2) == 1
    real.delete("a", version=2)


def test_clear_empties_redis():
    with own_redis() as server:
        cache = cache_at(server.location)
        cache.set("a", 1)

        cache.clear()

        assert cache.get("a") is None
        assert server.client().dbsize() == 0


def assert_all_is_missing(cache):
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is True
    assert cache.has_key("a") is False
    assert cache.touch("a") is False
    assert cache.delete("a") is False
    assert cache.incr("n", 3) == 3
    assert cache.get_many(["a", "b"]) == {}
    assert cache.set_many({"a": 1, "b": 2}) == ["a", "b"]
    assert cache.get_or_set("a", lambda: 7) == 7
    cache.delete_many(["a", "b"])
    cache.clear()


def test_everything_is_missing_while_redis_is_refused():
    for operation_is_first_to_notice in (1.0, 0.0):
        assert_all_is_missing(
            cache_at(refused_location(), away_seconds=operation_is_first_to_notice)
        )


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"$many\r\n",
        b"*nine\r\n",
        b"+OK\r\n+OK\r\n:x\r\n",
        b"-NOAUTH Authentication required.\r\n" * 3,
        b"-LOADING Redis is loading the dataset in memory\r\n",
        b"\x00" * 70_000,
    ],
)
def test_everything_is_missing_while_redis_talks_nonsense(answer):
    with answering(answer) as location:
        assert_all_is_missing(cache_at(location))


def test_everything_is_missing_while_redis_only_reads():
    with own_redis() as server:
        cache = cache_at(server.location)
        cache.set("a", "old")
        server.client().replicaof("127.0.0.1", 1)

        assert_all_is_missing(cache)


def test_a_hanging_redis_costs_a_page_one_time_out():
    callers: list[Any] = []
    with answering(b"", callers) as location:
        cache = cache_at(location, away_seconds=600, socket_timeout=QUICK)
        for _ in range(7):
            cache.get("a")
            cache.set("a", 1)
            cache.get_many(["a", "b"])

    assert len(callers) == 1


def test_what_one_thread_learnt_all_know():
    with answering(b"") as location:
        cache_at(location, away_seconds=600, socket_timeout=QUICK).get("a")
        asked = []
        others = [cache_at(location, away_seconds=600) for _ in range(5)]
        threads = [
            threading.Thread(target=lambda c=c: asked.append(c.get("a", "nothing")))
            for c in others
        ]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert asked == ["nothing"] * 5
        # None of them opened a connection.
        assert ["_cache" in vars(other) for other in others] == [False] * 5


def test_one_asks_for_all_whether_redis_is_back():
    with own_redis() as server:
        cache = cache_at(server.location, away_seconds=0.0)
        absence = cache._absence
        absence.begin(OSError("gone"))
        absence._pause = 600.0

        assert [absence.may_ask() for _ in range(3)] == [True, False, False]


def test_values_come_back_with_redis():
    with own_redis() as server:
        cache = cache_at(server.location, away_seconds=0.0)
        cache.set("a", 1)
        server.stop()
        assert cache.get("a") is None
        server.start()

        cache.set("a", 2)

        assert cache.get("a") == 2


def test_redis_is_not_asked_until_the_pause_is_over():
    with own_redis() as server:
        cache = cache_at(server.location, away_seconds=600.0)
        server.stop()
        cache.get("a")
        server.start()

        cache.set("a", 1)

        assert cache.get("a") is None
        assert server.client().dbsize() == 0


def test_a_restart_between_two_pages_goes_unnoticed():
    with own_redis() as server:
        cache = cache_at(server.location)
        cache.set("a", 1)
        server.stop()
        server.start()

        cache.set("a", 2)

        assert cache.get("a") == 2


def test_an_absence_is_logged_once_and_so_is_its_end(caplog):
    with own_redis() as server, caplog.at_level(logging.INFO):
        cache = cache_at(server.location, away_seconds=0.0)
        server.stop()
        for _ in range(5):
            cache.get("a")
        server.start()
        cache.get("a")
        cache.get("a")

    said = [
        record.getMessage().split(":")[0]
        for record in caplog.records
        if record.name == "config.lib.redis_absence"
    ]
    assert said == ["Redis is away", "Redis is back"]


def test_a_damaged_value_is_a_miss_and_heals(real, caplog):
    real.set("a", {"x": 1})
    client = redis.Redis.from_url(REDIS_URL)
    client.set(real.make_key("a"), b"\x80\x05not a pickle")
    client.close()

    assert real.get("a", "nothing") == "nothing"
    assert real.get_many(["a", "b"]) == {}
    assert "cannot be read" in caplog.text

    real.set("a", 2)
    assert real.get("a") == 2


def test_a_key_of_another_type_is_a_miss_and_leaves_the_others(real):
    client = redis.Redis.from_url(REDIS_URL)
    client.lpush(real.make_key("a"), "x")
    client.close()
    real.set("b", "text")

    assert real.get("a", "nothing") == "nothing"
    assert real.get("b") == "text"


def test_a_text_is_no_counter_and_leaves_the_others(real):
    real.set_many({"a": "text", "b": "text"})

    assert real.incr("a") == 1
    assert real.get("b") == "text"


def test_a_value_that_cannot_be_kept_is_the_callers_error(refused, real):
    with pytest.raises((TypeError, AttributeError), match="pickle"):
        real.set("a", lambda: 1)
