"""Schedules across summer time."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import availability
from accounts.models import Profile
from config.lib.tests.old_zones import write_zone, zone_data
from listings import actions
from listings.models import Listing, PlayerEntry
from listings.tests.factories import ListingFactory
from listings.tests.players import seeker

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


# --- Zone data of a newer release ------------------------------------------------------

DECEMBER = "2026-12-01T03:00Z"  # no change of any clock is near
AT_EIGHT = ((1, 1200, 180),)


def vancouver(minute):
    """Tuesday 20:00-23:00 there, at so many minutes from Monday 00:00 UTC."""
    return [(minute, minute + 180)]


@pytest.fixture
def _december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


@pytest.fixture
def written_before(_december, tmp_path):
    """A listing and a player of Vancouver, and others, written when it still had
    summer time."""
    write_zone(tmp_path, "America/Vancouver", like="America/Los_Angeles")
    with zone_data(tmp_path):
        listing, tokyo = (
            ListingFactory(recruiting=True, time_zone=name, schedule=[*AT_EIGHT])
            for name in ("America/Vancouver", "Asia/Tokyo")
        )
        player = seeker(schedule=AT_EIGHT, zone="America/Vancouver")
    return listing, player, tokyo


def test_new_zone_data_move_what_was_projected_under_old_ones(written_before):
    listing, player, tokyo = written_before
    assert week_of(listing) == vancouver(3120)
    was = Listing.objects.get(pk=listing.pk), week_of(tokyo)

    assert (actions.reproject(), availability.reproject()) == (1, 1)
    actions.mend_players()

    for row in (
        Listing.objects.get(pk=listing.pk),
        Profile.objects.get(pk=player.pk),
        PlayerEntry.objects.get(pk=player.pk),
    ):
        assert row.week == vancouver(3060)
        assert row.week_bits != was[0].week_bits
    assert week_of(tokyo) == was[1]
    assert Listing.objects.get(pk=listing.pk).version == was[0].version
    assert (actions.reproject(), availability.reproject()) == (0, 0)


@pytest.mark.usefixtures("_december")
def test_row_from_before_there_were_fingerprints_is_mended_too():
    listing = ListingFactory(recruiting=True, time_zone="America/Vancouver")
    right = week_of(listing)
    Listing.objects.update(zone_rules="", week=[(0, 60)])

    assert actions.reproject() == 1

    assert week_of(listing) == right


@pytest.mark.usefixtures("_december")
def test_zone_that_the_data_do_not_know_stops_nobody_else():
    lost, stale = (ListingFactory(recruiting=True, schedule=[*AT_EIGHT]) for _ in "ab")
    Listing.objects.update(zone_rules="")
    Listing.objects.filter(pk=lost.pk).update(time_zone="Mars/Olympus")

    assert actions.reproject() == 1

    assert Listing.objects.get(pk=stale.pk).zone_rules
    assert Listing.objects.get(pk=lost.pk).zone_rules == ""


@pytest.mark.usefixtures("_december")
def test_night_without_news_costs_one_look():
    ListingFactory.create_batch(2, recruiting=True)

    with CaptureQueriesContext(connection) as asked:
        assert actions.reproject() == 0

    assert len(asked) == 1
