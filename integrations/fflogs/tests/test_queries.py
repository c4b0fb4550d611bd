"""What is asked for which duty."""

import pytest

from integrations.catalogue import catalogue
from integrations.fflogs import queries
from integrations.fflogs.queries import Place

pytestmark = pytest.mark.django_db


def places(slug):
    return queries.places(catalogue())[catalogue().duty_by_slug[slug].id]


def test_a_floor_in_two_parts_is_asked_by_its_last():
    assert places("m12s") == (Place(73, 101, 105),)


def test_an_ultimate_is_asked_in_every_zone_it_ever_had():
    assert places("ucob") == (
        Place(59, 100, 1073),
        Place(43, 100, 1060),
        Place(30, 100, 1047),
        Place(19, 100, 1039),
    )


def test_a_raid_in_parts_is_asked_by_the_last_in_its_older_zones_too():
    assert places("delubrum-reginae-savage") == (
        Place(60, 0, 2056),
        Place(48, 0, 2044),
        Place(39, 0, 2031),
    )


def test_two_duties_in_one_place_are_not_asked_for():
    # Nobody could say whose kill it was.
    assert places("another-mount-rokkon") == ()
    assert places("another-mount-rokkon-savage") == ()


def test_a_duty_that_has_no_zone_is_not_asked_for():
    assert places("t1") == ()


def test_a_zone_is_one_field_with_its_difficulty_where_it_has_one():
    found = queries.zone_fields([*places("m12s"), *places("m9s"), *places("a1s")])

    assert found == [
        "Zone7diff0: zoneRankings(zoneID: 7, metric: rdps, timeframe: Historical)",
        "Zone73diff101: zoneRankings(zoneID: 73, difficulty: 101, "
        "metric: rdps, timeframe: Historical)",
    ]


def test_everything_in_the_catalogue_fits_one_query():
    every = {p for each in queries.places(catalogue()).values() for p in each}
    fields = queries.zone_fields(every)

    assert len(fields) > 40
    assert list(queries.chunks(fields, queries.POINTS_PER_ZONE)) == [fields]


def test_more_than_a_query_may_cost_is_asked_in_several():
    fields = [f"f{n}" for n in range(120)]
    found = list(queries.chunks(fields, 5.0))

    assert [len(each) for each in found] == [50, 50, 20]
    assert [f for each in found for f in each] == fields
    assert list(queries.chunks([], 5.0)) == [[]]


def test_the_query_asks_for_the_points_too():
    assert queries.query("lodestoneID: 5", ["Zone1diff0: x"]) == (
        "query {\n"
        "rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }\n"
        "characterData { character(lodestoneID: 5) {\n"
        "id canonicalID lodestoneID name server { name } hidden\n"
        "Zone1diff0: x\n"
        "} }\n"
        "}"
    )
