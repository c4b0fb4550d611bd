"""What is asked for which duty."""

from dataclasses import replace

import pytest

from integrations.catalogue import catalogue
from integrations.fflogs import queries
from integrations.fflogs.queries import Filters, Place

pytestmark = pytest.mark.django_db


def places(slug):
    return queries.places(catalogue())[catalogue().duty_by_slug[slug].id]


def fields(wanted):
    zones = queries.zones(wanted)
    first = {alias: queries.first_filters(p.zone) for alias, p in zones.items()}
    return queries.zone_fields(zones, first)


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
    found = fields([*places("m12s"), *places("m9s"), *places("a1s")])

    assert sorted(found) == [
        "Zone73diff101: zoneRankings(zoneID: 73, difficulty: 101, "
        "metric: rdps, partition: -1, timeframe: Historical)",
        "Zone7diff0: zoneRankings(zoneID: 7, "
        "metric: dps, partition: -1, timeframe: Historical)",
    ]


def test_everything_in_the_catalogue_fits_one_query():
    every = fields({p for each in queries.places(catalogue()).values() for p in each})

    assert len(every) > 40
    assert list(queries.chunks(every, queries.POINTS_PER_ZONE)) == [every]


def test_more_than_a_query_may_cost_is_asked_in_several():
    every = [f"f{n}" for n in range(120)]
    found = list(queries.chunks(every, 5.0))

    assert [len(each) for each in found] == [50, 50, 20]
    assert [f for each in found for f in each] == every
    assert list(queries.chunks([], 5.0)) == [[]]


def test_the_query_asks_for_the_points_too():
    assert queries.query("lodestoneID: 5", ["Zone1diff0: x"]) == (
        "query {\n"
        "rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }\n"
        "characterData { character(lodestoneID: 5) {\n"
        "id canonicalID lodestoneID hidden\n"
        "Zone1diff0: x\n"
        "} }\n"
        "}"
    )


RDPS, DPS = Filters("rdps"), Filters("dps")
NO_ROWS, REFUSED = {"zone": 66, "rankings": []}, {"error": "Invalid partition"}


@pytest.mark.parametrize("zone", [4, 7, 13, 15, 19, 23, 25])
def test_zones_before_rdps_are_asked_by_a_metric_they_have(zone):
    assert queries.first_filters(zone) == DPS


@pytest.mark.parametrize("zone", [28, 29, 59, 73, 76, 200])
def test_every_later_zone_is_asked_by_rdps(zone):
    assert queries.first_filters(zone) == RDPS


@pytest.mark.parametrize(
    ("before", "answer", "then"),
    [
        (RDPS, NO_ROWS, DPS),
        (DPS, NO_ROWS, None),
        (RDPS, REFUSED, replace(RDPS, all_partitions=False)),
        (replace(RDPS, all_partitions=False), NO_ROWS, replace(DPS, all_partitions=False)),
        (replace(RDPS, all_partitions=False), REFUSED, replace(DPS, all_partitions=False)),
        (replace(DPS, all_partitions=False), REFUSED, None),
        (RDPS, None, None),
        (RDPS, {"zone": 66, "rankings": [{}]}, None),
        (RDPS, "rankings", None),
    ],
)  # fmt: skip
def test_what_has_nothing_is_asked_for_otherwise_and_not_for_ever(before, answer, then):
    assert queries.next_filters(before, answer) == then
