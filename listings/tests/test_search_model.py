"""The search against a model of it in plain Python, on a board of sixty listings."""

import random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from listings import search
from listings.facets import Group
from listings.search.counts import named_counts
from listings.tests import search_model
from listings.tests.search_model import NOW, Board, found, make_board, make_query
from listings.views.options import options_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def board(django_db_setup, django_db_blocker):
    """Made once; gone when the last test of this file is through."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            yield make_board(60, seed=7)
        transaction.set_rollback(True)


ALONE = [
    *(f"kind={kind}" for kind in ("permanent", "substitute")),
    *(f"region={region}" for _dc, region in search_model.WORLDS.values()),
    *(f"dc={dc}" for dc, _region in search_model.WORLDS.values()),
    *(f"role={role}" for role in search_model.ROLES),
    *(f"job={job}" for jobs in search_model.ROLES.values() for job in sorted(jobs)),
    *(f"duty={duty}" for duty in ("m9s", "m10s", "m11s", "m12s", "m8s", "fru", "top")),
    *(f"tier=aac-{name}-savage" for name in ("heavyweight", "cruiserweight")),
    *(f"stage={stage}" for stage in ("fresh", "progression", "clear", "farm")),
    *(f"intensity={word}" for word in ("casual", "midcore", "hardcore")),
    *(f"language={code}" for code in ("en", "ja", "de", "fr")),
    *(f"voice={word}" for word in ("none", "listen", "speak")),
    *(f"days={day}&tz=UTC" for day in search_model.DAYS),
]


@pytest.mark.parametrize("query", ALONE)
def test_each_filter_alone_finds_what_the_model_finds(board: Board, query: str):
    assert found(query) == board.keys(query)


@pytest.mark.parametrize("seed", range(25))
def test_filters_combine_freely(board: Board, seed: int):
    chance = random.Random(seed)
    queries = [make_query(chance, chance.choice((1, 1, 2, 2, 3, 4))) for _ in range(20)]

    disagreed = [query for query in queries if found(query) != board.keys(query)]

    assert disagreed == []
    assert any(found(query) for query in queries)


def test_same_key_again_means_or_and_another_key_means_and(board: Board):
    tank, healer = set(found("role=tank")), set(found("role=healer"))
    hard = set(found("intensity=hardcore"))

    assert set(found("role=tank&role=healer")) == tank | healer
    assert set(found("role=tank&role=healer&intensity=hardcore")) == (
        (tank | healer) & hard
    )
    assert tank - healer
    assert healer - tank
    assert hard & (tank | healer)


@pytest.mark.parametrize("sort", ["renewed", "newest", "overlap"])
def test_pages_show_each_once_and_in_order(board: Board, sort: str):
    query = f"sort={sort}&from=18:00&to=23:30&tz=Europe/Berlin"

    keys = found(query)

    assert keys == board.keys(query)
    assert len(keys) == len(set(keys)) > search.PAGE


def test_overlap_without_times_is_renewed(board: Board):
    assert found("sort=overlap") == board.keys("sort=renewed")


@pytest.mark.parametrize("seed", range(6))
def test_facet_counts_say_what_choosing_would_show(board: Board, seed: int):
    query = make_query(random.Random(100 + seed), filters=2)
    filters = search.read_filters(QueryDict(query))
    options = options_of()

    found = search.facet_counts(filters, filters.spans(ZoneInfo("UTC"), NOW))

    assert found
    total, counts = found
    assert total == len(board.keys(query))
    shown = named_counts(counts, options)
    for key, words in options.items():
        for word in words:
            # The group's own choices step aside: its options are counted as if alone.
            asked = QueryDict(query, mutable=True)
            asked.setlist(key, [word])
            assert shown[f"{key}:{word}"] == len(board.keys(asked.urlencode())), word
    assert {group.name.lower() for group in Group} == set(options)


EMPTY = [
    "q=owls&duty=top",
    "duty=top",
    "q=nobodywritesthis",
    "role=tank&language=es&dc=light",
    "days=mon&from=03:00&to=03:01&tz=UTC&role=healer",
    "language=es&duty=top",
]


@pytest.mark.parametrize("query", EMPTY)
def test_nothing_found_names_the_filters_to_drop(board: Board, query: str):
    filters = search.read_filters(QueryDict(query))
    assert found(query) == []

    with CaptureQueriesContext(connection) as queries:
        ways = search.ways_out(filters, ZoneInfo("UTC"), NOW)

    expected = {}
    for key in filters.active():
        rest = QueryDict(query, mutable=True)
        for name in ("days", "from", "to", "tz") if key == "times" else (key,):
            rest.pop(name, None)
        if count := len(board.keys(rest.urlencode())):
            expected[key] = count
    assert {way.key: way.count for way in ways} == expected
    assert [way.count for way in ways] == sorted(expected.values(), reverse=True)
    assert len(queries) == 1
    for way in ways:
        assert len(found(way.filters.query_string())) == way.count
