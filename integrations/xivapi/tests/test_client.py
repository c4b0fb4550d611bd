"""Sheets read page by page from a server with every fault."""

from dataclasses import replace

import pytest

from integrations.errors import Changed, NotFound, Permanent, RateLimited, Temporary
from integrations.tests.outside import server as faults
from integrations.xivapi import client, parsers
from integrations.xivapi.client import Xivapi
from integrations.xivapi.schemas import GameWorld, Version
from integrations.xivapi.tests.game import SCHEMA, VERSION, VERSIONS, page, world

WORLD = "/xivapi/api/sheet/World"


@pytest.fixture
def xivapi(outside_server, fake_clock):
    return Xivapi(fake_clock)


def worlds(xivapi):
    return xivapi.sheet("World", parsers.WORLD, parsers.parse_world)


def many(first, count):
    return [world(first + n, f"W{first + n}", 7) for n in range(count)]


def test_a_sheet_is_read_to_its_end(xivapi, outside_server):
    pages = [many(1, 500), many(700, 500), many(1300, 3)]
    outside_server.script(WORLD, *[faults.answer(page(each)) for each in pages])

    found = worlds(xivapi)

    assert len(found) == 1003
    assert found[0] == GameWorld(1, "W1", is_public=True, data_centre_id=7)
    asked = [each.query for each in outside_server.asked]
    assert [each.get("after") for each in asked] == [None, ["500"], ["1199"]]
    assert asked[0]["fields"] == ["Name,IsPublic,DataCenter.Name"]


def test_all_pages_are_asked_for_by_one_schema_and_version(
    xivapi, outside_server, settings
):
    xivapi.version = "7.5"
    outside_server.script(
        WORLD, faults.answer(page(many(1, 500))), faults.answer(page([]))
    )

    worlds(xivapi)

    asked = [each.query for each in outside_server.asked]
    assert [each["version"] for each in asked] == [["7.5"], ["7.5"]]
    assert [each.get("schema") for each in asked] == [None, [SCHEMA]]


@pytest.mark.parametrize("change", [{"schema": "exdschema@2:rev:f"}, {"version": "8"}])
def test_a_patch_in_between_is_noticed(xivapi, outside_server, change):
    outside_server.script(
        WORLD, faults.answer(page(many(1, 500))), faults.answer(page([], **change))
    )

    with pytest.raises(Temporary) as caught:
        worlds(xivapi)

    assert caught.value.kind == "a patch came in between"


@pytest.mark.parametrize(
    "second", [many(1, 500), many(400, 500), [*many(600, 499), world(1, "W", 7)]]
)
def test_a_sheet_that_turns_back_has_changed(xivapi, outside_server, second):
    outside_server.script(
        WORLD, faults.answer(page(many(1, 500))), faults.answer(page(second))
    )

    with pytest.raises(Changed):
        worlds(xivapi)

    assert outside_server.count() <= 3


def test_the_newest_version_goes_by_its_number(xivapi, outside_server):
    outside_server.script("/xivapi/api/version", faults.answer(VERSIONS))

    assert xivapi.versions() == (
        Version(("7.4",), "ffee"),
        Version(("7.5", "latest"), VERSION),
    )
    assert xivapi._newest() == "7.5"


@pytest.mark.parametrize("said", [[], [{"names": ["latest"]}], [{"names": ["7.4"]}]])
def test_a_newest_version_without_a_number_is_the_latest(xivapi, outside_server, said):
    outside_server.script("/xivapi/api/version", faults.answer(said))

    assert xivapi._newest() == "latest"


FAULTS = {
    "404": (faults.not_found(), NotFound, 1),
    "400": (faults.answer({"code": 400, "message": "x"}, 400), Permanent, 1),
    "429": (faults.too_many(90), RateLimited, 1),
    "500": (faults.failing(500), Temporary, 3),
    "503": (faults.unavailable(), Temporary, 3),
    "cut off": (faults.cut_off(), Temporary, 3),
    "garbage": (faults.garbage(), Temporary, 3),
    "no JSON": (faults.page("<html>"), Changed, 1),
    "other JSON": (faults.answer({"rows": 1}), Changed, 1),
    "huge": (faults.huge(), Changed, 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_name_and_its_number_of_requests(xivapi, outside_server, fault):
    reply, kind, requests = FAULTS[fault]
    outside_server.script(WORLD, reply)

    with pytest.raises(kind) as caught:
        worlds(xivapi)

    assert type(caught.value) is kind
    assert outside_server.count() == requests


def test_a_slow_answer_is_asked_for_again(outside_server, monkeypatch):
    quick = replace(client.SERVICE, read_timeout=1.0, backoff=0.01)
    monkeypatch.setattr(client, "SERVICE", quick)
    outside_server.script(WORLD, faults.silent(), faults.answer(page(many(1, 2))))

    assert len(worlds(Xivapi())) == 2
    assert outside_server.count() == 2
