"""Who sits where: filled seats, flexible ones, and those that wait for somebody."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from integrations.catalogue import Catalogue
from listings.demo.chance import Wheel, pick
from listings.demo.plans import SlotPlan
from listings.rosters import FULL_PARTY, LIGHT_PARTY, roster_template

OPEN_OF_EIGHT = Wheel([(1, 46), (2, 28), (3, 14), (4, 6), (5, 3), (6, 2), (7, 1)])
OPEN_OF_FOUR = Wheel([(1, 62), (2, 28), (3, 10)])
OPEN_OF_MANY = Wheel([(n, 1) for n in range(3, 16)])
# What a place is opened for beside what the template says, by chance.
FLEX: dict[str, list[tuple[str, float]]] = {
    "tank": [("tank", 84), ("single", 16)],
    "pure": [("pure", 50), ("healer", 36), ("single", 14)],
    "shield": [("shield", 52), ("healer", 33), ("single", 15)],
    "healer": [("healer", 88), ("single", 12)],
    "melee": [("melee", 66), ("flex", 14), ("dps", 10), ("single", 10)],
    "physical_ranged": [("physical_ranged", 78), ("ranged", 10), ("single", 12)],
    "magical_ranged": [
        ("magical_ranged", 62),
        ("flex", 16),
        ("ranged", 8),
        ("single", 14),
    ],
    "ranged": [("ranged", 80), ("dps", 12), ("single", 8)],
}
WORDS = {
    "healer": ("healer",),
    "ranged": ("physical_ranged", "magical_ranged"),
    "flex": ("melee", "magical_ranged"),
    "dps": ("melee", "physical_ranged", "magical_ranged"),
}


class Place(NamedTuple):
    name: str
    wanted: str  # a role, a healer's subtype, "ranged"
    jobs: tuple[int, ...]


class Roster(NamedTuple):
    slots: list[SlotPlan]
    sought: list[str]  # a word of `Tongue.roles` or a job's letters, each once
    jobs: tuple[int, ...] = ()  # sought by a field raid, which has no slots


@lru_cache(maxsize=8)
def places(known: Catalogue, size: int) -> tuple[Place, ...]:
    party = dict(LIGHT_PARTY if size == 4 else FULL_PARTY)
    return tuple(
        Place(place.name, party[place.name[-2:]], tuple(sorted(place.job_ids)))
        for place in roster_template(size)
    )


@lru_cache(maxsize=64)
def jobs_for(known: Catalogue, word: str) -> tuple[int, ...]:
    roles = WORDS.get(word, (word,))
    return tuple(
        sorted(
            job.id
            for job in known.offered_jobs
            if job.role in roles or job.healer_subtype == word
        )
    )


def how_many_open(rng: Random, size: int) -> int:
    wheels = {4: OPEN_OF_FOUR, 8: OPEN_OF_EIGHT}
    return wheels.get(size, OPEN_OF_MANY).spin(rng)


def roster(
    rng: Random, known: Catalogue, size: int, wanted: int, members: Sequence[str]
) -> Roster:
    """A whole party with `wanted` open slots; `members` are seated first."""
    template = places(known, size)
    free = set(rng.sample(range(len(template)), wanted)) if wanted else set[int]()
    queue, used = list(members), set[int]()
    slots: list[SlotPlan] = []
    sought: list[str] = []
    for number, place in enumerate(template):
        if number % 8 == 0:
            used.clear()
        if number in free:
            slots.append(_opened(rng, known, place, sought))
        else:
            slots.append(_filled(rng, place, used, queue))
    return Roster(slots, sought)


def substitutes(rng: Random, known: Catalogue, size: int, *, filled: bool) -> Roster:
    """Only the slots that somebody is sought for."""
    template = places(known, size)
    chosen = sorted(rng.sample(range(len(template)), 1 if rng.random() < 0.75 else 2))
    sought: list[str] = []
    slots = [_opened(rng, known, template[number], sought) for number in chosen]
    if filled:
        slots = [slot._replace(job=pick(rng, slot.jobs)) for slot in slots]
    return Roster(slots, sought)


def field_raid(rng: Random, known: Catalogue) -> Roster:
    """One to three roles, or some of their jobs."""
    words = rng.sample(["tank", "healer", "melee", "ranged"], rng.randrange(1, 4))
    jobs = {job for word in words for job in jobs_for(known, word)}
    return Roster([], words, tuple(sorted(jobs)))


def _opened(rng: Random, known: Catalogue, place: Place, sought: list[str]) -> SlotPlan:
    word = _flex(place.wanted).spin(rng)
    jobs: tuple[int, ...]
    if word == "single":
        job = pick(rng, place.jobs)
        word, jobs = known.jobs[job].abbreviation, (job,)
    else:
        jobs = jobs_for(known, word)
    if word not in sought:
        sought.append(word)
    return SlotPlan(place.name, jobs)


@lru_cache(maxsize=32)
def _flex(wanted: str) -> Wheel[str]:
    return Wheel(FLEX[wanted])


def _filled(rng: Random, place: Place, used: set[int], queue: list[str]) -> SlotPlan:
    job = pick(rng, place.jobs)
    while job in used:
        job = pick(rng, place.jobs)
    used.add(job)
    jobs = place.jobs if rng.random() < 0.75 else (job,)
    return SlotPlan(place.name, jobs, job, queue.pop() if queue else None)
