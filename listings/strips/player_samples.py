"""Invented players for the styleguide: every form a claim, progress or jobs can take."""

from datetime import datetime, timedelta
from typing import Any

from config.lib.week import Window
from integrations.catalogue import catalogue
from listings.strips.claims import Claim, Clock
from listings.strips.free import FreeWeek, free_week
from listings.strips.levels import JobGroup, job_groups
from listings.strips.player_card import (
    PlayedJob,
    PlayedRole,
    PlayerCard,
    seeking_since,
)
from listings.strips.progress import Kills, Known, Picture, picture
from listings.strips.samples import BERLIN, NOW, week, windows

CLOCK = Clock(NOW, BERLIN)


def players() -> dict[str, Any]:
    """What the styleguide's parts `_claims`, `_progress`, `_jobs`, `_free` and `_player` print."""
    return {
        "claims": claims(),
        "pictures": pictures(),
        "job_lists": job_lists(),
        "free_weeks": free_weeks(),
        "player_cards": player_cards(),
    }


def claims() -> list[Claim]:
    return [
        CLOCK.verified(NOW - timedelta(days=40), by_day=True),
        CLOCK.verified(NOW - timedelta(minutes=12)),
        CLOCK.verified(None),
        CLOCK.from_logs(NOW - timedelta(hours=3)),
        CLOCK.from_logs(NOW - timedelta(days=90)),
        CLOCK.self_declared(),
        CLOCK.unknown(NOW),
        CLOCK.unknown(),
    ]


def pictures() -> list[tuple[str, Picture]]:
    known = catalogue()
    whole = {
        duty.id: Kills(40 - n, 99.9 - n, _job("SCH"), _weeks_ago(n))
        for n, duty in enumerate(known.offered_duties[:40])
    }
    bare = {pk: Kills(found.times) for pk, found in [*whole.items()][:7]}
    return [
        ("Everything, percentiles shown", _drawn(whole, known.duties)),
        ("A new tier, percentiles not shown", _drawn(bare, known.duties)),
        ("Older tiers not asked for yet", _drawn(bare, [*bare])),
        ("No clears", _drawn({}, known.duties)),
        ("Nothing is known: hidden, no logs, not asked", _drawn({}, ())),
    ]


def job_lists() -> list[tuple[JobGroup, ...]]:
    known = catalogue()
    played = [_job(code) for code in ("SCH", "SGE", "PCT")]
    levels = {job.id: 100 - n for n, job in enumerate(known.offered_jobs)}
    young = {_job("CNJ"): 12, _job("ARC"): 23}
    return [
        job_groups(levels, played, known),
        job_groups({}, played, known),
        job_groups(young, (), known),
    ]


def free_weeks() -> list[FreeWeek]:
    evenings = [
        *windows([1, 2, 3], "19:30", 4),
        *windows([5], "14:00", 5),
        *windows([6], "18:00", 4),
    ]
    split = [*windows(range(7), "22:00", 5), *windows([0, 2, 4], "06:00", 1.5)]
    return [_free(evenings), _free(split), _free(windows([5], "00:00", 24))]


def player_cards() -> list[PlayerCard]:
    tank = PlayedRole("Tank", "tank", "tank")
    healer = PlayedRole("Shield healer", "healer", "healer-shield")
    return [
        _player(
            "moss-lantern",
            headline="Shield healer for evenings after eight, calm calls",
            place="Twintania, Light",
            main=PlayedJob("SCH", "Scholar", "healer", "healer-shield"),
            others=(PlayedJob("PLD", "Paladin", "tank", "tank"),),
            more=3,
            roles=(healer, tank),
            progress="M12S cleared · FRU, TOP",
            progress_source="from logs, 20 Nov",
            languages="English, Deutsch",
            voice="I speak",
            intensity="Midcore",
        ),
        _player(
            "a-handle-of-thirty-letters-yes",
            headline="どの役割でも大丈夫です、週末の夜に",
            lang="ja",
            place="Chocobo, Mana",
            main=PlayedJob("PLD", "Paladin", "tank", "tank"),
            roles=(tank,),
            days=20,
        ),
        _player("fern", days=1, raids=[]),
    ]


def _player(
    handle: str,
    *,
    days: int = 0,
    raids: list[Window] | None = None,
    **more: Any,
) -> PlayerCard:
    said = windows((1, 3, 6), "20:00", 3) if raids is None else raids
    nothing: dict[str, Any] = {
        "headline": "", "place": "", "main": None, "others": (), "more": 0, "roles": (),
        "progress": "", "progress_source": "",
    }  # fmt: skip
    since = seeking_since(NOW - timedelta(days=days), NOW, BERLIN)
    told = nothing | more | {"week": week(said), "since": since}
    return PlayerCard(url="/players/", person_id=handle, handle=handle, **told)


def _drawn(kills: dict[int, Kills], asked: Any) -> Picture:
    return picture(Known(kills, asked), catalogue(), CLOCK)


def _free(said: list[Window]) -> FreeWeek:
    return free_week(said, home=BERLIN, viewer=BERLIN, now=NOW)


def _job(code: str) -> int:
    return catalogue().job_by_abbreviation[code].id


def _weeks_ago(weeks: int) -> datetime:
    return NOW - timedelta(weeks=weeks)
