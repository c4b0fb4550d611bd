"""The rankings in an answer. Pure: JSON in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from integrations.catalogue import JobEntry
from integrations.fflogs.errors import changed
from integrations.fflogs.queries import Place
from integrations.fflogs.reply import is_refusal
from integrations.fflogs.schemas import DutyLogs
from integrations.fflogs.values import items, mapping, moment, percent, whole
from integrations.parts import Parts

MOST_KILLS = 1_000_000
Jobs = Mapping[str, JobEntry]


@dataclass(frozen=True, slots=True)
class Row:
    """One fight in one zone."""

    kills: int
    percentile: float | None = None
    spec: str | None = None
    date: datetime | None = None

    @property
    def rank(self) -> tuple[float, int]:
        return (-1.0 if self.percentile is None else self.percentile, self.kills)


@dataclass(frozen=True, slots=True)
class Found:
    """A duty, and where its best kill is."""

    logs: DutyLogs
    best: Place | None


def is_refused(rankings: object) -> bool:
    return isinstance(rankings, dict) and is_refusal(rankings.get("error"))


def read_duty(
    duty_id: int,
    places: Iterable[Place],
    fields: Mapping[str, Any],
    jobs: Jobs,
    parts: Parts,
) -> Found | None:
    """A duty out of all its places. None where it cannot be known.

    A kill anywhere is a clear. That there is none needs an answer from everywhere.
    """
    rows = {
        place: parts.read(read_row, place, fields.get(place.zone_alias), parts)
        for place in places
    }
    known = {place: row for place, row in rows.items() if row is not None}
    killed = {place: row for place, row in known.items() if row.kills}
    if not killed:
        is_known = bool(rows) and len(known) == len(rows)
        return Found(DutyLogs(duty_id), None) if is_known else None
    place, best = max(killed.items(), key=lambda each: each[1].rank)
    logs = DutyLogs(
        duty_id,
        kills=sum(row.kills for row in killed.values()),
        percentile=best.percentile,
        spec=best.spec,
        job=jobs.get(spec_key(best.spec or "")),
        date=best.date,
    )
    return Found(logs, place)


def read_row(place: Place, rankings: object, parts: Parts) -> Row | None:
    """The place's row in its zone's rankings; None where they do not say.

    Raises `Changed` where the kills cannot be read; what else cannot be is left out.
    """
    if rankings is None:
        return None
    zone = mapping(rankings, "zoneRankings")
    if "error" in zone:
        return None
    _check_same(zone, "zone", place.zone)
    _check_same(zone, "difficulty", place.difficulty)
    rows = [
        mapping(each, "rankings") for each in items(zone.get("rankings"), "rankings")
    ]
    mine = [_row(row, parts) for row in rows if _encounter(row) == place.encounter]
    return max(mine, key=lambda row: (row.kills > 0, *row.rank), default=None)


def read_date(rankings: object, parts: Parts) -> datetime | None:
    """When the best kill began, out of `encounterRankings`; None where it is unsaid."""
    if rankings is None:
        return None
    encounter = mapping(rankings, "encounterRankings")
    if "error" in encounter:
        return None
    ranks = [mapping(each, "ranks") for each in items(encounter.get("ranks"), "ranks")]
    dates = [
        (-1.0 if best is None else best, -began.timestamp(), began)
        for best, began in (_rank(rank, parts) for rank in ranks)
        if began is not None
    ]
    return max(dates)[2] if dates else None


def jobs_by_spec(jobs: Iterable[JobEntry]) -> dict[str, JobEntry]:
    return {spec_key(job.name_en): job for job in jobs}


def spec_key(spec: str) -> str:
    """FF Logs writes "WhiteMage"."""
    return spec.replace(" ", "").casefold()


def _row(row: Mapping[str, Any], parts: Parts) -> Row:
    kills = whole(row.get("totalKills"), "totalKills", most=MOST_KILLS)
    if not kills:
        return Row(0)
    best, began = _rank(row, parts)
    return Row(kills, best, parts.read(_spec, row), began)


def _rank(
    rank: Mapping[str, Any], parts: Parts
) -> tuple[float | None, datetime | None]:
    return (
        parts.read(percent, rank.get("rankPercent"), "rankPercent"),
        parts.read(moment, rank.get("startTime"), "startTime"),
    )


def _spec(row: Mapping[str, Any]) -> str | None:
    spec = row.get("bestSpec") or row.get("spec")
    if spec is not None and not isinstance(spec, str):
        raise changed("spec")
    return spec


def _encounter(row: Mapping[str, Any]) -> int | None:
    encounter = row.get("encounter")
    if encounter is None:
        return None
    return whole(mapping(encounter, "encounter").get("id"), "encounter")


def _check_same(zone: Mapping[str, Any], name: str, asked: int) -> None:
    told = zone.get(name)
    if asked and told is not None and whole(told, name) != asked:
        raise changed(name)
