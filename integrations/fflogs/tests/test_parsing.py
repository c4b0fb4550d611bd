"""What is believed of the rankings, and what is not."""

from datetime import UTC, datetime
from typing import Any

import pytest

from integrations.catalogue import catalogue
from integrations.errors import Changed
from integrations.fflogs.parsing import jobs_by_spec, read_date, read_duty, read_row
from integrations.fflogs.queries import Place
from integrations.fflogs.schemas import DutyLogs
from integrations.fflogs.tests.answers import fresh_row, ranks, row, zone
from integrations.parts import Parts

FLOOR = Place(73, 101, 103)
LEGACY = (Place(59, 100, 1075), Place(43, 100, 1062), Place(32, 100, 1050))
EPOCH_MS = 1_770_000_000_123
PERMISSION = "You do not have permission to see this character's rankings."

pytestmark = pytest.mark.django_db


def duty(*places_and_rows, places=None):
    """The duty out of rankings by place."""
    fields = {place.zone_alias: value for place, value in places_and_rows}
    places = places or [place for place, _ in places_and_rows]
    found = read_duty(
        7, places, fields, jobs_by_spec(catalogue().jobs.values()), Parts()
    )
    return found.logs if found else None


def floor(*rows, **changes):
    return duty((FLOOR, zone(73, *rows, **changes)))


def test_a_kill_is_a_clear_with_percentile_job_and_kills():
    logs = floor(row(102, 9, 10.0), row(103, 6, 92.738495001137, "WhiteMage"))

    assert (logs.cleared, logs.kills, logs.percentile) == (True, 6, 92.738495001137)
    assert (logs.spec, logs.job.slug) == ("WhiteMage", "whm")


def test_a_row_without_kills_is_no_clear():
    assert floor(row(103)) == DutyLogs(7)
    assert floor(row(103)).cleared is False


def test_a_percentile_without_kills_is_no_clear():
    assert floor(row(103, rankPercent=99.0, spec="Bard", bestSpec="Bard")) == DutyLogs(
        7
    )


def test_kills_without_a_percentile_are_a_clear():
    logs = floor(row(103, 2, None))

    assert (logs.cleared, logs.kills, logs.percentile) == (True, 2, None)


def test_a_fresh_log_says_dashes_for_ranks():
    logs = floor(fresh_row(103, 5))

    assert (logs.cleared, logs.kills, logs.percentile) == (True, 5, None)


def test_the_best_job_counts_not_the_last_one():
    assert floor(row(103, 2, 50.0, spec="Sage", bestSpec="Scholar")).job.slug == "sch"


@pytest.mark.parametrize("spec", ["Chocobo Knight", "", "-"])
def test_an_unknown_job_is_none(spec):
    logs = floor(row(103, 2, 50.0, spec=spec, bestSpec=spec))

    assert (logs.job, logs.percentile) == (None, 50.0)


def test_every_job_is_known_by_its_name_without_spaces():
    jobs = jobs_by_spec(catalogue().jobs.values())

    assert jobs["darkknight"].slug == "drk"
    assert len(jobs) == len(catalogue().jobs)


@pytest.mark.parametrize(
    "rankings",
    [
        None,
        {"error": PERMISSION},
        {"error": "Invalid zone or partition"},
        {"error": None},
        {"zone": 73, "rankings": []},
        zone(73, row(102, 5, 50.0)),
    ],
)
def test_a_zone_that_does_not_answer_says_nothing(rankings):
    assert duty((FLOOR, rankings)) is None


def test_an_older_zone_with_a_kill_is_a_clear():
    own, endwalker, shadowbringers = LEGACY
    logs = duty(
        (own, zone(59, row(1075), difficulty=100)),
        (endwalker, zone(43, row(1062, 3, 61.5, "Dancer"), difficulty=100)),
        (shadowbringers, zone(32, row(1050, 2, 40.0, "Bard"), difficulty=100)),
    )

    assert (logs.kills, logs.percentile, logs.job.slug) == (5, 61.5, "dnc")


def test_a_kill_is_a_clear_even_where_another_zone_does_not_answer():
    own, endwalker, _ = LEGACY

    assert duty(
        (own, None), (endwalker, zone(43, row(1062, 1), difficulty=100))
    ).cleared


def test_no_kill_is_not_known_where_another_zone_does_not_answer():
    own, endwalker, _ = LEGACY

    assert duty((own, zone(59, row(1075), difficulty=100)), (endwalker, None)) is None


def test_only_the_last_part_of_a_floor_proves_the_clear():
    rankings = zone(73, row(104, 12, 80.0), row(105))

    assert duty((Place(73, 101, 105), rankings)) == DutyLogs(7)


def test_numbers_written_as_text_are_numbers():
    logs = floor(row("103", "6", "92.5"), zone="73", difficulty="101")

    assert (logs.kills, logs.percentile) == (6, 92.5)


def test_milliseconds_become_a_moment():
    logs = floor(row(103, 6, 92.5, startTime=EPOCH_MS))

    assert logs.date == datetime(2026, 2, 2, 2, 40, 0, 123000, tzinfo=UTC)


def test_the_date_is_that_of_the_best_kill_and_of_the_first_of_equals():
    later = EPOCH_MS + 86_400_000
    found = read_date(
        ranks((50.0, later + 1), (90.0, later), (90.0, EPOCH_MS)), Parts()
    )

    assert found == datetime(2026, 2, 2, 2, 40, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, {"error": PERMISSION}, ranks(), ranks((9, 0))])
def test_a_date_that_nobody_says_is_none(value):
    assert read_date(value, Parts()) is None


BROKEN = {
    "rows that are no list": (zone(73, rankings={}), "rankings"),
    "no rows": ({"zone": 73}, "rankings"),
    "a row that is a text": (zone(73, "row"), "rankings"),
    "rankings that are a text": ("rankings", "zoneRankings"),
    "an encounter that is a number": (zone(73, row(103, encounter=103)), "encounter"),
    "another zone": (zone(68, row(103, 1)), "zone"),
    "another difficulty": (zone(73, row(103, 1), difficulty=100), "difficulty"),
    "kills missing": (zone(73, row(103, 1, totalKills=None)), "totalKills"),
    "kills as a dash": (zone(73, row(103, 1, totalKills="-")), "totalKills"),
    "kills true": (zone(73, row(103, 1, totalKills=True)), "totalKills"),
    "kills in halves": (zone(73, row(103, 1, totalKills=0.5)), "totalKills"),
    "kills below none": (zone(73, row(103, 1, totalKills=-1)), "totalKills"),
    "kills without end": (zone(73, row(103, 1, totalKills=10**400)), "totalKills"),
    "kills infinite": (zone(73, row(103, 1, totalKills=float("inf"))), "totalKills"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_changed_form_is_named(fault):
    rankings, what = BROKEN[fault]

    with pytest.raises(Changed) as caught:
        read_row(FLOOR, rankings, Parts())

    assert (caught.value.service, caught.value.what) == ("fflogs", what)


def test_a_fight_that_we_do_not_know_may_have_any_form():
    assert floor(row(103, 1, 50.0), row(999, totalKills="many")).kills == 1
    assert floor(row(103, 1, 50.0), row(0, encounter=None)).kills == 1


UNREAD: dict[str, tuple[dict[str, Any], str]] = {
    "percentile NaN": ({"rankPercent": float("nan")}, "rankPercent"),
    "percentile above all": ({"rankPercent": 100.5}, "rankPercent"),
    "percentile without end": ({"rankPercent": 10**400}, "rankPercent"),
    "percentile as a list": ({"rankPercent": [50]}, "rankPercent"),
    "job as a number": ({"spec": 7, "bestSpec": 7}, "spec"),
    "date in seconds": ({"startTime": 1_770_000_000}, "startTime"),
    "date without end": ({"startTime": 10**40}, "startTime"),
}


@pytest.mark.parametrize("fault", UNREAD)
def test_what_else_cannot_be_read_leaves_the_clear_and_is_named(fault):
    changes, what = UNREAD[fault]
    parts = Parts()

    found = read_row(FLOOR, zone(73, row(103, 4, 50.0, **changes)), parts)

    assert found is not None
    assert found.kills == 4
    assert parts.unread == (what,)


def test_a_zone_of_another_form_leaves_the_kills_of_an_older_one():
    own, endwalker, _ = LEGACY

    assert duty(
        (own, "rankings"), (endwalker, zone(43, row(1062, 1), difficulty=100))
    ).cleared


def test_an_encounter_in_two_rows_is_a_clear_if_one_has_a_kill():
    assert floor(row(103), row(103, 3, 88.0)).kills == 3
    assert floor(row(103, 3, 88.0), row(103, 1, 90.0), row(103)).percentile == 90.0
    assert floor(row(103, 2, None), row(103)).kills == 2
