import pytest

from config.lib.week import zone, zone_names


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
        "posixrules", "posix/UTC", "zone.tab", "UTC\0", "x" * 100_000,
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
