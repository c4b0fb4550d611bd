"""The recorded answers, where they lie beside the checkout."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from integrations.catalogue import catalogue
from integrations.errors import OutsideError
from integrations.fflogs import queries
from integrations.fflogs.parsing import is_refused, read_row
from integrations.fflogs.queries import Place
from integrations.fflogs.reply import read_points, read_reply
from integrations.fflogs.schemas import Points, Status
from integrations.parts import Parts

SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "samples" / "fflogs"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="no recorded answers beside the checkout"
)


def sample(name):
    return json.loads((SAMPLES / name).read_text())


@pytest.mark.parametrize(
    ("name", "zone", "difficulty"),
    [
        ("zone_rankings_no_kills_2022", 49, 101),
        ("same_engine_zone_rankings_wow_2022", 29, 4),
    ],
)
def test_kills_and_percentiles_of_a_recorded_answer(name, zone, difficulty):
    character = sample(f"{name}.json")["data"]["characterData"]["character"]
    expected = sample(f"{name}.expected.json")
    rows = {
        fight: read_row(
            Place(zone, difficulty, int(fight)), character["zoneRankings"], Parts()
        )
        for fight in expected["kills"]
    }

    assert {f: row and row.kills for f, row in rows.items()} == expected["kills"]
    percentiles = {f: row and row.percentile for f, row in rows.items()}
    assert percentiles == expected["best_percentiles"]


def test_points_of_a_recorded_answer():
    assert read_points(sample("zone_rankings_no_kills_2022.json")) == Points(
        48000, 26.62, 2118.0
    )


def test_every_error_shape_has_its_meaning():
    shapes = sample("error_shapes_not_recorded.json")
    said = {}
    for name, shape in shapes.items():
        if name.startswith(("_", "token")):
            continue
        try:
            said[name] = str(read_reply(shape["body"]).status)
        except OutsideError as error:
            said[name] = error.kind

    assert said["unauthenticated"] == "status 401"
    assert said["out_of_points"] == "rate limited for 300 s"
    assert said["character_not_found"] == Status.NO_LOGS
    assert said["character_hidden"] == Status.HIDDEN
    assert said["graphql_error"] == "changed: query"


def test_rankings_that_say_nothing_are_not_read_as_no_kills():
    shapes = sample("error_shapes_not_recorded.json")
    names = ["rankings_not_permitted", "invalid_zone_or_partition"]
    names += ["metric_not_valid_for_zone"]
    found = [
        shapes[name]["body"]["data"]["characterData"]["character"]["zoneRankings"]
        for name in names
    ]

    assert [read_row(Place(66, 100, 2061), each, Parts()) for each in found] == [
        None
    ] * 3
    assert [is_refused(each) for each in found] == [True, False, False]


@pytest.mark.django_db
def test_the_catalogue_asks_where_the_plugin_asks():
    by_slug = catalogue().duty_by_slug
    ours = {p for each in queries.places(catalogue()).values() for p in each}
    theirs = {
        Place(zone["zone_id"], zone["difficulty_id"], encounter["id"])
        for zone in sample("zone_encounter_ids_2026.json")["zones"]
        for encounter in zone["encounters"]
    }
    first_half = Place(73, 101, 104)  # of the last floor: proves no clear
    unreal = {place for place in theirs if place.zone == 64}  # another one each patch

    assert theirs - ours == {first_half} | unreal
    assert queries.places(catalogue())[by_slug["fru"].id] == (Place(65, 100, 1079),)


def test_every_field_we_ask_for_is_in_the_schema():
    schema = (SAMPLES / "schema_excerpt.graphql").read_text()

    for name in ("canonicalID: Int!", "lodestoneID: Int!", "hidden: Boolean!"):
        assert name in schema
    for name in queries.query("id: 1", []).split():
        if name.isidentifier() and name not in {"query", "id"}:
            assert name in schema
    for line in schema.splitlines():
        if line.strip().startswith(("zoneRankings(", "encounterRankings(")):
            assert "metric: CharacterRankingMetricType" in line
            assert "timeframe: RankingTimeframeType" in line
            assert "difficulty: Int" in line
            assert "partition: Int" in line
        if line.startswith("enum CharacterRankingMetricType"):
            assert {"rdps", "dps"} <= set(line.split())
