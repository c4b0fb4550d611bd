"""The roster a new listing begins with: who usually stands where.

Places and their order are the community's convention for a light party, a full party
and three full parties; pure and shield healers as the Raid Finder pairs them.
"""

from dataclasses import dataclass

from integrations.catalogue import catalogue

FULL_PARTY = (
    ("MT", "tank"),
    ("OT", "tank"),
    ("H1", "pure"),
    ("H2", "shield"),
    ("M1", "melee"),
    ("M2", "melee"),
    ("R1", "physical_ranged"),
    ("R2", "magical_ranged"),
)
LIGHT_PARTY = (
    ("MT", "tank"),
    ("H1", "healer"),
    ("M1", "melee"),
    ("R1", "ranged"),
)
# Who fills a place before its team has said so: a usual pairing of jobs.
USUAL_JOBS = {
    "MT": "PLD",
    "OT": "WAR",
    "H1": "WHM",
    "H2": "SCH",
    "M1": "DRG",
    "M2": "NIN",
    "R1": "BRD",
    "R2": "BLM",
}


@dataclass(frozen=True)
class Place:
    position: int
    name: str
    job_ids: tuple[int, ...]

    @property
    def usual_job_id(self) -> int:
        usual = catalogue().job_by_abbreviation.get(USUAL_JOBS[self.name[-2:]])
        return usual.id if usual and usual.id in self.job_ids else self.job_ids[0]


def roster_template(size: int) -> list[Place]:
    """`size` is 4, 8 or 24 players."""
    party = LIGHT_PARTY if size == 4 else FULL_PARTY
    parties = ("A", "B", "C") if size == 24 else ("",)
    return [
        Place(
            position=number * len(party) + index,
            name=f"{letter}{name}",
            job_ids=_jobs_for(wanted),
        )
        for number, letter in enumerate(parties)
        for index, (name, wanted) in enumerate(party, start=1)
    ]


def _jobs_for(wanted: str) -> tuple[int, ...]:
    return tuple(
        job.id
        for job in catalogue().offered_jobs
        if wanted in (job.role, job.healer_subtype)
        or (wanted == "ranged" and job.role in ("physical_ranged", "magical_ranged"))
    )
