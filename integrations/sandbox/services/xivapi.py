"""XIVAPI: sheets that say what the catalogue's files say."""

import re
from typing import Any

from integrations.enums import LANGUAGES
from integrations.models import DataCentre, Duty, Job, Region, World
from integrations.sandbox.exchange import Reply, Request, answer
from integrations.sandbox.faults import Fault
from integrations.sandbox.files import rows
from integrations.sandbox.state import State

SCHEMA = "exdschema@2:rev:5a4db0c5a4db0c5a4db0c5a4db0c5a4db0c5a4db"
KEY = "5a4db0c5a4db0c00"
VERSIONS = {"versions": [{"key": KEY, "names": ["7.5", "latest"]}]}
NEW_NAME = "Sandboxia"  # of the first world, with the fault RENAMED
MOST = 500
_SHEET = re.compile(r"/api/sheet/(\w+)")
_MESSAGES = {
    403: "forbidden",
    404: "not found: no such sheet",
    429: "too many requests",
    503: "service unavailable",
}

Row = dict[str, Any]


def reply(request: Request, state: State) -> Reply:
    if request.fault == Fault.HIDDEN:
        return failing(403)
    if request.path == "/api/version":
        return answer(VERSIONS)
    found = _SHEET.fullmatch(request.path)
    read = _SHEETS.get(found[1]) if found else None
    if request.method != "GET" or read is None:
        return failing(404)
    every = sorted(read(), key=lambda row: int(row["row_id"]))
    if read is _worlds and request.fault == Fault.RENAMED:
        every[1]["fields"]["Name"] = NEW_NAME
    after = _number(request, "after", -1)
    limit = min(_number(request, "limit", 100), MOST)
    page = [row for row in every if row["row_id"] > after][:limit]
    return answer({"schema": SCHEMA, "version": KEY, "rows": page})


def failing(status: int) -> Reply:
    return answer({"code": status, "message": _MESSAGES[status]}, status)


def _number(request: Request, name: str, otherwise: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() else otherwise


def _row(number: int, **fields: object) -> Row:
    return {"row_id": number, "fields": fields}


def _names(fields: Any) -> dict[str, object]:
    return {f"Name@lang({each})": fields.get(f"name_{each}", "") for each in LANGUAGES}


def _data_centres() -> list[Row]:
    regions = {row.fields["id"] for row in rows()[Region]}
    found = [_row(0, Name="", Region=0)]
    for row in rows()[DataCentre]:
        each: Any = row.fields
        region = each["region_id"] if each["region_id"] in regions else 0
        found.append(_row(each["id"], Name=each["name_en"], Region=region))
    return found


def _worlds() -> list[Row]:
    found = [_row(0, Name="crossworld", IsPublic=False, DataCenter={"value": -1})]
    names = {row.fields["id"]: row.fields["name_en"] for row in rows()[DataCentre]}
    for row in rows()[World]:
        each: Any = row.fields
        home = each["data_centre_id"]
        link = {
            "value": home,
            "sheet": "WorldDCGroupType",
            "row_id": home,
            "fields": {"Name": names[home]},
        }
        found.append(
            _row(each["id"], Name=each["name_en"], IsPublic=True, DataCenter=link)
        )
    return found


def _jobs() -> list[Row]:
    found = [_row(0, Abbreviation="ADV", JobIndex=0, **_names({}))]
    for row in rows()[Job]:
        each: Any = row.fields
        index = 0 if each["is_base_class"] else each["id"]
        found.append(
            _row(
                each["id"],
                Abbreviation=each["abbreviation"],
                JobIndex=index,
                **_names(each),
            )
        )
    return found


def _duties() -> list[Row]:
    found = [_row(0, HighEndDuty=False, **_names({}))]
    for row in rows()[Duty]:
        each: Any = row.fields
        found.append(_row(each["id"], HighEndDuty=True, **_names(each)))
    return found


_SHEETS = {
    "WorldDCGroupType": _data_centres,
    "World": _worlds,
    "ClassJob": _jobs,
    "ContentFinderCondition": _duties,
}
