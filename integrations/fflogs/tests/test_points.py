"""Points: a share of them, all processes together, and when there are none left."""

import threading
from contextlib import suppress

import pytest

from integrations import http
from integrations.errors import RateLimited, Temporary
from integrations.fflogs import budget
from integrations.fflogs.schemas import Points
from integrations.fflogs.service import FFLOGS, account
from integrations.fflogs.tests.answers import LODESTONE_ID, about, points
from integrations.tests.outside import server as faults

API = "/api/v2/client"

pytestmark = pytest.mark.django_db


def spent(points_spent, resets_in=600):
    return faults.answer(about(None, points(points_spent, 1000, resets_in)))


def test_what_is_left_is_recorded(fflogs, server):
    server.script(API, spent(100))

    fflogs.progress(LODESTONE_ID)

    status = http.status(FFLOGS)
    assert (status.budget_left, status.budget_of) == (900, 1000)


def test_beyond_our_share_nobody_asks(fflogs, server):
    server.script(API, spent(700))
    fflogs.progress(LODESTONE_ID)

    with pytest.raises(RateLimited) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.retry_after == pytest.approx(600, abs=1)
    assert server.count(API) == 1


def test_the_share_is_a_setting(fflogs, server, settings):
    settings.FFLOGS_POINTS_SHARE = 0.95
    server.script(API, spent(700))
    fflogs.progress(LODESTONE_ID)

    fflogs.progress(LODESTONE_ID)

    assert server.count(API) == 2


def test_when_the_hour_is_over_it_asks_again(fflogs, server, fake_clock):
    server.script(API, spent(790), spent(5))
    fflogs.progress(LODESTONE_ID)

    fake_clock.sleep(601)
    fflogs.progress(LODESTONE_ID)

    assert server.count(API) == 2


def test_queries_that_run_count_already(fflogs, server, fake_clock):
    server.script(API, spent(400))
    fflogs.progress(LODESTONE_ID)

    with budget.reserved(account(), 250, fake_clock), pytest.raises(RateLimited):
        fflogs.progress(LODESTONE_ID)
    fflogs.progress(LODESTONE_ID)

    assert server.count(API) == 2


def test_queries_that_failed_do_not_count_for_ever(fflogs, server):
    server.script(API, spent(400), faults.failing(500))
    fflogs.progress(LODESTONE_ID)

    for _ in range(5):
        with pytest.raises(Temporary) as caught:
            fflogs.progress(LODESTONE_ID)
        assert caught.value.kind == "status 500"


def test_many_at_once_stay_below_the_share(server, fake_clock):
    budget.note(account(), Points(1000, 100.0, 600.0), fake_clock)
    together, inside, done = threading.Barrier(8), [], threading.Barrier(8)

    def spend():
        together.wait()
        with suppress(RateLimited), budget.reserved(account(), 200, fake_clock):
            inside.append(200)
            done.wait()
            return
        done.wait()

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 0 < 100 + sum(inside) <= 800


def test_out_of_points_waits_until_there_are_new_ones(fflogs, server):
    server.script(API, spent(100, 900), faults.too_many())
    fflogs.progress(LODESTONE_ID)

    with pytest.raises(RateLimited) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.status == 429
    assert 880 < caught.value.retry_after <= 900
    assert server.count(API) == 2
    assert http.status(FFLOGS).budget_left == 0
    before = server.count()
    with pytest.raises(RateLimited):
        fflogs.progress(LODESTONE_ID)
    assert server.count() == before


def test_out_of_points_inside_a_200_is_the_same(fflogs, server):
    server.script(API, faults.answer({"status": 429, "error": "out of points"}))

    with pytest.raises(RateLimited) as caught:
        fflogs.progress(LODESTONE_ID)

    assert (caught.value.retry_after, server.count(API)) == (300, 1)


def test_out_of_points_heeds_the_header_where_it_says_more(fflogs, server):
    server.script(API, faults.too_many(1234))

    with pytest.raises(RateLimited) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.retry_after == 1234
    assert server.count(API) == 1


def test_out_of_points_that_says_nothing_at_all_waits_some_minutes(fflogs, server):
    server.script(API, faults.too_many())

    with pytest.raises(RateLimited) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.retry_after == 300
