"""The catalogue in the form of XIVAPI's answers, for tests to change."""

from typing import Any

from integrations.enums import LANGUAGES
from integrations.models import DataCentre, Duty, Job, World
from integrations.tests.outside import server as faults

SCHEMA = "exdschema@2:rev:0123456789abcdef0123456789abcdef01234567"
VERSION = "00112233aabbccdd"
VERSIONS = {
    "versions": [
        {"key": "ffee", "names": ["7.4"]},
        {"key": VERSION, "names": ["7.5", "latest"]},
    ]
}
SHEETS = ("WorldDCGroupType", "World", "ClassJob", "ContentFinderCondition")


def row(id_, **fields):
    return {"row_id": id_, "fields": fields}


def names(**given):
    return {f"Name@lang({each})": given[each] for each in LANGUAGES}


def names_of(thing):
    return names(**{each: thing.name_in(each) for each in LANGUAGES})


def link(sheet, id_, name):
    if id_ is None:
        return {"value": -1}
    return {"value": id_, "sheet": sheet, "row_id": id_, "fields": {"Name": name}}


def world(id_, name, data_centre, is_public=True):
    home = link("WorldDCGroupType", data_centre, "somewhere")
    return row(id_, Name=name, IsPublic=is_public, DataCenter=home)


class Sheets:
    """Rows by sheet and id, and a server that gives them out."""

    def __init__(self):
        self.rows: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in SHEETS}
        self.put("WorldDCGroupType", row(0, Name="", Region=0))
        self.put("World", world(0, "crossworld", None, is_public=False))
        self.put("ClassJob", row(0, Abbreviation="ADV", JobIndex=0, **empty("x")))
        self.put("ContentFinderCondition", row(0, HighEndDuty=False, **empty()))
        for centre in DataCentre.objects.all():
            self.put(
                "WorldDCGroupType",
                row(centre.pk, Name=centre.name, Region=centre.region_id),
            )
        for place in World.objects.all():
            self.put("World", world(place.pk, place.name_en, place.data_centre_id))
        for job in Job.objects.all():
            told = {name: text.lower() for name, text in names_of(job).items()}
            index = 0 if job.is_base_class else job.pk
            self.put(
                "ClassJob",
                row(job.pk, Abbreviation=job.abbreviation, JobIndex=index, **told),
            )
        for duty in Duty.objects.all():
            told = names_of(duty)
            told["Name@lang(en)"] = told["Name@lang(en)"].replace("The ", "the ", 1)
            told["Name@lang(de)"] = told["Name@lang(de)"].replace(" - ", " –\u00a0")
            self.put("ContentFinderCondition", row(duty.pk, HighEndDuty=True, **told))

    def put(self, sheet, new):
        self.rows[sheet][new["row_id"]] = new

    def fields(self, sheet, id_):
        return self.rows[sheet][id_]["fields"]

    def pages(self, sheet, size=500):
        rows = [self.rows[sheet][each] for each in sorted(self.rows[sheet])]
        starts = range(0, len(rows) + 1, size)
        return [page(rows[start : start + size]) for start in starts]

    def serve(self, server):
        server.script("/xivapi/api/version", faults.answer(VERSIONS))
        for sheet in SHEETS:
            replies = [faults.answer(each) for each in self.pages(sheet)]
            server.script(f"/xivapi/api/sheet/{sheet}", *replies)


def page(rows, **changes):
    return {"schema": SCHEMA, "version": VERSION, "rows": rows, **changes}


def empty(english=""):
    return names(en=english, ja="", de="", fr="")
