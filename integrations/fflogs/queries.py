"""What to ask for the duties of the catalogue, in few requests and few points."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from integrations.catalogue import Catalogue, DutyEntry

POINTS_PER_ZONE = 5.0  # as FFLogsViewer estimates
POINTS_PER_ENCOUNTER = 2.0  # less was seen on the same engine
POINTS_PER_QUERY = 250.0  # every zone of today in one

# FF Logs numbers its zones as they come. Those before this one are of Heavensward and
# Stormblood, which have no rDPS.
FIRST_ZONE_WITH_RDPS = 28
_WHO = "id canonicalID lodestoneID hidden"
_POINTS = "rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rankings of a zone are asked for.

    Of all partitions: without that only the newest answers, and a patch that opens one
    would make earlier kills look like none.
    """

    metric: str
    all_partitions: bool = True

    def __str__(self) -> str:
        partition = ", partition: -1" if self.all_partitions else ""
        # The percentile of the time of the kill: it stays as it was.
        return f"metric: {self.metric}{partition}, timeframe: Historical"


def first_filters(zone: int) -> Filters:
    return Filters("rdps" if zone >= FIRST_ZONE_WITH_RDPS else "dps")


def next_filters(filters: Filters, rankings: object) -> Filters | None:
    """What to ask next where a zone has nothing under these; None where nothing helps.

    A zone without partitions answers an error, one without the metric no rows.
    """
    if not isinstance(rankings, dict):
        return None
    if "error" in rankings and filters.all_partitions:
        return replace(filters, all_partitions=False)
    is_empty = "error" in rankings or rankings.get("rankings") == []
    if is_empty and filters.metric == "rdps":
        return replace(filters, metric="dps")
    return None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where FF Logs keeps the kills of one fight. Difficulty 0: the zone's highest."""

    zone: int
    difficulty: int
    encounter: int

    @property
    def zone_alias(self) -> str:
        return f"Zone{self.zone}diff{self.difficulty}"

    def zone_field(self, filters: Filters) -> str:
        wanted = f"zoneID: {self.zone}{_difficulty(self.difficulty)}"
        return f"{self.zone_alias}: zoneRankings({wanted}, {filters})"

    @property
    def encounter_alias(self) -> str:
        return f"Encounter{self.encounter}diff{self.difficulty}"

    def encounter_field(self, filters: Filters) -> str:
        wanted = f"encounterID: {self.encounter}{_difficulty(self.difficulty)}"
        return f"{self.encounter_alias}: encounterRankings({wanted}, {filters})"


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


def zones(wanted: Iterable[Place]) -> dict[str, Place]:
    """By alias, one place of each zone and difficulty, however many duties lie in it."""
    return {place.zone_alias: place for place in sorted(wanted, reverse=True)}


def zone_fields(
    zones: Mapping[str, Place], filters: Mapping[str, Filters]
) -> list[str]:
    return [zones[alias].zone_field(each) for alias, each in filters.items()]


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
