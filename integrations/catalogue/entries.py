"""What pages see of the catalogue: plain values that no query stands behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from integrations.enums import Role
from integrations.names import Named


@dataclass(frozen=True, slots=True)
class Entry(Named):
    id: int
    slug: str
    name_en: str
    name_ja: str
    name_de: str
    name_fr: str
    is_retired: bool

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class RegionEntry(Entry):
    pass


@dataclass(frozen=True, slots=True)
class DataCentreEntry(Entry):
    region: RegionEntry


@dataclass(frozen=True, slots=True)
class WorldEntry(Entry):
    data_centre: DataCentreEntry

    @property
    def region(self) -> RegionEntry:
        return self.data_centre.region


@dataclass(frozen=True, slots=True)
class JobEntry(Entry):
    abbreviation: str
    role: str
    healer_subtype: str
    is_limited: bool
    is_base_class: bool
    base_class_id: int | None

    @property
    def colour_role(self) -> str:
        """tank, healer or dps: the three colours of the game."""
        return self.role if self.role in (Role.TANK, Role.HEALER) else "dps"


@dataclass(frozen=True, slots=True)
class DutyKindEntry(Entry):
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TierEntry(Entry):
    kind: str
    expansion: str
    series: str
    patch: str
    is_current: bool
    weapon_item_level: int | None
    armour_item_level: int | None


@dataclass(frozen=True, slots=True)
class DutyEntry(Entry):
    kind: str
    kind_entry: DutyKindEntry
    tier: TierEntry | None
    floor: int | None
    abbreviation: str
    aliases: tuple[str, ...]
    expansion: str
    series: str
    party_size_min: int | None
    party_size: int
    level: int
    item_level: int | None
    patch: str
    is_goal: bool
    fflogs_zone_id: int | None
    fflogs_encounter_ids: tuple[int, ...]
    fflogs_difficulty: int | None
    fflogs_legacy: tuple[tuple[int, int], ...]  # older (zone, encounter)

    @property
    def short_name(self) -> str:
        return self.abbreviation or self.name

    @property
    def kind_label(self) -> str:
        return self.kind_entry.name

    @property
    def fflogs_encounter_id(self) -> int | None:
        """The encounter whose kill proves the clear."""
        return self.fflogs_encounter_ids[-1] if self.fflogs_encounter_ids else None


@dataclass(frozen=True, eq=False)  # by identity: one reading of the tables
class Catalogue:
    """Mappings keep the order in which people choose, retired entries included;
    the `offered_` tuples leave out what nobody should choose any more."""

    regions: Mapping[int, RegionEntry]
    region_by_slug: Mapping[str, RegionEntry]
    data_centres: Mapping[int, DataCentreEntry]
    data_centre_by_slug: Mapping[str, DataCentreEntry]
    worlds: Mapping[int, WorldEntry]
    world_by_slug: Mapping[str, WorldEntry]
    jobs: Mapping[int, JobEntry]
    job_by_slug: Mapping[str, JobEntry]
    job_by_abbreviation: Mapping[str, JobEntry]
    tiers: Mapping[int, TierEntry]
    tier_by_slug: Mapping[str, TierEntry]
    duties: Mapping[int, DutyEntry]
    duty_by_slug: Mapping[str, DutyEntry]
    visits: frozenset[tuple[int, int]]  # ids of home and destination

    offered_regions: tuple[RegionEntry, ...]
    offered_data_centres: tuple[DataCentreEntry, ...]
    offered_worlds: tuple[WorldEntry, ...]
    offered_jobs: tuple[JobEntry, ...]
    offered_tiers: tuple[TierEntry, ...]
    offered_duties: tuple[DutyEntry, ...]

    @cached_property
    def version(self) -> str:
        """Another one wherever anything that people read is another."""
        tables = (self.data_centres, self.worlds, self.jobs, self.tiers, self.duties)
        said = repr([[*table.values()] for table in tables])
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def current_tier(self) -> TierEntry | None:
        return next((each for each in self.offered_tiers if each.is_current), None)

    def may_visit(self, home: RegionEntry, destination: RegionEntry) -> bool:
        return (home.id, destination.id) in self.visits

    def data_centres_of(self, region: RegionEntry) -> tuple[DataCentreEntry, ...]:
        offered = self.offered_data_centres
        return tuple(each for each in offered if each.region.id == region.id)

    def worlds_of(self, data_centre: DataCentreEntry) -> tuple[WorldEntry, ...]:
        offered = self.offered_worlds
        return tuple(w for w in offered if w.data_centre.id == data_centre.id)

    def jobs_of(self, role: str) -> tuple[JobEntry, ...]:
        return tuple(each for each in self.offered_jobs if each.role == role)

    def duties_of(self, tier: TierEntry) -> tuple[DutyEntry, ...]:
        offered = self.offered_duties
        return tuple(d for d in offered if d.tier is not None and d.tier.id == tier.id)
