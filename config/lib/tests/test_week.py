from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.lib.tests.weeks import (
    minutes,
    moments,
    slow_next_start,
    spans,
    windows,
    zones,
)
from config.lib.week import (
    WEEK,
    Spans,
    Window,
    colliding,
    from_text,
    half_hours,
    intersect,
    merge,
    next_start,
    offset_changes_near,
    overlap,
    project,
    to_text,
)

pytestmark = pytest.mark.slow

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY, MONDAY, FRIDAY = 6, 0, 4


def utc(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("window", "zone", "after", "expected"),
    [
        # Clocks in Berlin jump from 02:00 to 03:00 on 29 March 2026.
        ((SUNDAY, 150, 60), "Europe/Berlin", (2026, 3, 28), (2026, 3, 29, 1, 30)),
        ((SUNDAY, 180, 60), "Europe/Berlin", (2026, 3, 28), (2026, 3, 29, 1, 0)),
        # And show 02:00 to 03:00 twice on 25 October.
        ((SUNDAY, 150, 60), "Europe/Berlin", (2026, 10, 24), (2026, 10, 25, 0, 30)),
        # Between the two showings the first is over.
        ((SUNDAY, 150, 60), "Europe/Berlin", (2026, 10, 25, 1), (2026, 11, 1, 1, 30)),
        # Lord Howe jumps by half an hour, 02:00 to 02:30 on 4 October 2026.
        (
            (SUNDAY, 135, 60),
            "Australia/Lord_Howe",
            (2026, 10, 2),
            (2026, 10, 3, 15, 45),
        ),
        # Samoa had no Friday 30 December 2011: it moves to the Saturday.
        ((FRIDAY, 1200, 60), "Pacific/Apia", (2011, 12, 29), (2011, 12, 31, 6, 0)),
        # The start itself still counts.
        ((MONDAY, 0, 1), "UTC", (2026, 6, 1), (2026, 6, 1)),
        ((MONDAY, 0, 1), "UTC", (2026, 6, 1, 0, 0, 1), (2026, 6, 8)),
    ],
)
def test_the_next_start(window, zone, after, expected):
    assert next_start(Window(*window), ZoneInfo(zone), utc(*after)) == utc(*expected)


@settings(max_examples=40, deadline=None)
@given(windows(), zones(), moments())
def test_the_next_start_is_what_the_wall_clock_shows(window, zone, after):
    assert next_start(window, zone, after) == slow_next_start(window, zone, after)


@given(windows(), zones(), moments())
def test_the_next_start_lies_within_eight_days(window, zone, after):
    start = next_start(window, zone, after)

    assert timedelta() <= start - after <= timedelta(days=8)
    assert start.tzinfo is UTC


@given(st.lists(windows(), max_size=8), zones(), moments())
def test_a_projection_covers_each_minute_of_each_next_occurrence(chosen, zone, at):
    covered = set()
    for window in chosen:
        start = next_start(window, zone, at)
        for n in range(window.length):
            moment = start + timedelta(minutes=n)
            covered.add(moment.weekday() * 1440 + moment.hour * 60 + moment.minute)

    projected = project(chosen, zone, at)

    assert minutes(projected) == covered
    assert projected == merge(projected)


def test_a_raid_on_sunday_night_continues_on_monday():
    raid = Window(SUNDAY, 22 * 60, 240)

    assert project([raid], ZoneInfo("UTC"), utc(2026, 6, 1)) == [
        (0, 120),
        (WEEK - 120, WEEK),
    ]


def test_summer_time_moves_a_raid_by_an_hour():
    raid = Window(MONDAY, 20 * 60, 60)

    winter = project([raid], BERLIN, utc(2026, 1, 5))
    summer = project([raid], BERLIN, utc(2026, 7, 6))

    assert (winter, summer) == ([(1140, 1200)], [(1080, 1140)])


def test_each_window_takes_the_offset_of_its_own_next_day():
    # Asked on the Saturday before the change: Sunday evening is after it already.
    chosen = [Window(5, 20 * 60, 60), Window(SUNDAY, 20 * 60, 60)]

    projected = project(chosen, BERLIN, utc(2026, 3, 28, 12))

    assert projected == [
        (5 * 1440 + 1140, 5 * 1440 + 1200),
        (6 * 1440 + 1080, 6 * 1440 + 1140),
    ]


@given(spans(), spans())
@example([(0, WEEK)], [(0, WEEK)])
def test_overlap_counts_the_minutes_in_both(mine: Spans, theirs: Spans):
    both = minutes(mine) & minutes(theirs)

    assert overlap(mine, theirs) == len(both)
    assert minutes(intersect(mine, theirs)) == both
    assert intersect(mine, theirs) == merge(intersect(theirs, mine))


@given(spans())
def test_merged_spans_are_the_same_minutes_with_gaps_between(chosen: Spans):
    merged = merge(chosen)

    assert minutes(merged) == minutes(chosen)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        merge([(5, 4)])


@given(spans())
def test_half_hours_mark_exactly_what_holds_a_minute(chosen: Spans):
    touched = {minute // 30 for minute in minutes(chosen)}

    bits = half_hours(chosen)

    assert [n for n, bit in enumerate(bits) if bit == "1"] == sorted(touched)
    assert len(bits) == 336


@pytest.mark.parametrize("span", [(-1, 5), (0, WEEK + 1)])
def test_half_hours_of_another_week_are_refused(span):
    with pytest.raises(ValueError, match="leaves the week"):
        half_hours([span])


@given(spans())
def test_spans_are_read_back_from_text(chosen: Spans):
    assert from_text(to_text(chosen)) == merge(chosen)


def test_the_text_of_spans_is_that_of_postgresql():
    assert to_text([(100, 200), (0, 60)]) == "{[0,60),[100,200)}"
    assert to_text([]) == "{}"


@pytest.mark.parametrize("text", ["", "[0,1)", "{[0,1]}", "{[0,1),}", "{[-1,1)}"])
def test_other_text_is_no_spans(text):
    with pytest.raises(ValueError, match="not the text"):
        from_text(text)


@given(st.lists(windows(), max_size=6))
def test_windows_collide_where_the_local_week_has_them_twice(chosen):
    def local(window):
        start = window.weekday * 1440 + window.start
        return {minute % WEEK for minute in range(start, start + window.length)}

    expected = {
        (i, j)
        for i in range(len(chosen))
        for j in range(i + 1, len(chosen))
        if local(chosen[i]) & local(chosen[j])
    }

    assert set(colliding(chosen)) == expected
    assert len(colliding(chosen)) == len(expected)


def test_sunday_night_collides_with_monday_morning():
    night, morning = Window(SUNDAY, 1380, 120), Window(MONDAY, 59, 60)
    later = Window(MONDAY, 60, 60)

    assert colliding([morning, night]) == [(0, 1)]
    assert colliding([later, night]) == []


@pytest.mark.parametrize(
    "parts",
    [(-1, 0, 1), (7, 0, 1), (0, -1, 1), (0, 1440, 1), (0, 0, 0), (0, 0, 1441)],
)
def test_a_window_outside_the_week_is_refused(parts):
    with pytest.raises(ValueError, match="a w"):
        Window(*parts)


@pytest.mark.parametrize(
    "value",
    [None, "012", [1, 2], [1, 2, 3, 4], {}, ["1", 2, 3], [1.0, 2, 3], [True, 2, 3]],
)
def test_a_window_is_not_read_from_anything_else(value):
    with pytest.raises(ValueError, match="a window is"):
        Window.from_json(value)


@given(windows())
def test_a_window_is_read_back(window):
    assert Window.from_json(window.to_json()) == window
    assert window.end == window.start + window.length


def test_windows_sort_by_their_place_in_the_week():
    assert sorted([Window(1, 0, 5), Window(0, 9, 1), Window(0, 5, 9)]) == [
        Window(0, 5, 9),
        Window(0, 9, 1),
        Window(1, 0, 5),
    ]


@given(zones(), moments())
def test_an_offset_changes_near_when_any_hour_differs(zone, at):
    hours = range(-8 * 24, 8 * 24 + 1)
    seen = {(at + timedelta(hours=n)).astimezone(zone).utcoffset() for n in hours}

    assert offset_changes_near(zone, at) is (len(seen) > 1)


@pytest.mark.parametrize(
    ("at", "near"),
    [
        ((2026, 3, 21, 0, 59), False),
        ((2026, 3, 21, 1), True),
        ((2026, 4, 6, 0, 59), True),
        ((2026, 4, 6, 1), False),
    ],
)
def test_an_offset_changes_near_until_eight_days_after(at, near):
    assert offset_changes_near(BERLIN, utc(*at)) is near
