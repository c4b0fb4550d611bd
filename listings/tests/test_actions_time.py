"""Schedules across summer time."""

import pytest
import time_machine

from listings import actions
from listings.models import Listing
from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db
BEFORE = "2026-03-01T12:00Z"
NEAR = "2026-03-23T03:00Z"  # six days before Europe's clocks go forward
AFTER = "2026-03-30T03:00Z"  # a day after
TUESDAY_EIGHT = [[1, 1200, 60]]


def tuesday(hour):
    return [(1440 + hour * 60, 1440 + hour * 60 + 60)]


def week_of(listing):
    return Listing.objects.get(pk=listing.pk).week


@pytest.fixture
def listings():
    zones = ("Europe/Berlin", "Asia/Tokyo", "America/New_York")
    with time_machine.travel(BEFORE, tick=False):
        return {
            name: ListingFactory(
                recruiting=True, time_zone=name, schedule=TUESDAY_EIGHT
            )
            for name in zones
        }


def test_only_zones_that_change_now_are_projected_anew(listings):
    assert week_of(listings["Europe/Berlin"]) == tuesday(19)
    tokyo, new_york = listings["Asia/Tokyo"], listings["America/New_York"]
    assert week_of(tokyo) == tuesday(11)
    was = week_of(new_york)

    with time_machine.travel(AFTER, tick=False):
        assert actions.reproject() == 1

    assert week_of(listings["Europe/Berlin"]) == tuesday(18)
    assert week_of(tokyo) == tuesday(11)
    # New York changed three weeks before; its own night did that.
    assert week_of(new_york) == was


def test_window_is_projected_for_its_next_evening_not_for_today(listings):
    berlin = listings["Europe/Berlin"]

    with time_machine.travel(NEAR, tick=False):
        actions.reproject()
    assert week_of(berlin) == tuesday(19)

    with time_machine.travel("2026-03-25T03:00Z", tick=False):
        actions.reproject()
    assert week_of(berlin) == tuesday(18)
    assert Listing.objects.get(pk=berlin.pk).week_bits.count("1") == 2


def test_filled_listing_is_projected_too_and_an_ended_one_is_not():
    with time_machine.travel(BEFORE, tick=False):
        filled, closed = (
            ListingFactory(**{state: True}, schedule=TUESDAY_EIGHT)
            for state in ("filled", "closed")
        )

    with time_machine.travel(AFTER, tick=False):
        actions.reproject()

    assert week_of(filled) == tuesday(18)
    assert week_of(closed) == tuesday(19)


def test_edit_version_is_not_touched_by_time(listings):
    with time_machine.travel(AFTER, tick=False):
        actions.reproject()

    stored = Listing.objects.get(pk=listings["Europe/Berlin"].pk)
    assert stored.version == listings["Europe/Berlin"].version
