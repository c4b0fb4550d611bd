from zoneinfo import ZoneInfo

import pytest

from config.lib.tests.old_zones import write_zone, zone_data
from config.lib.week import (
    other_zone_names,
    zone,
    zone_label,
    zone_names,
    zone_rules,
)


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Asia/Calcutta", "Etc/GMT-9"])
def test_a_zone_is_found_by_its_name(name):
    found = zone(name)

    assert found is not None
    assert found.key == name


@pytest.mark.parametrize(
    "name",
    [
        "", "Mars/Olympus", "europe/berlin", "../../etc/passwd", "/etc/localtime",
        "Europe", "Europe/Berlin/", "Europe/../UTC", "localtime", "Factory",
        "posixrules", "Etc/Unknown", "posix/UTC", "zone.tab", "UTC\0", "x" * 100_000,
    ],
)  # fmt: skip
def test_anything_else_is_no_zone(name):
    assert zone(name) is None


def test_the_picker_offers_places_and_utc_first():
    names = zone_names()

    assert names[0] == "UTC"
    assert {"Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "Asia/Tokyo"} <= set(
        names
    )
    assert [n for n in names[1:] if "/" not in n or n.startswith("Etc/")] == []
    assert {"Asia/Calcutta", "US/Eastern", "Asia/Katmandu"}.isdisjoint(names)
    assert names[1:] == sorted(set(names[1:]))


def test_every_name_of_the_picker_is_a_zone():
    assert [name for name in zone_names() if zone(name) is None] == []


def test_changing_the_list_changes_it_for_nobody_else():
    zone_names().clear()

    assert len(zone_names()) > 300


def test_other_names_of_places_are_known_and_not_offered():
    others = other_zone_names()

    assert {"America/Yellowknife", "Asia/Calcutta", "US/Pacific", "Etc/UTC"} <= set(
        others
    )
    assert set(others).isdisjoint(zone_names())
    assert [name for name in others if zone(name) is None] == []


def test_rules_differ_where_clocks_do():
    rules = {name: zone_rules(ZoneInfo(name)) for name in zone_names()}

    assert rules["Asia/Tokyo"] == zone_rules(ZoneInfo("Japan"))
    assert rules["Europe/Berlin"] != rules["Europe/London"]
    # The same clock now, other summers before 2026.
    assert rules["America/Vancouver"] != rules["America/Whitehorse"]


def test_rules_follow_the_data_for_the_zone_they_change_alone(tmp_path):
    write_zone(tmp_path, "America/Vancouver", like="America/Los_Angeles")
    names = ("America/Vancouver", "Europe/Berlin")
    now = [zone_rules(ZoneInfo(name)) for name in names]

    with zone_data(tmp_path):
        before = [zone_rules(ZoneInfo(name)) for name in names]

    assert before[0] == zone_rules(ZoneInfo("America/Los_Angeles")) != now[0]
    assert before[1] == now[1]


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "GMT", "Etc/GMT-0", "Zulu"])
def test_each_name_of_server_time_is_server_time(name):
    assert zone(name) == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("UTC", "ST"),
        ("America/New_York", "America/New York"),
        ("US/Pacific", "US/Pacific"),
        ("Etc/GMT-9", "UTC+9"),
        ("Etc/GMT+12", "UTC-12"),
    ],
)
def test_a_zone_is_named_as_people_say_it(name, words):
    assert zone_label(name) == zone_label(ZoneInfo(name)) == words
