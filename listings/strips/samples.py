"""Invented listings for the styleguide: every form a strip or a card can take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.lib.week import Window
from listings.strips.card import Card, renewed
from listings.strips.evenings import hours
from listings.strips.roster import RosterStrip, SlotFacts, roster_strip
from listings.strips.week import WeekStrip, week_strip

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # a Friday
EIGHT = "PLD WAR WHM SCH RPR VPR DNC PCT"
PLACES = "MT OT H1 H2 M1 M2 R1 R2"
HOLDERS = "Brann Ilse Noor Mirelle Tavi Kenji Odette Pim"


@dataclass(frozen=True)
class SampleJob:
    id: int
    abbreviation: str
    role: str
    healer_subtype: str = ""


_ROLES = {
    ("tank", ""): "PLD WAR DRK GNB",
    ("healer", "pure"): "WHM AST",
    ("healer", "shield"): "SCH SGE",
    ("melee", ""): "MNK DRG NIN SAM RPR VPR",
    ("physical_ranged", ""): "BRD MCH DNC",
    ("magical_ranged", ""): "BLM SMN RDM PCT",
}
JOBS = tuple(
    SampleJob(number, code, role, subtype)
    for number, (code, role, subtype) in enumerate(
        (code, role, subtype)
        for (role, subtype), codes in _ROLES.items()
        for code in codes.split()
    )
)
_BY_CODE = {job.abbreviation: job for job in JOBS}


def jobs(named: str) -> tuple[SampleJob, ...]:
    """ "SCH SGE", "melee", "tank shield": codes, roles and subtypes, or "all"."""
    words = set(named.split())
    return tuple(
        job
        for job in JOBS
        if words & {job.abbreviation, job.role, job.healer_subtype, "all"}
    )


def slots(
    filled: str, sought: dict[int, str], *, large: bool = False
) -> list[SlotFacts]:
    """A roster from codes in order; `{4: "SCH SGE"}` opens seat 4 for those jobs."""
    found = []
    for i, code in enumerate(filled.split()):
        wanted = sought.get(i + 1)
        found.append(
            SlotFacts(
                position=i + 1,
                place=PLACES.split()[i % 8],
                jobs=jobs(wanted) if wanted else (_BY_CODE[code],),
                filled_by=None if wanted else _BY_CODE[code],
                holder=HOLDERS.split()[i % 8] if large and not wanted else "",
            )
        )
    return found


def roster(
    filled: str, sought: dict[int, str] | None = None, *, large: bool = False
) -> RosterStrip:
    return roster_strip(slots(filled, sought or {}, large=large), all_jobs=JOBS)


def windows(days: Iterable[int], start: str, length: float) -> list[Window]:
    """`start` as "20:00", `length` in hours."""
    hour, minute = map(int, start.split(":"))
    return [Window(day, hour * 60 + minute, round(length * 60)) for day in days]


def week(
    *raids: list[Window],
    team: ZoneInfo = BERLIN,
    viewer: ZoneInfo = BERLIN,
    mine: list[tuple[int, int]] | None = None,
) -> WeekStrip:
    flat = [window for some in raids for window in some]
    return week_strip(flat, team_zone=team, viewer_zone=viewer, now=NOW, mine=mine)


def card(title: str, roster: RosterStrip, week: WeekStrip, **more: Any) -> Card:
    told: dict[str, Any] = {
        "url": "/listings/",
        "team": "Quiet Hours",
        "team_id": "quiet-hours",
        "world": "Lich",
        "data_centre": "Light",
        "freshness": renewed(NOW - timedelta(days=2), NOW, BERLIN),
        "duty": "M9S–M12S",
        "stage": "Reclear",
        "intensity": "Midcore",
        "hours": hours(week.minutes) + " a week",
        "languages": "English",
        "voice": "Voice: Discord",
    }
    return Card(title=title, roster=roster, week=week, **{**told, **more})


def mine(days: Iterable[int], start: int, end: int) -> list[tuple[int, int]]:
    """Hours of the UTC day at which somebody is free."""
    return [(day * 1440 + start * 60, day * 1440 + end * 60) for day in days]


def rosters() -> list[RosterStrip]:
    return [
        roster(EIGHT, {4: "SCH SGE"}),
        roster("GNB DRK AST SGE MNK SAM BRD BLM", {4: "shield", 5: "melee"}),
        roster("WAR GNB WHM SGE SAM DRG BRD BLM", {7: "physical_ranged"}),
        roster(EIGHT, {1: "tank", 5: "melee magical_ranged", 6: "MNK DRG NIN SAM"}),
        roster(EIGHT, {8: "all"}),
        roster(EIGHT, dict.fromkeys(range(1, 9), "all")),
        roster(EIGHT),
        roster("GNB WHM VPR PCT", {2: "healer"}),
        roster("GNB WHM VPR PCT", {4: "physical_ranged magical_ranged"}),
        roster("WHM", {1: "pure"}),
        roster("WAR WHM NIN", {1: "tank", 2: "healer", 3: "melee"}),
        roster(
            " ".join([EIGHT] * 3), {12: "shield", 15: "physical_ranged", 24: "PCT SMN"}
        ),
    ]


def weeks() -> list[WeekStrip]:
    evening = windows((1, 3, 6), "20:00", 3)
    new_york, tokyo, kolkata = map(
        ZoneInfo, ("America/New_York", "Asia/Tokyo", "Asia/Kolkata")
    )
    return [
        week(evening),
        week(evening, viewer=ZoneInfo("UTC")),
        week(
            windows([2], "20:00", 3), windows([5], "17:00", 3), windows([6], "19:00", 2)
        ),
        week(windows((0, 2, 3), "20:30", 2.5), viewer=kolkata),
        week(windows((4, 5), "22:30", 3.5)),
        week(windows((1, 3), "20:00", 3), team=new_york),
        week(evening, viewer=tokyo),
        week(windows([5, 6], "10:00", 3), windows([1, 3, 5], "20:00", 3)),
        week(windows(range(7), "20:00", 4)),
        week(windows([1], "00:15", 24), windows([4], "12:00", 0.75)),
        week(evening, mine=mine((1, 2, 3), 18, 23) + mine([6], 17, 21)),
        week(windows((1, 3, 6), "14:00", 3), mine=mine((5, 6), 18, 23)),
        week(),
    ]


def cards() -> list[Card]:
    usual = week(windows((1, 3, 6), "20:00", 3))
    long_title = (
        "Patient co-healer and one melee for a week-one-minded but thoroughly relaxed"
        " Futures Rewritten group that starts clean from Crystallize Time"
    )
    return [
        card("Shield healer for calm Heavyweight reclears", rosters()[0], usual),
        card(
            long_title,
            rosters()[1],
            weeks()[2],
            duty="FRU",
            stage="Progression",
            languages="English, Français",
            voice="Voice: listening is enough",
            answers="answers within 3 days",
        ),
        card(
            "Last three chairs for the Sunday run",
            rosters()[-1],
            week(windows([6], "19:00", 3)),
            duty="Cloud of Darkness",
        ),
        card(
            "絶妖星乱舞 練習固定、火木土22時から",
            rosters()[7],
            weeks()[6],
            lang="ja",
            duty="DMU",
            world="Chocobo",
            data_centre="Mana",
            languages="日本語",
        ),
        card("TOP", rosters()[9], weeks()[4], kind="Substitute", duty="TOP", voice=""),
        card("This one has found its people", rosters()[6], weeks()[0], closed="Full"),
    ]


def styleguide() -> dict[str, Any]:
    """What the styleguide's parts `_roster`, `_week` and `_card` print."""
    return {
        "rosters": rosters(),
        "roster_large": roster(
            EIGHT,
            {4: "SCH SGE"},
            large=True,
        ),
        "alliance_large": roster(
            " ".join([EIGHT] * 3),
            {12: "shield"},
            large=True,
        ),
        "weeks": weeks(),
        "large_weeks": [weeks()[0], weeks()[2], weeks()[4], weeks()[7], weeks()[10]],
        "cards": cards(),
    }
