"""Any answer gives a right value or a typed error."""

from typing import Any

import pytest
from hypothesis import given

from integrations.errors import Changed
from integrations.tests.jsons import spoilt
from integrations.tests.samples import sample
from integrations.xivapi import parsers
from integrations.xivapi.naming import is_same, tidy, tidy_job
from integrations.xivapi.schemas import GameDataCentre
from integrations.xivapi.tests.game import VERSIONS, names, page, row, world

NAMES = names(en="paladin", ja="ナイト", de="Paladin", fr="paladin")
ROWS: dict[str, tuple[Any, Any]] = {
    "world": (parsers.parse_world, world(66, "Odin", 7)),
    "data centre": (parsers.parse_data_centre, row(7, Name="Light", Region=3)),
    "job": (parsers.parse_job, row(19, Abbreviation="PLD", JobIndex=1, **NAMES)),
    "duty": (parsers.parse_duty, row(103, HighEndDuty=True, **NAMES)),
    "page": (parsers.parse_page, page([row(1), row(2)])),
    "versions": (parsers.parse_versions, VERSIONS),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_spoilt_answer_is_right_or_changed(kind):
    parse, value = ROWS[kind]

    @given(spoilt(value))
    def try_one(spoiled):
        try:
            found = parse(spoiled)
        except Changed:
            return
        if kind in {"page", "versions"}:
            return
        assert found.id == spoiled["row_id"]
        told = {str(each) for each in _leaves(spoiled)}
        mine = [getattr(found, "name", ""), *getattr(found, "names", {}).values()]
        assert {each for each in mine if each} <= told

    try_one()


def _leaves(value):
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    else:
        yield value


@pytest.mark.parametrize("name", ["Name", "IsPublic", "DataCenter"])
def test_a_field_that_the_schema_lost_is_named(name):
    told = world(66, "Odin", 7)
    del told["fields"][name]

    with pytest.raises(Changed) as caught:
        parsers.parse_world(told)

    assert caught.value.what == f"World.fields.{name}"


def test_a_link_to_nothing_is_none():
    assert parsers.parse_world(world(0, "", None)).data_centre_id is None


def test_a_region_may_be_a_link():
    told = row(7, Name="Light", Region={"value": 3, "sheet": "WorldRegionGroup"})

    assert parsers.parse_data_centre(told) == GameDataCentre(7, "Light", 3)


def test_the_recorded_pins_are_what_we_pin():
    recorded = sample("xivapi/sheet_row_schema_pins.json")[0]
    asked = recorded["request"].partition("schema=")[2]
    answered = recorded["response_excerpt"]["schema"]

    said = parsers.parse_page(page([], schema=answered))

    assert said.schema.startswith(asked)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("the Second Coil", "The Second Coil"),
        ("Verschlungene Schatten\u00a02 – 1", "Verschlungene Schatten 2 - 1"),
        ("Zer\u00adbrochen", "Zerbrochen"),
        ("  ", ""),
    ],
)
def test_names_are_written_as_the_catalogue_does(name, written):
    assert tidy(name) == written
    assert is_same(name, written)


def test_jobs_are_written_large():
    assert tidy_job("dark knight", "en") == "Dark Knight"
    assert tidy_job("chevalier noir", "fr") == "Chevalier noir"


def test_other_names_are_others():
    assert not is_same("Odin", "Wotan")
