"""Which file fills which table, and what each of its columns must hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from integrations.catalogue.cells import (
    Cell,
    day,
    number,
    number_of,
    one_of,
    optional,
    optional_text,
    pair,
    patch,
    several,
    since,
    slug,
    text,
    truth,
)
from integrations.enums import (
    LANGUAGES,
    PARTY_SIZES,
    HealerSubtype,
    Role,
)
from integrations.models import (
    CatalogueRow,
    DataCentre,
    Duty,
    DutyKind,
    Job,
    Region,
    RegionVisit,
    Tier,
    World,
)

Fields = dict[str, object]


def _sound(fields: Fields) -> str | None:
    return None


@dataclass(frozen=True)
class Table:
    file: str
    model: type[CatalogueRow]
    columns: Mapping[str, Cell]
    # Column -> the table whose slug stands in it; an empty cell refers to nothing.
    references: Mapping[str, type[CatalogueRow]] = field(default_factory=dict)
    # The same, for a column that keeps the slug.
    slugs: Mapping[str, type[CatalogueRow]] = field(default_factory=dict)
    key: tuple[str, ...] = ("id",)
    unique: tuple[tuple[str, ...], ...] = (("slug",),)
    check: Callable[[Fields], str | None] = _sound  # what is wrong with a row
    worked_out: frozenset[str] = frozenset()  # fields that no file contains

    @property
    def name(self) -> str:
        return self.file.removesuffix(".csv")


def _job_fault(fields: Fields) -> str | None:
    job_heals = fields["role"] == Role.HEALER and not fields["is_base_class"]
    if job_heals != bool(fields["healer_subtype"]):
        return "healer_subtype belongs to healer jobs, and to each of them"
    if fields["is_base_class"] and fields["base_class"]:
        return "a base class has no base_class"
    return None


def _duty_fault(fields: Fields) -> str | None:
    if bool(fields["tier"]) != (fields["floor"] is not None):
        return "tier and floor come together"
    smallest, size = fields["party_size_min"], fields["party_size"]
    if isinstance(smallest, int) and isinstance(size, int) and smallest > size:
        return f"party_size_min {smallest} is larger than party_size"
    return None


IDENTITY: dict[str, Cell] = {"id": number, "slug": slug}
NAMES: dict[str, Cell] = {f"name_{language}": text for language in LANGUAGES}
# Of what has no official name in each language yet.
SOME_NAMES: dict[str, Cell] = {
    **dict.fromkeys(NAMES, optional_text),
    "name_en": text,
}

# In the order of writing: what is referred to comes first.
TABLES = (
    Table("regions.csv", Region, {**IDENTITY, **NAMES, "order": number}),
    Table(
        "data_centres.csv",
        DataCentre,
        {**IDENTITY, "region": text, "name": text, "order": number},
        references={"region": Region},
    ),
    Table(
        "worlds.csv",
        World,
        {**IDENTITY, "data_centre": text, "name": text},
        references={"data_centre": DataCentre},
    ),
    Table(
        "visits.csv",
        RegionVisit,
        {
            "home": text,
            "destination": text,
            "since": since,
            "checked_on": day,
            "source": text,
        },
        references={"home": Region, "destination": Region},
        key=("home_id", "destination_id"),
        unique=(),
    ),
    Table(
        "jobs.csv",
        Job,
        {
            **IDENTITY,
            "abbreviation": text,
            **NAMES,
            "role": one_of(*Role.values),
            "healer_subtype": one_of(*HealerSubtype.values, ""),
            "is_limited": truth,
            "is_base_class": truth,
            "base_class": optional_text,
            "order": number,
        },
        references={"base_class": Job},
        unique=(("slug",), ("abbreviation",)),
        check=_job_fault,
    ),
    Table(
        "duty_kinds.csv",
        DutyKind,
        {
            "id": number,
            "slug": text,
            **SOME_NAMES,
            "words": several(text),
            "order": number,
        },
    ),
    Table(
        "tiers.csv",
        Tier,
        {
            **IDENTITY,
            **NAMES,
            "kind": text,
            "expansion": slug,
            "series": text,
            "patch": patch,
            "weapon_item_level": optional(number),
            "armour_item_level": optional(number),
        },
        slugs={"kind": DutyKind},
        worked_out=frozenset({"is_current", "order"}),
    ),
    Table(
        "duties.csv",
        Duty,
        {
            **IDENTITY,
            **SOME_NAMES,
            "kind": text,
            "tier": optional_text,
            "floor": optional(number),
            "abbreviation": optional_text,
            "aliases": several(text),
            "expansion": slug,
            "series": optional_text,
            "party_size_min": optional(number),
            "party_size": number_of(*PARTY_SIZES),
            "level": number,
            "item_level": optional(number),
            "patch": patch,
            "is_goal": truth,
            "fflogs_zone_id": optional(number),
            "fflogs_encounter_ids": several(number),
            "fflogs_difficulty": optional(number),
            "fflogs_legacy": several(pair),
        },
        references={"tier": Tier},
        slugs={"kind": DutyKind},
        unique=(("slug",), ("tier_id", "floor")),
        check=_duty_fault,
        worked_out=frozenset({"order"}),
    ),
)
