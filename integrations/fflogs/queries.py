"""What to ask for the duties of the catalogue, in few requests and few points."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from integrations.catalogue import Catalogue, DutyEntry

POINTS_PER_ZONE = 5.0  # as FFLogsViewer estimates
POINTS_PER_ENCOUNTER = 2.0  # less was seen on the same engine
POINTS_PER_QUERY = 250.0  # every zone of today in one

# The percentile of the time of the kill: it stays as it was.
_HOW = "metric: rdps, timeframe: Historical"
_WHO = "id canonicalID lodestoneID name server { name } hidden"
_POINTS = "rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where FF Logs keeps the kills of one fight. Difficulty 0: the zone's highest."""

    zone: int
    difficulty: int
    encounter: int

    @property
    def zone_alias(self) -> str:
        return f"Zone{self.zone}diff{self.difficulty}"

    @property
    def zone_field(self) -> str:
        wanted = f"zoneID: {self.zone}{_difficulty(self.difficulty)}"
        return f"{self.zone_alias}: zoneRankings({wanted}, {_HOW})"

    @property
    def encounter_alias(self) -> str:
        return f"Encounter{self.encounter}diff{self.difficulty}"

    @property
    def encounter_field(self) -> str:
        wanted = f"encounterID: {self.encounter}{_difficulty(self.difficulty)}"
        return f"{self.encounter_alias}: encounterRankings({wanted}, {_HOW})"


def places_of(duty: DutyEntry) -> tuple[Place, ...]:
    """All places of the duty's kills: its own, then the older ones.

    Of a fight in parts only the last proves the clear. An Ultimate has its own zone
    and one in each later expansion; a kill in any of them counts.
    """
    if duty.fflogs_zone_id is None or duty.fflogs_encounter_id is None:
        return ()
    last = {duty.fflogs_zone_id: duty.fflogs_encounter_id}
    last |= {z: e for z, e in duty.fflogs_legacy if z != duty.fflogs_zone_id}
    return tuple(Place(z, duty.fflogs_difficulty or 0, e) for z, e in last.items())


def places(catalogue: Catalogue) -> dict[int, tuple[Place, ...]]:
    """Duty to its places. Duties that FF Logs cannot tell apart have none."""
    found = {duty.id: places_of(duty) for duty in catalogue.duties.values()}
    uses = Counter(place for each in found.values() for place in each)
    shared = {place for place, count in uses.items() if count > 1}
    return {d: each if shared.isdisjoint(each) else () for d, each in found.items()}


def zone_fields(wanted: Iterable[Place]) -> list[str]:
    """One field for each zone and difficulty, however many duties lie in it."""
    return list(dict.fromkeys(place.zone_field for place in sorted(wanted)))


def chunks(fields: Collection[str], points_each: float) -> Iterator[list[str]]:
    """As many fields in a query as its points allow; at least one query."""
    rest = list(fields)
    size = max(1, int(POINTS_PER_QUERY / points_each))
    yield rest[:size]
    for start in range(size, len(rest), size):
        yield rest[start : start + size]


def query(who: str, fields: Iterable[str]) -> str:
    """`who`: "lodestoneID: 1" or "id: 1"."""
    lines = "\n".join([_WHO, *fields])
    character = f"characterData {{ character({who}) {{\n{lines}\n}} }}"
    return f"query {{\n{_POINTS}\n{character}\n}}"


def _difficulty(difficulty: int) -> str:
    return f", difficulty: {difficulty}" if difficulty else ""
