"""The week strip shows a team's hours in the viewer's zone, server time beside them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.week import Window
from listings.strips.samples import mine, week, windows
from listings.strips.week import week_strip

BERLIN = ZoneInfo("Europe/Berlin")
LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
TOKYO = ZoneInfo("Asia/Tokyo")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
ST = ZoneInfo("UTC")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def said(strip):
    return [(at.local, at.st) for at in strip.times]


def day(strip, number):
    return strip.days[number]


def sums(strip):
    return [day.sum for day in strip.days]


def test_equal_evenings_are_said_once_with_server_time():
    strip = week(windows((TUE, THU, SUN), "20:00", 3))

    assert strip.words == "9 h a week"
    assert said(strip) == [("Tue, Thu, Sun 20:00–23:00", "19:00–22:00 ST")]
    assert sums(strip) == ["", "3 h", "", "3 h", "", "", "3 h"]


def test_different_evenings_are_said_shortly_with_the_step_to_server_time():
    strip = week(
        windows([WED], "20:00", 3),
        windows([SAT], "17:00", 3),
        windows([SUN], "19:00", 2),
    )

    assert said(strip) == [("Wed 20–23, Sat 17–20, Sun 19–21", "ST 1 h earlier")]


def test_lists_of_days_are_kept_apart():
    strip = week(windows((TUE, THU), "20:00", 3), windows((SAT, SUN), "10:30", 2.5))

    assert said(strip) == [
        ("Tue, Thu 20:00–23:00; Sat, Sun 10:30–13:00", "ST 1 h earlier")
    ]


def test_midnight_is_never_shortened():
    strip = week(windows([WED], "21:00", 3), windows([SAT], "17:00", 3))

    assert said(strip)[0][0] == "Wed 21:00–00:00, Sat 17:00–20:00"


def test_a_viewer_in_server_time_reads_one_time_only():
    strip = week(windows((TUE, THU), "20:00", 3), viewer=ST)

    assert said(strip) == [("Tue, Thu 19:00–22:00 ST", "")]
    assert strip.days[TUE].sentence == "Tuesday: team 19:00 to 22:00 ST"
    assert strip.zone == "Server time (ST)"


def test_a_zone_that_happens_to_equal_server_time_still_shows_both():
    strip = week(windows([TUE], "20:00", 3), viewer=LONDON)

    assert said(strip) == [("Tue 19:00–22:00", "19:00–22:00 ST")]


def test_an_evening_in_america_is_the_next_morning_in_europe():
    strip = week(windows((TUE, SUN), "20:00", 3), team=NEW_YORK)

    assert said(strip) == [("Mon, Wed 02:00–05:00", "01:00–04:00 ST")]
    assert sums(strip) == ["3 h", "", "3 h", "", "", "", ""]


def test_server_times_weekday_is_named_where_it_differs():
    strip = week(windows((TUE, SUN), "20:00", 3), viewer=TOKYO)

    assert said(strip) == [("Mon, Wed 04:00–07:00", "Sun, Tue 19:00–22:00 ST")]
    assert [(row.day, row.times.local, row.times.st) for row in strip.rows] == [
        ("Mon", "04:00–07:00", "Sun 19:00–22:00 ST"),
        ("Wed", "04:00–07:00", "Tue 19:00–22:00 ST"),
    ]
    assert (
        strip.days[MON].sentence == "Monday: team 04:00 to 07:00, Sun 19:00 to 22:00 ST"
    )


def test_a_monday_in_the_team_s_zone_may_be_a_sunday_for_the_viewer():
    strip = week(windows([MON], "01:00", 2), viewer=LOS_ANGELES)

    assert said(strip) == [("Sun 16:00–18:00", "Mon 00:00–02:00 ST")]
    assert strip.days[SUN].css == "day day--on"


def test_a_zone_of_odd_minutes_is_shown_to_the_minute():
    strip = week(
        windows([TUE], "20:30", 2.5), windows([FRI], "19:00", 2), viewer=KATHMANDU
    )

    assert strip.words == "4½ h a week"
    assert said(strip) == [("Wed 01:15–03:45, Fri 23:45–01:45", "ST 5¾ h earlier")]
    assert sums(strip)[WED] == "2½ h"


def test_a_run_of_days_is_said_as_one():
    strip = week(windows(range(MON, FRI), "20:00", 2))

    assert said(strip)[0][0] == "Mon–Thu 20:00–22:00"


def test_every_day_is_said_so():
    strip = week(windows(range(7), "20:00", 2))

    assert said(strip)[0][0] == "Every day 20:00–22:00"


def test_a_run_keeps_its_shift_in_server_time():
    strip = week(windows(range(MON, FRI), "20:00", 2), viewer=TOKYO)

    assert said(strip) == [("Tue–Fri 04:00–06:00", "Mon–Thu 19:00–21:00 ST")]


def test_a_window_past_midnight_stays_on_the_day_it_began():
    strip = week(windows([SAT], "22:30", 3.5))

    assert sums(strip) == ["", "", "", "", "", "3½ h", ""]
    assert [(r.y, r.height) for r in strip.days[SAT].team] == [("18.18%", "63.64%")]
    assert [line.label for line in strip.axis] == [
        "22:00",
        "23:00",
        "00:00",
        "01:00",
        "02:00",
    ]


def test_a_window_over_the_end_of_the_week_is_drawn_whole_on_sunday():
    strip = week(windows([SUN], "23:00", 3))

    assert said(strip) == [("Sun 23:00–02:00", "22:00–01:00 ST")]
    assert [(r.y, r.height) for r in strip.days[SUN].team] == [("20.00%", "60.00%")]
    assert strip.days[MON].team == ()


def test_hours_are_cut_to_the_team_s_plus_one_on_each_side():
    strip = week(windows((TUE, THU), "20:00", 3))

    assert strip.scale.parts == ((19 * 60, 24 * 60),)
    assert [(r.y, r.height) for r in strip.days[TUE].team] == [("20.00%", "60.00%")]
    assert strip.lines == ("20.00%", "60.00%")


def test_a_week_in_the_small_hours_shows_the_small_hours_only():
    strip = week(windows((MON, WED), "01:00", 3))

    assert strip.scale.parts == ((0, 5 * 60),)
    assert [line.label for line in strip.axis] == ["01:00", "02:00", "03:00", "04:00"]


def test_hours_without_raids_are_folded_away():
    strip = week(windows([SAT], "10:00", 3), windows([TUE], "20:00", 3))

    assert strip.scale.parts == ((9 * 60, 14 * 60), (19 * 60, 24 * 60))
    assert strip.folds == ("50.00%",)
    assert [r.y for r in strip.days[SAT].team] == ["9.09%"]
    assert [r.y for r in strip.days[TUE].team] == ["63.64%"]


def test_late_evening_and_small_hours_each_keep_their_own_day():
    strip = week(windows([FRI], "23:00", 3), windows([SUN], "01:00", 3))

    assert sums(strip) == ["", "", "", "", "3 h", "", "3 h"]
    assert strip.scale.parts == ((0, 5 * 60), (22 * 60, 27 * 60))


def test_several_windows_on_one_day_are_all_drawn_and_summed():
    strip = week(windows([SAT], "14:00", 2), windows([SAT], "20:00", 3))

    assert strip.days[SAT].sum == "5 h"
    assert len(strip.days[SAT].team) == 2
    assert strip.days[SAT].sentence == (
        "Saturday: team 14:00 to 16:00, 13:00 to 15:00 ST;"
        " 20:00 to 23:00, 19:00 to 22:00 ST"
    )


def test_a_day_without_raid_says_so():
    assert day(week(windows([SAT], "14:00", 2)), MON).sentence == "Monday: no raid"


def test_a_week_without_any_raid_is_no_error():
    strip = week()

    assert strip.words == "No raid times yet"
    assert said(strip) == []
    assert all(not day.team for day in strip.days)


def test_today_is_the_viewer_s_today():
    now = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)  # Friday; Saturday in Tokyo

    def today(zone):
        strip = week_strip([], team_zone=BERLIN, viewer_zone=zone, now=now)
        return [day.name for day in strip.days if day.is_today]

    assert today(BERLIN) == ["Fri"]
    assert today(TOKYO) == ["Sat"]


@pytest.mark.parametrize(
    ("now", "local"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), "02:00–05:00"),  # both in winter time
        (datetime(2026, 3, 9, tzinfo=UTC), "01:00–04:00"),  # America changed first
        (datetime(2026, 3, 30, tzinfo=UTC), "02:00–05:00"),  # Europe followed
    ],
)
def test_summer_time_that_begins_on_different_days_moves_the_hours(now, local):
    strip = week_strip(
        windows([TUE], "20:00", 3), team_zone=NEW_YORK, viewer_zone=BERLIN, now=now
    )

    assert said(strip)[0][0] == f"Wed {local}"


def test_a_week_in_which_the_clock_changes_says_server_time_for_each_evening():
    now = datetime(2026, 3, 25, tzinfo=UTC)  # summer time begins on Sunday the 29th

    strip = week_strip(
        windows((FRI, MON), "20:00", 3), team_zone=BERLIN, viewer_zone=BERLIN, now=now
    )

    assert said(strip) == [
        ("Mon 20:00–23:00", "18:00–21:00 ST"),
        ("Fri 20:00–23:00", "19:00–22:00 ST"),
    ]


def test_a_raid_during_the_change_ends_when_its_minutes_are_over():
    now = datetime(2026, 10, 24, tzinfo=UTC)  # at 03:00 on the 25th it is 02:00 again

    strip = week_strip(
        windows([SUN], "01:00", 3), team_zone=BERLIN, viewer_zone=BERLIN, now=now
    )

    assert said(strip) == [("Sun 01:00–03:00", "Sat 23:00–02:00 ST")]
    assert strip.days[SUN].sum == "3 h"


def test_many_different_times_are_cut_short():
    strip = week(*[windows([d], f"{14 + d}:00", 1) for d in range(7)])

    assert said(strip)[-1] == ("1 more", "")
    assert len(strip.rows) == 7


def test_a_line_breaks_between_days_only():
    strip = week(windows((TUE, THU), "20:00", 3), viewer=TOKYO)

    (at,) = strip.times
    assert at.local_unbroken == "Wed, Fri\xa004:00–\u206007:00"
    assert at.st_unbroken == "Tue, Thu\xa019:00–\u206022:00\xa0ST"


def test_the_step_to_server_time_is_never_broken():
    strip = week(windows([WED], "20:00", 3), windows([SAT], "17:00", 3))

    assert strip.times[0].st_unbroken == "ST\xa01\xa0h\xa0earlier"


def test_words_of_a_usual_week_fit_a_phone():
    strip = week(windows((MON, WED, THU), "20:30", 2.5), viewer=KATHMANDU)

    (at,) = strip.times
    assert max(map(len, (at.local, at.st))) <= 32
    assert all(len(day.sum) <= 5 for day in strip.days)


def test_the_viewer_s_zone_is_named_with_server_time():
    assert week(viewer=BERLIN).zone == "Your time, Europe/Berlin (CET) · ST 1 h earlier"
    assert (
        week(viewer=NEW_YORK).zone == "Your time, America/New York (EST) · ST 5 h later"
    )
    assert week(viewer=KATHMANDU).zone == "Your time, Asia/Kathmandu · ST 5¾ h earlier"


def test_without_a_viewer_nothing_is_said_of_fit():
    strip = week(windows([TUE], "20:00", 3))

    assert strip.fitting is None
    assert all(not day.mine and not day.both for day in strip.days)


def test_the_viewer_s_own_hours_lie_beside_the_team_s():
    free = mine((TUE, THU), 18, 23) + mine([SUN], 17, 21)  # 19:00–24:00, 18:00–22:00

    strip = week(windows((TUE, THU, SUN), "20:00", 3), mine=free)

    assert strip.words == "8 of 9 h fit you"
    assert [d.css for d in strip.days] == [
        "day day--off",
        "day day--on day--full",
        "day day--off",
        "day day--on day--full",
        "day day--off day--today",
        "day day--off",
        "day day--on day--part",
    ]
    assert strip.days[SUN].sum == "2/3"
    assert [(r.y, r.height) for r in strip.days[SUN].both] == [("20.00%", "40.00%")]
    assert [(r.y, r.height) for r in strip.days[SUN].mine] == [("0.00%", "60.00%")]
    assert strip.days[SUN].sentence == (
        "Sunday: team 20:00 to 23:00, 19:00 to 22:00 ST; 2 of 3 hours fit you"
    )
    assert [row.sum for row in strip.rows] == ["3 of 3 h", "3 of 3 h", "2 of 3 h"]


def test_free_hours_count_across_the_end_of_the_week():
    whole_night = [(SUN * 1440 + 22 * 60, 10_080), (0, 60)]

    strip = week(windows([SUN], "23:00", 3), mine=whole_night)

    assert strip.words == "3 of 3 h fit you"
    assert [(r.y, r.height) for r in strip.days[SUN].both] == [("20.00%", "60.00%")]


def test_nothing_free_is_a_miss_on_every_evening():
    strip = week(windows((TUE, THU), "20:00", 3), mine=[])

    assert strip.words == "0 of 6 h fit you"
    assert sums(strip)[TUE] == "0/3"
    assert "day--none" in strip.days[TUE].css


zones = st.sampled_from([ST, BERLIN, NEW_YORK, TOKYO, KATHMANDU])
moments = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone itself
    datetime(2028, 1, 1),  # noqa: DTZ001 -- as above
    timezones=st.just(UTC),
)
weeks_of_windows = st.lists(
    st.builds(Window, st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)),
    max_size=10,
)
free_hours = st.none() | st.lists(
    st.tuples(st.integers(0, 10_079), st.integers(1, 3000)).map(
        lambda span: (span[0], min(sum(span), 10_080))
    ),
    max_size=5,
)


@given(weeks_of_windows, zones, zones, moments, free_hours)
def test_whatever_the_week_every_rectangle_is_inside_and_every_minute_counted(
    raids, team, viewer, now, free
):
    strip = week_strip(raids, team_zone=team, viewer_zone=viewer, now=now, mine=free)

    for column in strip.days:
        for rect in (*column.team, *column.both, *column.mine):
            y, height = float(rect.y[:-1]), float(rect.height[:-1])
            assert 0 <= y < 100
            assert 0 < height <= 100
            assert y + height <= 100.01  # two printed decimals
    assert strip.minutes == sum(window.length for window in raids)
    assert sum(len(column.team) for column in strip.days) == len(raids)
    assert strip.fitting is None or 0 <= strip.fitting <= strip.minutes
    assert len(strip.lines) <= 3
    assert strip.scale.height <= 2 * 1440 + 60
