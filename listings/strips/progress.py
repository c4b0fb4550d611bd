"""What a character has cleared, as a picture: a row for each tier, a cell for a duty."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext, ngettext

from integrations.catalogue import Catalogue, DutyEntry, TierEntry
from integrations.enums import ULTIMATE
from listings.strips.claims import Clock

SHOWN = 4  # tiers that are always open; the others wait behind a word


@dataclass(frozen=True)
class Kills:
    """What the logs say of one duty. No percentile where its player shows none."""

    times: int
    percentile: float | None = None
    job_id: int | None = None
    date: datetime | None = None  # of the best kill


@dataclass(frozen=True)
class Known:
    """All that the logs say. `asked` are the duties that were asked for: what is among
    them without a kill has not been seen; of any other nothing is known."""

    kills: Mapping[int, Kills]
    asked: Collection[int]


@dataclass(frozen=True)
class Cell:
    name: str
    full_name: str
    state: str  # clear, none, unknown
    words: str  # "12 clears", "not seen", "unknown"
    best: str = ""  # "88 · SCH"
    best_aloud: str = ""
    day: str = ""
    iso: str = ""


@dataclass(frozen=True)
class TierRow:
    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Picture:
    tiers: tuple[TierRow, ...]
    older: tuple[TierRow, ...] = ()
    others: tuple[Cell, ...] = ()
    cleared: int = 0


def picture(known: Known, catalogue: Catalogue, clock: Clock) -> Picture:
    """The current tier, older ones with a clear, then every ultimate."""

    def row(name: str, note: str, duties: Iterable[DutyEntry]) -> TierRow:
        cells = (_cell(duty, known, catalogue, clock) for duty in duties)
        return TierRow(name, note, tuple(cells))

    rows, ultimates = [], []
    left = [catalogue.duties[pk] for pk in known.kills if pk in catalogue.duties]
    for tier in catalogue.offered_tiers:
        floors = catalogue.duties_of(tier)
        if tier.is_current or any(floor.id in known.kills for floor in floors):
            rows.append(row(*_title(tier), floors))
            left = [duty for duty in left if duty not in floors]
    ultimates = [d for d in catalogue.offered_duties if d.kind == ULTIMATE]
    if any(duty.id in {*known.kills, *known.asked} for duty in ultimates):
        # Players count them from the first.
        oldest_first = list(reversed(ultimates))
        last = row(gettext("Ultimates"), gettext("all expansions"), oldest_first)
        rows.insert(SHOWN, last)
        left = [duty for duty in left if duty not in ultimates]
    return Picture(
        tiers=tuple(rows[: SHOWN + 1]),
        older=tuple(rows[SHOWN + 1 :]),
        others=tuple(_cell(duty, known, catalogue, clock) for duty in left),
        cleared=len(known.kills),
    )


def _title(tier: TierEntry) -> tuple[str, str]:
    """ "AAC Heavyweight" and "Savage · 7.4". Japanese names have no such ending."""
    name, _mark, note = tier.name.removesuffix(")").rpartition(" (")
    if not name or not tier.name.endswith(")"):
        name, note = tier.name, ""
    return name, " · ".join(filter(None, (note, tier.patch)))


def _cell(duty: DutyEntry, known: Known, catalogue: Catalogue, clock: Clock) -> Cell:
    found = known.kills.get(duty.id)
    if found is None:
        is_asked = duty.id in known.asked
        return Cell(
            name=duty.short_name,
            full_name=duty.name,
            state="none" if is_asked else "unknown",
            words=gettext("not seen") if is_asked else gettext("unknown"),
        )
    best, aloud = _best(found, catalogue)
    return Cell(
        name=duty.short_name,
        full_name=duty.name,
        state="clear",
        words=ngettext("%(n)d clear", "%(n)d clears", found.times) % {"n": found.times},
        best=best,
        best_aloud=aloud,
        day=clock.day(found.date) if found.date else "",
        iso=found.date.astimezone(UTC).date().isoformat() if found.date else "",
    )


def _best(found: Kills, catalogue: Catalogue) -> tuple[str, str]:
    """As FF Logs shows it: whole, and never rounded up."""
    if found.percentile is None:
        return "", ""
    job = catalogue.jobs.get(found.job_id) if found.job_id else None
    said = {"n": int(found.percentile), "job": job.name if job else ""}
    if job is None:
        return f"{said['n']}", gettext("best percentile %(n)d") % said
    aloud = gettext("best percentile %(n)d, as %(job)s") % said
    return f"{said['n']} · {job.abbreviation}", aloud
