"""When people are free, across the summer times of two zones."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions.availability import reproject, set_availability
from accounts.models import Profile
from accounts.tests.factories import ProfileFactory, UserFactory
from accounts.tests.refusals import refused_by
from config.lib.tests.weeks import minutes, moments, windows, zones
from config.lib.week import (
    OverlapMinutes,
    Window,
    half_hours,
    next_start,
    overlap,
    project,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
TUESDAY = [Window(1, 20 * 60, 180)]  # 20:00-23:00


def test_hours_are_kept_as_said_and_as_everybody_s():
    user = UserFactory()
    with time_machine.travel("2026-01-14T12:00Z", tick=False):
        set_availability(user, [Window(6, 1380, 120), *TUESDAY], BERLIN)

    profile = Profile.objects.get(user=user)
    assert profile.schedule == [[1, 1200, 180], [6, 1380, 120]]
    assert profile.time_zone == "Europe/Berlin"
    assert profile.week == [(1440 + 1140, 1440 + 1320), (8640 + 1320, 10080)]
    assert profile.week_bits == half_hours(profile.week)


def test_hours_are_taken_back():
    profile = ProfileFactory()
    set_availability(profile.user, TUESDAY, BERLIN)
    set_availability(profile.user, [], BERLIN)

    profile.refresh_from_db()
    assert (profile.schedule, profile.week, profile.week_bits) == ([], [], "0" * 336)


def test_week_lies_within_the_week():
    profile = ProfileFactory()

    refused_by(
        "profile_week_is_within_the_week",
        lambda: Profile.objects.filter(pk=profile.pk).update(week=[(0, 10_081)]),
    )


# New York's clocks change on 8 March and 1 November 2026, Berlin's on 29 March and
# 25 October. A player in New York is free on Tuesdays 14:00-17:00; a team in Berlin
# raids on Tuesdays 20:00-23:00. Six hours lie between them, but five in between.
@pytest.mark.parametrize(
    ("night", "shared"),
    [
        ("2026-03-03T00:00Z", 180),
        ("2026-03-10T00:00Z", 120),  # New York is ahead of the others
        ("2026-03-24T00:00Z", 120),
        ("2026-03-31T00:00Z", 180),
        ("2026-10-20T00:00Z", 180),
        ("2026-10-27T00:00Z", 120),  # Berlin went back, New York not yet
        ("2026-11-03T00:00Z", 180),
    ],
)
def test_overlap_is_right_to_the_minute_in_the_weeks_between(night, shared):
    team = ProfileFactory(user__handle="team")
    player = ProfileFactory(user__handle="player")
    with time_machine.travel("2026-01-05T00:00Z", tick=False):
        set_availability(team.user, TUESDAY, BERLIN)
        set_availability(player.user, [Window(1, 14 * 60, 180)], NEW_YORK)
    day = datetime.fromisoformat("2026-01-06T03:00+00:00")
    while day <= datetime.fromisoformat(night):
        with time_machine.travel(day, tick=False):
            reproject()
        day += timedelta(days=1)

    team.refresh_from_db()
    player.refresh_from_db()
    assert overlap(team.week, player.week) == shared
    counted = Profile.objects.filter(pk=player.pk).values_list(
        OverlapMinutes("week", team.week), flat=True
    )
    assert counted.get() == shared


@given(windows(), zones(), moments())
def test_what_is_kept_is_the_next_occurrence_to_the_minute(window, zone, at):
    start = next_start(window, zone, at)
    kept = minutes(project([window], zone, at))

    for minute in (0, window.length // 2, window.length - 1):
        there = start + timedelta(minutes=minute)
        assert there.weekday() * 1440 + there.hour * 60 + there.minute in kept
    assert len(kept) == window.length


@given(st.sampled_from(["2026-03-29", "2026-10-25"]), st.integers(0, 1439))
def test_no_start_is_lost_in_a_gap_or_a_fold(day, minute):
    at = datetime.fromisoformat(f"{day}T00:00+01:00") - timedelta(hours=20)

    week = project([Window(6, minute, 60)], BERLIN, at)

    assert sum(high - low for low, high in week) == 60


def test_only_zones_that_change_now_are_projected_anew():
    with time_machine.travel("2026-01-05T00:00Z", tick=False):
        for zone in (BERLIN, NEW_YORK, ZoneInfo("Asia/Tokyo")):
            set_availability(UserFactory(), TUESDAY, zone)
        ProfileFactory(time_zone="Europe/Berlin")  # said nothing

    with time_machine.travel("2026-03-30T03:00Z", tick=False):
        assert reproject() == 1


def test_projecting_anew_takes_the_same_queries_for_many(django_assert_num_queries):
    with time_machine.travel("2026-01-05T00:00Z", tick=False):
        for start in (600, 700, 800):
            set_availability(UserFactory(), [Window(1, start, 60)], BERLIN)

    with (
        time_machine.travel("2026-03-30T03:00Z", tick=False),
        django_assert_num_queries(3),
    ):
        assert reproject() == 3
