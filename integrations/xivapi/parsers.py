"""What XIVAPI's answers say. Each takes any JSON and may raise `Changed`.

A field that its schema does not know is left out of an answer without a word: a field
that is missing means that the schema has changed, never that it is empty.
"""

from typing import Any

from integrations.enums import LANGUAGES
from integrations.shapes import Shape
from integrations.xivapi.schemas import (
    GameDataCentre,
    GameDuty,
    GameJob,
    GameWorld,
    Names,
    Page,
    Version,
)

XIVAPI = "xivapi"
NAMES = ",".join(f"Name@lang({language})" for language in LANGUAGES)
# What to ask each sheet for.
WORLD = "Name,IsPublic,DataCenter.Name"
DATA_CENTRE = "Name,Region"
JOB = f"Abbreviation,JobIndex,{NAMES}"
DUTY = f"HighEndDuty,{NAMES}"
LONGEST = 120  # characters of a name that the catalogue holds


def parse_versions(value: Any) -> tuple[Version, ...]:
    shape = Shape(XIVAPI, "version", value)
    if isinstance(value, dict):
        shape = shape.field("versions")
    return tuple(_version(each) for each in shape.items())


def parse_page(value: Any) -> Page:
    shape = Shape(XIVAPI, "sheet", value)
    ids = [each.field("row_id").number() for each in shape.field("rows").items()]
    if ids != sorted(set(ids)):
        shape.field("rows").refuse()
    return Page(
        schema=shape.field("schema").words(),
        version=shape.field("version").words(),
        rows=tuple(shape.value["rows"]),
        last_id=ids[-1] if ids else None,
    )


def parse_world(row: Any) -> GameWorld:
    id_, fields = _row("World", row)
    data_centre = fields.field("DataCenter").field("value").number()
    return GameWorld(
        id=id_,
        name=_name(fields.field("Name")),
        is_public=fields.field("IsPublic").truth(),
        data_centre_id=data_centre if data_centre > 0 else None,
    )


def parse_data_centre(row: Any) -> GameDataCentre:
    id_, fields = _row("WorldDCGroupType", row)
    region = fields.field("Region")
    if isinstance(region.value, dict):  # a link, in newer schemas
        region = region.field("value")
    return GameDataCentre(id_, _name(fields.field("Name")), region.number())


def parse_job(row: Any) -> GameJob:
    id_, fields = _row("ClassJob", row)
    return GameJob(
        id=id_,
        abbreviation=fields.field("Abbreviation").text(),
        names=_names(fields),
        is_job=fields.field("JobIndex").number() > 0,
    )


def parse_duty(row: Any) -> GameDuty:
    id_, fields = _row("ContentFinderCondition", row)
    return GameDuty(id_, _names(fields), fields.field("HighEndDuty").truth())


def _row(sheet: str, row: Any) -> tuple[int, Shape]:
    shape = Shape(XIVAPI, sheet, row)
    return shape.field("row_id").number(), shape.field("fields")


def _names(fields: Shape) -> Names:
    return {each: _name(fields.field(f"Name@lang({each})")) for each in LANGUAGES}


def _name(shape: Shape) -> str:
    return shape.text() if len(shape.text()) <= LONGEST else shape.refuse()


def _version(shape: Shape) -> Version:
    key = shape.maybe("key")
    names = tuple(each.words() for each in shape.field("names").items())
    return Version(names, key.text() if key else "")
