"""Jobs by role: those that somebody says they play, and the levels they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from integrations.catalogue import Catalogue, JobEntry
from listings.strips.jobs import (
    CASTER,
    HEALER,
    MELEE,
    PURE,
    RANGED,
    SHIELD,
    TANK,
    Kind,
    kind_name,
)

# The last of the healers takes the class that is not yet one or the other.
KINDS = (TANK, PURE, SHIELD, HEALER, MELEE, RANGED, CASTER)
LAST = 999  # behind every job that is played


@dataclass(frozen=True)
class JobChip:
    code: str
    name: str
    level: int | None
    is_main: bool
    is_played: bool


@dataclass(frozen=True)
class JobGroup:
    name: str
    glyph: str
    colour: str
    jobs: tuple[JobChip, ...]


def job_groups(
    levels: Mapping[int, int], played: Sequence[int], catalogue: Catalogue
) -> tuple[JobGroup, ...]:
    """`played`, the main job first, decides the order; then the level does."""
    rank = {job: place for place, job in enumerate(played)}
    by_kind: dict[Kind, list[JobEntry]] = {kind: [] for kind in KINDS}
    for job in _jobs(levels, played, catalogue):
        by_kind[kind_of(job)].append(job)
    groups = [
        (kind, sorted(jobs, key=lambda j: (rank.get(j.id, LAST), -levels.get(j.id, 0))))
        for kind, jobs in by_kind.items()
        if jobs
    ]
    groups.sort(key=lambda group: rank.get(group[1][0].id, LAST))
    return tuple(
        JobGroup(
            name=kind_name(kind),
            glyph=kind.glyph,
            colour=kind.colour,
            jobs=tuple(_chip(job, levels, rank) for job in jobs),
        )
        for kind, jobs in groups
    )


def kind_of(job: JobEntry) -> Kind:
    return next(kind for kind in KINDS if kind.has(job))


def _jobs(
    levels: Mapping[int, int], played: Sequence[int], catalogue: Catalogue
) -> list[JobEntry]:
    """A class is left out once the job it grows into is there; a limited job fights in
    no party."""
    has = {pk for pk, level in levels.items() if level > 0} | set(played)
    grown = {job.base_class_id for job in catalogue.jobs.values() if job.id in has}
    return [
        job
        for job in catalogue.jobs.values()
        if job.id in has and not job.is_limited and job.id not in grown
    ]


def _chip(job: JobEntry, levels: Mapping[int, int], rank: Mapping[int, int]) -> JobChip:
    place = rank.get(job.id)
    return JobChip(
        code=job.abbreviation,
        name=job.name,
        level=levels.get(job.id) or None,
        is_main=place == 0,
        is_played=place is not None,
    )
