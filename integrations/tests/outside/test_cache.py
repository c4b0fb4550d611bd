"""Answers are kept with their age, and serve when the service fails."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from integrations.errors import Changed, NotFound, RateLimited, Temporary
from integrations.http import Outside, pause
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import EXAMPLE, example


@pytest.fixture
def outside(outside_server, fake_clock):
    outside_server.script("/a", faults.answer({"n": 1}), faults.answer({"n": 2}))
    return Outside(example(attempts=1), fake_clock)


def test_a_young_answer_comes_from_the_cache_with_its_age(
    outside, outside_server, fake_clock
):
    fetched = datetime.fromtimestamp(fake_clock.time, UTC)
    outside.get("/a", cache_seconds=60)
    fake_clock.time += 59

    answer = outside.get("/a", cache_seconds=60)

    assert answer.json() == {"n": 1}
    assert (answer.age_seconds, answer.fetched_at, answer.stale) == (59, fetched, False)
    assert outside_server.count() == 1


def test_an_old_one_is_fetched_anew(outside, outside_server, fake_clock):
    outside.get("/a", cache_seconds=60)
    fake_clock.time += 61

    assert outside.get("/a", cache_seconds=60).json() == {"n": 2}


def test_nothing_is_kept_unless_somebody_asks_for_it(outside, outside_server):
    outside.get("/a")

    assert outside.get("/a", cache_seconds=60).json() == {"n": 2}


def test_who_wants_it_fresh_does_not_get_what_is_kept(outside):
    outside.get("/a", cache_seconds=60)

    assert outside.get("/a", cache_seconds=0).json() == {"n": 2}


def test_a_service_may_have_a_time_of_its_own(outside_server, fake_clock):
    outside_server.script("/a", faults.answer({"n": 1}), faults.answer({"n": 2}))
    outside = Outside(example(cache_seconds=60), fake_clock)

    assert [outside.get("/a").json()["n"] for _ in range(2)] == [1, 1]
    assert outside.get("/a", cache_seconds=0).json() == {"n": 2}


@pytest.mark.parametrize(
    "reply",
    [faults.failing(), faults.unavailable(5), faults.cut_off(), faults.too_many(9)],
)
def test_a_failing_service_is_answered_for(outside, outside_server, fake_clock, reply):
    outside.get("/a", cache_seconds=60, allow_stale=600)
    outside_server.script("/a", reply)
    fake_clock.time += 300

    answer = outside.get("/a", cache_seconds=60, allow_stale=600)

    assert (answer.json(), answer.age_seconds, answer.stale) == ({"n": 1}, 300, True)
    assert outside_server.count() == 2


def test_too_old_an_answer_answers_for_nobody(outside, outside_server, fake_clock):
    outside.get("/a", cache_seconds=60, allow_stale=600)
    outside_server.script("/a", faults.failing())
    fake_clock.time += 661

    with pytest.raises(Temporary):
        outside.get("/a", cache_seconds=60, allow_stale=600)


@pytest.mark.parametrize(
    ("reply", "kind"), [(faults.not_found(), NotFound), (faults.huge(), Changed)]
)
def test_what_is_no_outage_is_not_covered_up(
    outside, outside_server, fake_clock, reply, kind
):
    outside.get("/a", allow_stale=600)
    outside_server.script("/a", reply)

    with pytest.raises(kind):
        outside.get("/a", allow_stale=600)


def test_a_wanted_failure_is_not_kept(outside, outside_server):
    outside_server.script("/a", faults.failing(503), faults.page("back"))
    wanted = {"accept_status": (200, 503), "cache_seconds": 60}
    assert outside.get("/a", **wanted).status == 503

    assert outside.get("/a", **wanted).text == "back"


@pytest.mark.parametrize(
    "other",
    [
        {"params": {"q": "b"}},
        {"headers": {"Authorization": "Bearer b"}},
        {"headers": {"Accept-Language": "ja"}},
        {"accept_status": (200, 404)},
    ],
)
def test_another_question_has_another_answer(outside, outside_server, other):
    first = {
        "params": {"q": "a"},
        "headers": {"Authorization": "Bearer a"},
        "cache_seconds": 60,
    }
    outside.get("/a", **first)

    assert outside.get("/a", **{**first, **other}).json() == {"n": 2}


def test_services_do_not_share_answers(outside, outside_server, fake_clock):
    outside.get("/a", cache_seconds=60)

    other = Outside(example(name="other"), fake_clock)

    assert other.get("/a", cache_seconds=60).json() == {"n": 2}


def test_a_query_by_post_is_kept_with_its_body(outside, outside_server):
    def ask(query, **options):
        return outside.post("/a", json=query, cache_seconds=60, **options).json()["n"]

    assert ask({"q": 1}, retry_safe=True) == 1
    assert ask({"q": 1}, retry_safe=True) == 1
    assert ask({"q": 2}, retry_safe=True) == 2


def test_a_post_that_does_something_is_never_kept(outside):
    answers = [outside.post("/a", json={}, cache_seconds=60) for _ in range(2)]

    assert [each.json()["n"] for each in answers] == [1, 2]


def test_what_lets_us_in_is_not_kept(outside, outside_server):
    told = {"Set-Cookie": "key=s3cret", "X-Key": "s3cret", "ETag": "7"}
    outside_server.script("/a", faults.answer({}, **told))
    outside.get("/a", cache_seconds=60)

    kept = outside.get("/a", cache_seconds=60)

    assert kept.headers == {"etag": "7", "content-type": "application/json"}


def test_nonsense_in_the_cache_is_a_miss(outside, monkeypatch):
    outside.get("/a", cache_seconds=60)
    monkeypatch.setattr(cache, "get", lambda key: {"of": "another release"})

    assert outside.get("/a", cache_seconds=60).json() == {"n": 2}


def test_the_cache_answers_while_the_service_wants_its_quiet(outside, fake_clock):
    outside.get("/a", cache_seconds=60)
    pause(EXAMPLE, 1000, clock=fake_clock)

    assert outside.get("/a", cache_seconds=60).json() == {"n": 1}
    with pytest.raises(RateLimited):
        outside.get("/a")
