"""Jobs as ticks in the colours of their roles."""

from dataclasses import dataclass

from django.forms import BoundField

from accounts.forms.catalogue import ROLE_GLYPHS
from integrations.catalogue import catalogue


@dataclass(frozen=True)
class JobTick:
    id: int
    code: str
    role: str
    colour: str
    is_chosen: bool


@dataclass(frozen=True)
class SeatJobs:
    """`colour` is the seat's, by the role of what it takes: any where it takes several."""

    colour: str
    own: list[JobTick]
    others: list[JobTick]


def job_ticks(bound: BoundField) -> list[JobTick]:
    chosen = {str(value) for value in bound.value() or []}
    return [
        JobTick(
            job.id,
            job.abbreviation,
            job.role,
            ROLE_GLYPHS[job.role][0],
            str(job.id) in chosen,
        )
        for job in catalogue().offered_jobs
    ]


def seat_jobs(bound: BoundField, *, held: str) -> SeatJobs:
    """A seat that takes nothing yet shows every job."""
    ticks = job_ticks(bound)
    taken = [tick for tick in ticks if tick.is_chosen or str(tick.id) == held] or ticks
    roles, colours = {t.role for t in taken}, {t.colour for t in taken}
    return SeatJobs(
        colours.pop() if len(colours) == 1 else "any",
        [tick for tick in ticks if tick.role in roles],
        [tick for tick in ticks if tick.role not in roles],
    )
