"""Windows of several sources as one week."""

from hypothesis import given
from hypothesis import strategies as st

from config.lib.tests.weeks import windows
from config.lib.week import WEEK, Window, colliding, join_windows


def local_minutes(found):
    return {
        (window.weekday * 1440 + window.start + n) % WEEK
        for window in found
        for n in range(window.length)
    }


def test_hours_that_touch_or_overlap_become_one():
    joined = join_windows(
        [Window(1, 1200, 60), Window(1, 1260, 60), Window(1, 1300, 120)]
    )

    assert joined == [Window(1, 1200, 220)]


def test_night_over_the_weeks_end_stays_one():
    assert join_windows([Window(6, 1380, 120), Window(0, 60, 60)]) == [
        Window(6, 1380, 180)
    ]


def test_what_lasts_longer_than_a_day_is_cut_at_midnight():
    joined = join_windows([Window(5, 600, 1440), Window(6, 0, 1440)])

    assert joined == [Window(5, 600, 840), Window(6, 0, 1440)]


@given(st.lists(windows(), max_size=6))
def test_no_minute_is_lost_or_won_and_nothing_overlaps(some):
    joined = join_windows(some)

    assert local_minutes(joined) == local_minutes(some)
    assert colliding(joined) == []
    assert join_windows(joined) == joined
