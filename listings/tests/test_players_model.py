"""The search of players against a model of it in plain Python, in a crowd of fifty."""

import random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from listings import search
from listings.search.counts import named_counts
from listings.tests import search_model
from listings.tests.player_model import (
    CLEARS,
    MEMBER,
    TIERS,
    Crowd,
    found,
    make_crowd,
    make_query,
    read,
)
from listings.tests.search_model import NOW
from listings.views.options import options_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
VISITORS = [None, MEMBER]


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker):
    """Made once; gone when the last test of this file is through."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            yield make_crowd(50, seed=5)
        transaction.set_rollback(True)


ALONE = [
    *(f"region={region}" for _dc, region in search_model.WORLDS.values()),
    *(f"dc={dc}" for dc, _region in search_model.WORLDS.values()),
    *(f"role={role}" for role in search_model.ROLES),
    *(f"job={job}" for jobs in search_model.ROLES.values() for job in sorted(jobs)),
    *(f"duty={duty}" for duty in (*CLEARS, "top")),
    *(f"tier={tier}" for tier in TIERS.values()),
    *(f"intensity={word}" for word in ("casual", "midcore", "hardcore")),
    *(f"language={code}" for code in ("en", "ja", "de", "fr")),
    *(f"voice={word}" for word in ("none", "listen", "speak")),
    *(f"days={day}&tz=UTC" for day in search_model.DAYS),
    "q=zzyzx",
    "",
]


@pytest.mark.parametrize("query", ALONE)
def test_each_filter_alone_finds_whom_the_model_finds(crowd: Crowd, query: str):
    for viewer in VISITORS:
        assert found(query, viewer) == crowd.keys(query, viewer)


@pytest.mark.parametrize("seed", range(15))
def test_filters_combine_freely(crowd: Crowd, seed: int):
    chance = random.Random(seed)
    queries = [make_query(chance, chance.choice((1, 1, 2, 2, 3))) for _ in range(20)]

    disagreed = [
        (query, viewer)
        for query in queries
        for viewer in VISITORS
        if found(query, viewer) != crowd.keys(query, viewer)
    ]

    assert disagreed == []
    assert any(found(query) for query in queries)


def test_members_find_some_whom_nobody_else_finds(crowd: Crowd):
    public, all_of_them = set(found("")), set(found("", MEMBER))

    assert public < all_of_them


@pytest.mark.parametrize("sort", ["renewed", "overlap"])
def test_pages_show_each_once_and_in_order(crowd: Crowd, sort: str):
    query = f"sort={sort}&from=12:00&to=23:30&tz=Europe/Berlin"

    keys = found(query, MEMBER)

    assert keys == crowd.keys(query, MEMBER)
    assert len(keys) == len(set(keys)) > search.PAGE


@pytest.mark.parametrize("viewer", VISITORS)
@pytest.mark.parametrize("seed", range(4))
def test_facet_counts_say_what_choosing_would_show(crowd: Crowd, seed: int, viewer):
    query = make_query(random.Random(100 + seed), filters=2)
    filters = read(query, viewer)
    options = options_of(search.PLAYERS)

    counted = search.facet_counts(filters, filters.spans(ZoneInfo("UTC"), NOW))

    assert counted
    total, counts = counted
    assert total == len(crowd.keys(query, viewer))
    shown = named_counts(counts, options)
    for key, words in options.items():
        for word in words:
            asked = QueryDict(query, mutable=True)
            asked.setlist(key, [word])
            expected = len(crowd.keys(asked.urlencode(), viewer))
            assert shown[f"{key}:{word}"] == expected, word
    assert set(options) == set(search.PLAYERS.groups)


EMPTY = [
    "q=owls&duty=top",
    "duty=top",
    "role=tank&language=es&dc=light",
    "days=mon&from=05:10&to=05:11&tz=UTC&role=healer&job=SGE",
]


@pytest.mark.parametrize("query", EMPTY)
def test_nobody_found_names_the_filters_to_drop(crowd: Crowd, query: str):
    filters = read(query, MEMBER)
    assert found(query, MEMBER) == []

    with CaptureQueriesContext(connection) as queries:
        ways = search.ways_out(filters, ZoneInfo("UTC"), NOW)

    expected = {}
    for key in filters.active():
        rest = QueryDict(query, mutable=True)
        for name in ("days", "from", "to", "tz") if key == "times" else (key,):
            rest.pop(name, None)
        if count := len(crowd.keys(rest.urlencode(), MEMBER)):
            expected[key] = count
    assert {way.key: way.count for way in ways} == expected
    assert len(queries) == 1
