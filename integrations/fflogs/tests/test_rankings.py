"""What is asked of FF Logs so that no kill is overlooked, and what that costs."""

from typing import Any

import pytest

from integrations import http
from integrations.catalogue import catalogue
from integrations.errors import RateLimited
from integrations.fflogs import budget, queries
from integrations.fflogs.schemas import Points, Status
from integrations.fflogs.service import FFLOGS, account
from integrations.fflogs.tests.answers import (
    LODESTONE_ID,
    about,
    character,
    points,
    ranks,
    refused,
    row,
    zone,
)
from integrations.tests.outside import server as faults

API = "/api/v2/client"
ZONES, ENCOUNTERS = "zoneRankings(", "encounterRankings("
PARTITION, PERMISSION = "Invalid zone or partition", "You do not have permission."

pytestmark = pytest.mark.django_db


def duty(slug):
    return catalogue().duty_by_slug[slug].id


def said(fields, **more):
    return faults.answer(about(character(fields), **more))


def asked(server):
    """The queries that were sent."""
    return [each.json()["query"] for each in server.asked if each.is_at(API)]


def clears(logs):
    return {each.duty_id: each.kills for each in logs.duties if each.cleared}


def test_kills_of_every_partition_are_asked_for(fflogs, server):
    fields = {"Zone65diff100": zone(65, row(1079, 3, 88.0), difficulty=100)}
    server.script(API, said(fields), said({}))

    fflogs.progress(LODESTONE_ID, [duty("fru"), duty("a1s"), duty("ucob")])

    zones, dates = asked(server)
    assert zones.count("partition: -1") == zones.count(ZONES) == 6
    assert dates.count("partition: -1") == dates.count(ENCOUNTERS) == 1


def test_a_zone_from_before_rdps_is_read_by_a_metric_it_has(fflogs, server):
    dps = {"metric": "dps", "difficulty": 101}
    dates = {"Encounter42diff0": ranks((70.0, 1_500_000_000_000))}
    server.script(
        API, said({"Zone17diff0": zone(17, row(42, 2, 70.0), **dps)}), said(dates)
    )

    logs = fflogs.progress(LODESTONE_ID, [duty("o1s"), duty("m9s")])

    zones, dates = asked(server)
    assert "zoneID: 17, metric: dps" in zones
    assert "zoneID: 73, difficulty: 101, metric: rdps" in zones
    assert "encounterID: 42, metric: dps" in dates
    assert clears(logs) == {duty("o1s"): 2}
    assert logs.of(duty("o1s")).date is not None


@pytest.mark.parametrize(
    ("answers", "filters"),
    [
        ([[]], ["rdps, partition: -1", "dps, partition: -1"]),
        ([PARTITION], ["rdps, partition: -1", "rdps, timeframe"]),
        ([PARTITION, []], ["rdps, partition: -1", "rdps, timeframe", "dps, timeframe"]),
    ],
    ids=["metric", "partition", "both"],
)
def test_a_zone_that_has_nothing_that_way_is_asked_otherwise(
    fflogs, server, answers, filters
):
    nothing = [{"rankings": a} if a == [] else {"error": a} for a in answers]
    kills = zone(66, row(2061, 4, 50.0), difficulty=100)
    others = {"Zone73diff101": zone(73, row(101))}
    server.script(
        API, *(said({"Zone66diff100": each} | others) for each in [*nothing, kills])
    )

    logs = fflogs.progress(
        LODESTONE_ID, [duty("the-cloud-of-darkness-chaotic"), duty("m9s")], dates=False
    )

    first, *rest = asked(server)
    assert first.count(ZONES) == 2
    assert [each.count(ZONES) for each in rest] == [1] * len(rest)  # no other again
    for query, how in zip([first, *rest], filters, strict=True):
        assert f"zoneID: 66, difficulty: 100, metric: {how}" in query
    assert clears(logs) == {duty("the-cloud-of-darkness-chaotic"): 4}


def test_what_can_never_be_known_is_not_waited_for(fflogs, server):
    silent = {"Zone73diff101": {"zone": 73, "rankings": []}, "Zone68diff101": None}
    silent["Zone65diff100"] = {"error": PARTITION}
    silent["Zone62diff101"] = zone(62, row(999, 5))  # an encounter of another number
    server.script(API, said(silent))

    logs = fflogs.progress(
        LODESTONE_ID, [*map(duty, ("m9s", "m5s", "fru", "m1s", "t1"))], dates=False
    )

    assert (logs.status, logs.duties, logs.unanswered) == (Status.OK, (), ())
    assert len(asked(server)) == 3  # and not for ever


def test_what_failed_is_told_from_what_cannot_be_known(fflogs, server):
    data = about(character({"Zone73diff101": None, "Zone68diff101": zone(68, row(97))}))
    server.script(API, faults.answer(refused("Internal server error", data["data"])))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s"), duty("m5s"), duty("t1")])

    assert logs.unanswered == (duty("m9s"),)
    assert [each.duty_id for each in logs.duties] == [duty("m5s")]


def test_one_zone_of_another_form_leaves_the_others_and_is_counted(fflogs, server):
    fields = {
        "Zone73diff101": zone(73, row(101, 10**30)),
        "Zone68diff101": zone(68, row(97, 2, 10**30, spec=None, bestSpec=None)),
    }
    server.script(API, said(fields))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s"), duty("m5s")], dates=False)

    assert clears(logs) == {duty("m5s"): 2}
    assert http.status(FFLOGS).unread == {"rankPercent": 1, "totalKills": 1}


@pytest.mark.parametrize(
    "fault",
    [faults.failing(503), faults.answer({"error": "forbidden"}, 403), said({"Encounter101diff101": "x"})],
    ids=["away", "forbidden", "changed"],
)  # fmt: skip
def test_dates_that_cannot_be_had_leave_the_kills(fflogs, server, fault):
    server.script(API, said({"Zone73diff101": zone(73, row(101, 6, 92.5))}), fault)

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")])

    assert clears(logs) == {duty("m9s"): 6}
    assert logs.duties[0].date is None


NOW = ["m9s", "m10s", "m11s", "m12s", "fru", "dmu"]
# Duties, kills by slug; the points of each request.
COSTS = {
    "all, without a kill": (None, {}, [220]),
    "all, with kills": (None, {"m9s": 1, "m10s": 1, "fru": 1, "a1s": 1}, [220, 8]),
    "three zones": (NOW, {}, [15]),
    "three zones, with kills": (NOW, {"m9s": 1, "fru": 1}, [15, 4]),
    "one": (["m9s"], {"m9s": 2}, [5, 2]),
    "one in four zones": (["ucob"], {}, [20]),
    "one that has no zone": (["t1"], {}, [0]),
}


@pytest.mark.parametrize("case", COSTS)
def test_a_look_costs_so_many_requests_and_points(fflogs, server, case):
    slugs, kills, costs = COSTS[case]
    duties = None if slugs is None else [*map(duty, slugs)]
    server.script(API, said(every_zone(kills)))

    logs = fflogs.progress(LODESTONE_ID, duties)

    assert clears(logs) == {duty(slug): count for slug, count in kills.items()}
    assert max(costs) <= queries.POINTS_PER_QUERY
    assert [
        5 * q.count(ZONES) + 2 * q.count(ENCOUNTERS) for q in asked(server)
    ] == costs


def every_zone(kills):
    """What every zone of the catalogue answers."""
    fields: dict[str, Any] = {}
    for duty_id, places in queries.places(catalogue()).items():
        count = kills.get(catalogue().duties[duty_id].slug, 0)
        for place in places:
            here = fields.setdefault(
                place.zone_alias, zone(place.zone, difficulty=place.difficulty)
            )
            count, mine = 0, count  # in its own zone alone
            here["rankings"].append(row(place.encounter, mine, 50.0))
    return fields


@pytest.mark.parametrize(("spent", "is_asked"), [(65, True), (66, False)])
def test_what_a_look_costs_is_set_aside_before_it(fflogs, server, spent, is_asked):
    budget.note(account(), Points(100, spent, 600.0), fflogs.outside.clock)
    server.script(
        API, faults.answer(about(character(every_zone({})), points(spent, 100)))
    )

    if is_asked:
        fflogs.progress(LODESTONE_ID, [*map(duty, NOW)])
    else:
        with pytest.raises(RateLimited):
            fflogs.progress(LODESTONE_ID, [*map(duty, NOW)])

    assert server.count(API) == int(is_asked)


def test_all_duties_fit_the_smallest_account_many_times_an_hour(settings):
    smallest = 3600 * settings.FFLOGS_POINTS_SHARE

    assert smallest // queries.POINTS_PER_QUERY >= 10
