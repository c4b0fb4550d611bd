"""The text for Discord says all that a reader decides by, and nothing untrue."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.lib.week import Window
from integrations.catalogue import catalogue
from listings.models import Listing
from listings.share import MAX_CHARACTERS, discord_post, plain
from listings.strips.samples import EIGHT, NOW, card, jobs, roster, week

pytestmark = pytest.mark.django_db  # for the catalogue

ADDRESS = "https://muster.example/listings/3kq9/"
TUESDAY, THURSDAY = Window(1, 1200, 180), Window(3, 1200, 180)
EVERY_JOB = " ".join(job.abbreviation for job in jobs("all"))


def post(*windows, zone="Europe/Berlin", clears=(), strip=None, title="Healer", **said):
    listing = Listing(
        schedule=[window.to_json() for window in windows], time_zone=zone, **said
    )
    strip = strip or roster(EIGHT, {4: "SCH SGE"})
    known = catalogue().duty_by_slug
    shown = card(title, strip, week(list(windows)), languages="English, German")
    duties = [known[slug] for slug in clears]
    return discord_post(shown, listing, duties, now=NOW, address=ADDRESS)


def stamps(text: str, style: str) -> list[datetime]:
    found = re.findall(rf"<t:(\d+):{style}>", text)
    return [datetime.fromtimestamp(int(each), UTC) for each in found]


def test_everything_that_a_reader_decides_by_is_said():
    said = post(
        TUESDAY,
        min_item_level=780,
        languages_required=["en"],
        transfer_wanted=True,
        clears=["m11s", "m12s"],
    ).splitlines()

    assert said[:5] == [
        "**Healer**",
        "Quiet Hours · Lich, Light · M9S–M12S · Reclear",
        "1 of 8 seats open: SCH or SGE",
        (
            "Asked for: item level 780+, M11S cleared, M12S cleared, English, "
            "transfer to Lich"
        ),
        "Languages: English, German · Voice: Voice: Discord · Midcore",
    ]
    assert said[-1] == ADDRESS


def test_nothing_asked_for_says_nothing():
    assert "Asked for" not in post(TUESDAY)
    assert "Raid nights" not in post()


def test_each_night_has_its_weekday_and_both_times():
    said = post(THURSDAY, TUESDAY)

    nights = next(line for line in said.splitlines() if line.startswith("Raid nights"))
    assert re.sub(r"\d{6,}", "…", nights) == (
        "Raid nights (days in Europe/Berlin, times in yours): "
        "Tue <t:…:t>–<t:…:t>, Thu <t:…:t>–<t:…:t>"
    )
    berlin = [at.astimezone(ZoneInfo("Europe/Berlin")) for at in stamps(said, "t")]
    assert [f"{at:%a %H:%M}" for at in berlin] == [
        "Tue 20:00", "Tue 23:00", "Thu 20:00", "Thu 23:00",
    ]  # fmt: skip
    assert stamps(said, "F") == [min(stamps(said, "t"))]  # with its reader's weekday


def test_a_night_past_midnight_keeps_the_day_on_which_it_begins():
    said = post(Window(6, 1380, 240), zone="Asia/Tokyo")

    assert "days in Asia/Tokyo" in said
    start, end = stamps(said, "t")
    assert f"{start.astimezone(ZoneInfo('Asia/Tokyo')):%a}" == "Sun"
    assert end - start == timedelta(hours=4)


def test_server_time_is_called_so():
    assert "(days in server time, times in yours)" in post(TUESDAY, zone="UTC")


def test_many_seats_are_all_named():
    wanted = {1: "PLD", 2: "DRK", 3: "pure", 4: "SGE", 5: "MNK", 6: "melee", 7: "BRD"}

    said = post(strip=roster(EIGHT, wanted))

    assert "more" not in said
    assert (
        "7 of 8 seats open: PLD · DRK · WHM or AST · SGE · MNK · any melee · BRD"
    ) in said


def test_many_jobs_of_one_seat_are_all_named():
    said = post(strip=roster(EIGHT, {5: "MNK DRG NIN SAM"}))

    assert "1 of 8 seats open: MNK, DRG, NIN or SAM" in said


def test_a_roster_of_which_all_is_open_counts_once():
    assert "1 open seat: WHM or AST" in post(strip=roster("WHM", {1: "pure"}))


def test_the_longest_listing_stays_within_one_message():
    codes = EVERY_JOB.split()
    wanted = {n: " ".join(codes[n % 9 : n % 9 + 10]) for n in range(1, 25)}
    windows = [Window(day, hour * 60, 60) for day in range(7) for hour in (2, 10, 18)]

    said = post(
        *windows,
        strip=roster(" ".join([EIGHT] * 3), wanted),
        title="\N{CROSSED SWORDS}\N{VIDEO GAME}" * 60,
        clears=[duty.slug for duty in catalogue().offered_duties],
    )

    assert len(said.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert said.splitlines()[-1] == f"More in the listing: {ADDRESS}"
    assert "24 open seats: " in said
    assert "Voice" in said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**Healer** _wanted_ `now` ~~old~~ ||spoiler||", "Healer wanted now old spoiler"),
        ("<@123> @everyone @here", "\uff20123 \uff20everyone \uff20here"),
        ("[free gil](https://bad.example)", "[free gil] (https://bad.example)"),
        ("[EU] Static", "[EU] Static"),
        ("# Big", "Big"),
        ("-# small", "small"),
        ("- list", "list"),
        ("#1 static", "#1 static"),
        ("ends with \\", "ends with "),
        ("固定メンバー募集", "固定メンバー募集"),
    ],
)  # fmt: skip
def test_no_word_of_a_team_is_formatting_or_calls_anybody(typed, shown):
    assert plain(typed) == shown
