"""The parts of a player's page: plain data in, words and figures out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from config.lib.week import Window
from integrations.catalogue import catalogue
from listings.strips.claims import Clock
from listings.strips.free import free_week
from listings.strips.levels import job_groups
from listings.strips.progress import Kills, Known, picture

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CLOCK = Clock(NOW, BERLIN)


def duty(slug: str) -> int:
    return catalogue().duty_by_slug[slug].id


def job(code: str) -> int:
    return catalogue().job_by_abbreviation[code].id


def drawn(kills=None, asked=()):
    return picture(Known(kills or {}, asked), catalogue(), CLOCK)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=-5), "just now"),  # a clock that is ahead of ours
        (timedelta(minutes=7), "7\xa0minutes ago"),
        (timedelta(hours=30), "1\xa0day ago"),
        (timedelta(days=100), "12 August 2026"),
    ],
)
def test_age_is_a_count_at_first_and_a_date_later(before, words):
    assert CLOCK.ago(NOW - before) == words


def test_claim_carries_the_moment_in_both_times():
    claim = CLOCK.from_logs(NOW - timedelta(hours=2))

    assert claim.exact == "20 November 2026, 17:00 CET · 16:00 ST"
    assert claim.iso == "2026-11-20T16:00+00:00"


def test_claim_without_a_moment_says_none():
    claim = CLOCK.verified(None)

    assert (claim.words, claim.when, claim.exact) == ("verified", "", "")


def test_current_tier_is_there_though_nothing_is_known():
    drawing = drawn()

    assert [row.name for row in drawing.tiers] == ["AAC Heavyweight"]
    assert drawing.tiers[0].note == "Savage · 7.4"
    assert {cell.state for cell in drawing.tiers[0].cells} == {"unknown"}
    assert (drawing.cleared, drawing.older, drawing.others) == (0, (), ())


def test_older_tiers_follow_where_something_was_cleared():
    drawing = drawn({duty("m1s"): Kills(3), duty("p12s"): Kills(1)}, catalogue().duties)

    assert [row.name for row in drawing.tiers] == [
        "AAC Heavyweight", "AAC Light-heavyweight", "Anabaseios", "Ultimates",
    ]  # fmt: skip
    states = [cell.state for cell in drawing.tiers[1].cells]
    assert states == ["clear", "none", "none", "none"]
    assert drawing.cleared == 2


def test_more_than_four_tiers_wait_behind_a_word():
    floors = ("m9s", "m5s", "m1s", "p9s", "p5s", "p1s", "e9s")
    drawing = drawn({duty(each): Kills(1) for each in floors}, catalogue().duties)

    assert len(drawing.tiers) == 5  # and the ultimates
    assert drawing.tiers[4].name == "Ultimates"
    assert [row.name for row in drawing.older] == [
        "Abyssos", "Asphodelos", "Eden's Promise",
    ]  # fmt: skip


def test_ultimates_stand_from_the_first_to_the_newest():
    drawing = drawn({duty("tea"): Kills(2)}, catalogue().duties)

    names = [cell.name for cell in drawing.tiers[-1].cells]
    assert names[:4] == ["UCoB", "UWU", "TEA", "DSR"]
    assert drawing.tiers[-1].cells[2].words == "2 clears"


def test_other_fights_are_counted_and_named():
    extreme = next(d for d in catalogue().offered_duties if d.kind == "extreme")

    drawing = drawn({extreme.id: Kills(1)})

    assert [cell.full_name for cell in drawing.others] == [extreme.name]
    assert drawing.cleared == 1


def test_percentile_is_never_rounded_up():
    best = Kills(3, 99.9, job("SCH"), NOW)

    cell = drawn({duty("m9s"): best}).tiers[0].cells[0]

    assert cell.best == "99 · SCH"
    assert cell.best_aloud == "best percentile 99, as Scholar"
    assert cell.day == "20 November 2026"


def test_best_kill_without_a_job_is_a_percentile_alone():
    assert drawn({duty("m9s"): Kills(3, 0.0)}).tiers[0].cells[0].best == "0"


def test_japanese_tiers_keep_their_whole_name():
    with translation.override("ja"):
        row = drawn().tiers[0]

    assert row.name == "至天の座アルカディア零式：ヘビー級"
    assert row.note == "7.4"


def test_duty_that_left_the_catalogue_is_passed_over():
    assert drawn({32_000: Kills(5)}).others == ()


def groups(levels=None, played=""):
    said = {job(code): level for code, level in (levels or {}).items()}
    return [
        (group.name, [chip.code for chip in group.jobs])
        for group in job_groups(said, [job(c) for c in played.split()], catalogue())
    ]


def test_role_of_the_main_job_comes_first_and_its_jobs_by_level():
    found = groups({"PLD": 80, "WAR": 100, "SCH": 90, "SGE": 100}, "SCH")

    assert found == [("shield healer", ["SCH", "SGE"]), ("tank", ["WAR", "PLD"])]


def test_class_is_named_until_it_has_become_a_job():
    assert groups({"CNJ": 12, "ARC": 23}) == [
        ("healer", ["CNJ"]), ("physical ranged", ["ARC"]),
    ]  # fmt: skip
    assert groups({"CNJ": 30, "WHM": 30}) == [("pure healer", ["WHM"])]


def test_limited_jobs_and_those_never_begun_are_left_out():
    assert groups({"BLU": 80, "PLD": 0}) == []


def free(*windows: Window, viewer: ZoneInfo = BERLIN):
    return free_week(windows, home=BERLIN, viewer=viewer, now=NOW)


def test_days_of_the_same_hours_share_a_row():
    week = free(Window(1, 1170, 240), Window(2, 1170, 240), Window(5, 840, 300))

    rows = [(days, times.local, times.st) for days, times in week.rows]
    assert rows == [
        ("Tue, Wed", "19:30–23:30", "18:30–22:30 ST"),
        ("Sat", "14:00–19:00", "13:00–18:00 ST"),
    ]
    assert week.words == "13 h a week"


def test_each_day_is_a_sentence_for_who_cannot_see_the_drawing():
    week = free(Window(1, 1200, 120))

    assert week.days[0].sentence == "Monday: not free"
    said = "Tuesday: free 20:00 to 22:00, 19:00 to 21:00 ST"
    assert week.days[1].sentence == said
    assert week.days[1].spans
    assert not week.days[0].spans


def test_free_hours_wander_into_the_viewers_day():
    week = free(Window(1, 1200, 180), viewer=ZoneInfo("Asia/Tokyo"))

    days, times = week.rows[0]
    assert (days, times.local, times.st) == ("Wed", "04:00–07:00", "Tue 19:00–22:00 ST")


def test_in_server_time_it_is_said_once():
    week = free(Window(1, 1200, 180), viewer=ZoneInfo("UTC"))

    assert week.rows[0][1].local == "19:00–22:00 ST"
    assert week.rows[0][1].st == ""
