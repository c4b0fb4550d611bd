"""Sets of jobs, named as players name them: "any melee", "SCH or SGE", "4 tanks"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from django.utils.translation import get_language, gettext, pgettext


class JobLike(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def abbreviation(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def healer_subtype(self) -> str: ...


@dataclass(frozen=True)
class Kind:
    """A group of jobs with a name of its own; `glyph` is its symbol in glyphs.svg."""

    key: str
    colour: str
    glyph: str
    roles: frozenset[str]
    subtype: str = ""

    @property
    def has_own_glyph(self) -> bool:
        return self.glyph == self.key

    def has(self, job: JobLike) -> bool:
        return job.role in self.roles and self.subtype in ("", job.healer_subtype)


TANK = Kind("tank", "tank", "tank", frozenset({"tank"}))
PURE = Kind("healer-pure", "healer", "healer-pure", frozenset({"healer"}), "pure")
SHIELD = Kind(
    "healer-shield", "healer", "healer-shield", frozenset({"healer"}), "shield"
)
HEALER = Kind("healer", "healer", "healer", frozenset({"healer"}))
MELEE = Kind("melee", "dps", "melee", frozenset({"melee"}))
RANGED = Kind("ranged", "dps", "ranged", frozenset({"physical_ranged"}))
CASTER = Kind("caster", "dps", "caster", frozenset({"magical_ranged"}))
FAR = Kind("far", "dps", "dps", RANGED.roles | CASTER.roles)
DPS = Kind("dps", "dps", "dps", MELEE.roles | FAR.roles)
ANY = Kind("any", "any", "any", TANK.roles | HEALER.roles | DPS.roles)

NARROW_FIRST = (TANK, PURE, SHIELD, HEALER, MELEE, RANGED, CASTER, FAR, DPS, ANY)
PARTS = {FAR: (RANGED, CASTER)}  # of kinds without a glyph of their own
MOST_GLYPHS = 3  # on one seat
WIDE_FIRST = (TANK, HEALER, PURE, SHIELD, DPS, MELEE, FAR, RANGED, CASTER)


@cache
def _names(language: str | None) -> dict[str, tuple[str, str]]:
    """By key: the kind's name, and the name that asks for any job of it."""
    return {
        "tank": (gettext("tank"), gettext("any tank")),
        "healer-pure": (gettext("pure healer"), gettext("pure healer")),
        "healer-shield": (gettext("shield healer"), gettext("shield healer")),
        "healer": (gettext("healer"), gettext("any healer")),
        "melee": (gettext("melee"), gettext("any melee")),
        "ranged": (gettext("physical ranged"), gettext("physical ranged")),
        "caster": (gettext("magical ranged"), gettext("magical ranged")),
        "far": (gettext("ranged"), gettext("any ranged")),
        "dps": (gettext("DPS"), gettext("any DPS")),
        "any": (gettext("any role"), gettext("any job")),
    }


def kind_name(kind: Kind) -> str:
    return _names(get_language())[kind.key][0]


def any_of_kind(kind: Kind) -> str:
    return _names(get_language())[kind.key][1]


@dataclass(frozen=True)
class Choice:
    """A set of jobs, in the catalogue's order, and what it amounts to."""

    kind: Kind
    codes: tuple[str, ...]
    is_whole: bool  # all jobs of the kind
    whole_kinds: tuple[Kind, ...]  # that make up exactly these jobs; often none

    @property
    def is_any(self) -> bool:
        return self.is_whole and len(self.codes) > 2

    @property
    def parts(self) -> tuple[Kind, ...]:
        """The kinds with a glyph of their own that make up a wide choice, as melee and
        caster do; none for a choice that one glyph stands for."""
        if self.is_whole and self.kind.has_own_glyph:
            return ()
        wide = [PARTS.get(kind, (kind,)) for kind in self.whole_kinds]
        parts = tuple(part for kinds in wide for part in kinds)
        return parts if 2 <= len(parts) <= MOST_GLYPHS else ()


class Catalogue:
    """All jobs on offer: tells a whole kind from a choice of its jobs."""

    def __init__(self, all_jobs: Iterable[JobLike]) -> None:
        jobs = tuple(all_jobs)
        self._rank = {job.id: rank for rank, job in enumerate(jobs)}
        self._ids = {
            kind: frozenset(job.id for job in jobs if kind.has(job))
            for kind in NARROW_FIRST
        }
        # The same few sets stand on every card.
        self.choice = lru_cache(4096)(self._choice)

    def _choice(self, jobs: tuple[JobLike, ...]) -> Choice:
        ids = {job.id for job in jobs}
        kind = next(k for k in NARROW_FIRST if all(map(k.has, jobs)))
        ordered = sorted(jobs, key=lambda job: self._rank.get(job.id, len(self._rank)))
        return Choice(
            kind=kind,
            codes=tuple(job.abbreviation for job in ordered),
            is_whole=self._ids[kind] == ids,
            whole_kinds=self._whole_kinds(ids),
        )

    def _whole_kinds(self, ids: set[int]) -> tuple[Kind, ...]:
        left, found = set(ids), []
        for kind in WIDE_FIRST:
            if self._ids[kind] and self._ids[kind] <= left:
                found.append(kind)
                left -= self._ids[kind]
        return () if left else tuple(found)


@lru_cache(8)
def catalogue_of(all_jobs: tuple[JobLike, ...]) -> Catalogue:
    return Catalogue(all_jobs)


def either(names: Sequence[str]) -> str:
    """ "BRD, MCH or DNC"."""
    if len(names) == 1:
        return names[0]
    return gettext("%(list)s or %(last)s") % {
        "list": pgettext("between list items", ", ").join(names[:-1]),
        "last": names[-1],
    }
