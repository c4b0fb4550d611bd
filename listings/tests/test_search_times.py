"""Days and hours: found by real overlap, whatever the zones and the clocks do."""

from datetime import UTC, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from listings import search
from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db

WINTER = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
# The Wednesday before Europe's clocks go forward; America's went three weeks ago.
BEFORE_SPRING = datetime(2026, 3, 25, 12, 0, tzinfo=UTC)


def is_found(query: str, viewer: str = "UTC") -> bool:
    filters = search.read_filters(QueryDict(query))
    return bool(
        search.find(filters, filters.spans(ZoneInfo(viewer), timezone.now())).rows
    )


def listing(weekday: int, start: str, minutes: int, zone: str) -> None:
    begins = int(start[:2]) * 60 + int(start[3:])
    ListingFactory(
        recruiting=True, schedule=[[weekday, begins, minutes]], time_zone=zone
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Tuesday 20:00 to 23:00 in Berlin is 19:00 to 22:00 UTC in winter.
        ("days=tue&tz=Europe/Berlin", True),
        ("days=wed&tz=Europe/Berlin", False),
        ("days=tue&from=22:59&to=23:30&tz=Europe/Berlin", True),
        ("days=tue&from=23:00&to=23:30&tz=Europe/Berlin", False),
        ("days=tue&from=19:00&to=20:00&tz=Europe/Berlin", False),
        ("days=tue&from=19:00&to=20:01&tz=Europe/Berlin", True),
        ("days=tue&from=20:00&tz=UTC", True),
        ("days=tue&from=22:00&tz=UTC", False),
        ("days=tue&to=19:00&tz=UTC", False),
        ("days=tue&to=19:01&tz=UTC", True),
        # In Tokyo that is Wednesday, 04:00 to 07:00.
        ("days=wed&tz=Asia/Tokyo", True),
        ("days=tue&tz=Asia/Tokyo", False),
        ("from=05:00&to=06:00&tz=Asia/Tokyo", True),
        ("from=07:00&to=04:00&tz=Asia/Tokyo", False),
        # `to` not after `from` is the next day's.
        ("days=mon&from=23:00&to=19:30&tz=UTC", True),
        ("days=mon&from=23:00&to=19:00&tz=UTC", False),
        ("days=mon&from=20:00&to=20:00&tz=UTC", True),
        ("days=mon&days=tue&tz=Europe/Berlin", True),
    ],
)
def test_evening_is_found_by_what_it_shares(query, expected):
    with time_machine.travel(WINTER, tick=False):
        listing(1, "20:00", 180, "Europe/Berlin")

        assert is_found(query) is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("days=sun&tz=UTC", True),
        ("days=mon&tz=UTC", True),
        ("days=mon&from=01:59&to=03:00&tz=UTC", True),
        ("days=mon&from=02:00&to=03:00&tz=UTC", False),
        ("days=sun&from=23:30&to=00:30&tz=UTC", True),
        ("days=mon&to=00:01&tz=UTC", True),
        ("days=sat&tz=UTC", False),
        # For Honolulu it is Sunday, 12:00 to 16:00; for Auckland it is Monday.
        ("days=mon&tz=Pacific/Honolulu", False),
        ("days=sun&from=15:59&tz=Pacific/Honolulu", True),
        ("days=sun&tz=Pacific/Auckland", False),
        ("days=mon&from=11:00&to=15:00&tz=Pacific/Auckland", True),
    ],
)
def test_night_over_the_weeks_end_is_found_on_both_sides(query, expected):
    with time_machine.travel(WINTER, tick=False):
        listing(6, "22:00", 240, "UTC")

        assert is_found(query) is expected


def test_same_zone_agrees_whatever_its_clocks_do():
    with time_machine.travel(BEFORE_SPRING, tick=False):
        listing(6, "20:00", 60, "Europe/Berlin")  # the evening after the change

        assert is_found("days=sun&from=20:00&to=21:00&tz=Europe/Berlin")
        assert not is_found("days=sun&from=21:00&to=22:00&tz=Europe/Berlin")
        assert not is_found("days=sun&from=19:00&to=20:00&tz=Europe/Berlin")
        # 20:00 is 18:00 UTC by then, where it was 19:00 the week before.
        assert is_found("days=sun&from=18:00&to=19:00&tz=UTC")
        assert not is_found("days=sun&from=19:00&to=20:00&tz=UTC")


def test_each_evening_counts_with_the_clock_of_its_day():
    with time_machine.travel(BEFORE_SPRING, tick=False):
        listing(4, "20:00", 60, "Europe/Berlin")  # Friday, before the change

        assert is_found("days=fri&from=19:00&to=20:00&tz=UTC")
        assert not is_found("days=fri&from=18:00&to=19:00&tz=UTC")
        assert is_found("days=fri&from=15:00&to=16:00&tz=America/New_York")


def test_hours_without_a_zone_are_the_viewers():
    with time_machine.travel(WINTER, tick=False):
        listing(1, "20:00", 60, "Europe/Berlin")

        assert is_found("days=tue&from=20:00&to=21:00", viewer="Europe/Berlin")
        assert not is_found("days=tue&from=20:00&to=21:00", viewer="UTC")
        assert is_found("days=tue&from=19:00&to=20:00&tz=UTC", viewer="Asia/Tokyo")


@pytest.mark.parametrize(
    "query",
    ["days=someday", "from=25:99", "from=8&to=late", "to=24:00", "tz=Mars/Base"],
)
def test_times_that_are_none_narrow_nothing(query):
    listing(1, "20:00", 60, "UTC")

    assert is_found(query)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("days=tue&from=8pm&to=23h", "days=tue&from=20:00&to=23:00"),
        ("days=tue&from=２１：３０&to=24時", "days=tue&from=21:30&to=00:00"),
        ("days=tue&from=22:00&to=25:00", "days=tue&from=22:00&to=01:00"),
        # Sunday's night is Monday's morning.
        (
            "days=tue&days=sun&from=25:00&to=27:00",
            "days=mon&days=wed&from=01:00&to=03:00",
        ),
        ("from=25:00&to=03:00", "from=01:00&to=03:00"),
        ("days=tue&to=24:00", "days=tue"),
        ("days=tue&from=00:30&to=25:00", "days=tue&from=00:30&to=00:30"),
    ],
)
def test_times_of_an_address_are_read_as_people_write_them(typed, address):
    filters = search.read_filters(QueryDict(typed))

    assert unquote(filters.query_string()) == address
    assert search.read_filters(QueryDict(address)).windows() == filters.windows()
