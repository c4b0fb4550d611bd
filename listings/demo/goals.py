"""What teams aim at, weighted as on a real board, and what that asks of people."""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import NamedTuple

from integrations.catalogue import Catalogue, DutyEntry, TierEntry
from integrations.enums import ULTIMATE
from listings.demo.chance import Wheel

ULTIMATE_WEIGHTS = (9.0, 9.0, 6.0, 3.5, 3.0, 2.5, 2.5)  # newest first
OTHER_KINDS = {
    "extreme": 8.0,
    "field_raid": 1.6,
    "chaotic": 1.6,
    "criterion": 1.6,
    "criterion_savage": 1.2,
    "quantum": 1.4,
}
OTHER_KIND = 0.5
FADE = 0.55  # of a kind's weight, from one duty to the next older one


class Aim(NamedTuple):
    duty: DutyEntry  # the one that progress is told of
    tier: TierEntry | None  # given where the whole tier is the goal

    @property
    def ids(self) -> tuple[int | None, int | None]:
        return (None, self.tier.id) if self.tier else (self.duty.id, None)

    @property
    def is_ultimate(self) -> bool:
        return self.duty.kind == ULTIMATE


@lru_cache(maxsize=1)
def aims(known: Catalogue) -> Wheel[Aim]:
    return Wheel([*_tiers(known), *_ultimates(known), *_others(known)])


def more_aims(known: Catalogue, aim: Aim, rng: Random) -> list[Aim]:
    """The first goal, and now and then another for a party of the same size."""
    found = [aim]
    if rng.random() < 0.12:
        other = aims(known).spin(rng)
        fits = other.duty.party_size == aim.duty.party_size
        if fits and other.duty.id != aim.duty.id:
            found.append(other)
    return found


@lru_cache(maxsize=4096)
def tag(known: Catalogue, aim: Aim, language: str) -> str:
    """“M9S–M12S”, “FRU”, or the duty's name in that language."""
    if aim.tier:
        floors = known.duties_of(aim.tier)
        return f"{floors[0].short_name}–{floors[-1].short_name}"
    duty = aim.duty
    return duty.abbreviation or str(getattr(duty, f"name_{language}", duty.name_en))


@lru_cache(maxsize=4096)
def clears_before(known: Catalogue, aim: Aim) -> tuple[int, ...]:
    """What a team may want to see cleared: earlier floors, or an older ultimate."""
    duty = aim.duty
    if duty.tier is not None:
        floors = known.duties_of(duty.tier)
        return tuple(d.id for d in floors if (d.floor or 0) < (duty.floor or 0))
    if aim.is_ultimate:
        ultimates = [d.id for d in known.offered_duties if d.kind == duty.kind]
        older = ultimates[ultimates.index(duty.id) + 1 :]
        return tuple(older[:1])
    return ()


def _tiers(known: Catalogue) -> Iterator[tuple[Aim, float]]:
    """The current tier above all; an older one the less the older it is."""
    weight = 2.4
    for tier in known.offered_tiers:
        floors = known.duties_of(tier)
        if not floors:
            continue
        whole, last, others = weight, weight * 0.5, weight * 0.2
        if tier.is_current:
            whole, last, others = 34.0, 12.0, 4.0
        yield Aim(floors[-1], tier), whole
        yield Aim(floors[-1], None), last
        for duty in floors[:-1]:
            yield Aim(duty, None), others / len(floors[:-1])
        weight *= FADE


def _ultimates(known: Catalogue) -> Iterator[tuple[Aim, float]]:
    found = [d for d in known.offered_duties if d.kind == ULTIMATE]
    for place, duty in enumerate(found):
        yield Aim(duty, None), ULTIMATE_WEIGHTS[min(place, len(ULTIMATE_WEIGHTS) - 1)]


def _others(known: Catalogue) -> Iterator[tuple[Aim, float]]:
    weights: dict[str, float] = {}
    for duty in known.offered_duties:
        if duty.tier is None and duty.kind != ULTIMATE:
            first = OTHER_KINDS.get(duty.kind, OTHER_KIND) * (1 - FADE)
            weight = weights.get(duty.kind, first)
            yield Aim(duty, None), weight
            weights[duty.kind] = weight * FADE
