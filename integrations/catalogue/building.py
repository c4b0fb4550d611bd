"""From the database's rows to the entries that pages see."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from integrations.catalogue.entries import (
    Catalogue,
    DataCentreEntry,
    DutyEntry,
    DutyKindEntry,
    Entry,
    JobEntry,
    RegionEntry,
    TierEntry,
    WorldEntry,
)
from integrations.models import (
    DataCentre,
    Duty,
    DutyKind,
    Job,
    NamedRow,
    Region,
    RegionVisit,
    Tier,
    World,
)

E = TypeVar("E", bound=Entry)


def build() -> Catalogue:
    """Everything in eight queries."""
    # What refers is read before what it refers to: rows are never deleted, so a load
    # that commits in between cannot leave a reference without its row.
    duty_rows, tier_rows = list(Duty.objects.all()), list(Tier.objects.all())
    kind_rows = list(DutyKind.objects.all())
    job_rows, world_rows = list(Job.objects.all()), list(World.objects.all())
    data_centre_rows = list(DataCentre.objects.all())
    visits = RegionVisit.objects.current().values_list("home_id", "destination_id")
    pairs = frozenset(visits.order_by())

    regions = _by_id(_entry(RegionEntry, row) for row in Region.objects.all())
    data_centres = _by_id(
        _entry(DataCentreEntry, row, region=regions[row.region_id])
        for row in data_centre_rows
    )
    worlds = _by_id(
        _entry(WorldEntry, row, data_centre=data_centres[row.data_centre_id])
        for row in world_rows
    )
    jobs = _by_id(_entry(JobEntry, row) for row in job_rows)
    tiers = _by_id(_entry(TierEntry, row) for row in tier_rows)
    kinds = {
        row.slug: _entry(DutyKindEntry, row, words=tuple(row.words))
        for row in kind_rows
    }
    duties = _by_id(_duty(row, tiers, kinds[row.kind]) for row in duty_rows)
    return Catalogue(
        regions=regions,
        region_by_slug=_by_slug(regions),
        data_centres=data_centres,
        data_centre_by_slug=_by_slug(data_centres),
        worlds=worlds,
        world_by_slug=_by_slug(worlds),
        jobs=jobs,
        job_by_slug=_by_slug(jobs),
        job_by_abbreviation={each.abbreviation: each for each in jobs.values()},
        tiers=tiers,
        tier_by_slug=_by_slug(tiers),
        duties=duties,
        duty_by_slug=_by_slug(duties),
        visits=pairs,
        offered_regions=_offered(regions),
        offered_data_centres=_offered(data_centres),
        offered_worlds=_offered(worlds),
        offered_jobs=tuple(
            each
            for each in _offered(jobs)
            if not (each.is_base_class or each.is_limited)
        ),
        offered_tiers=_offered(tiers),
        offered_duties=tuple(each for each in _offered(duties) if each.is_goal),
    )


def _entry(kind: type[E], row: NamedRow, **given: Any) -> E:
    values = {"is_retired": row.retired_at is not None, **given}
    for each in fields(kind):
        if each.name not in values:
            values[each.name] = getattr(row, each.name)
    return kind(**values)


def _duty(row: Duty, tiers: Mapping[int, TierEntry], kind: DutyKindEntry) -> DutyEntry:
    return _entry(
        DutyEntry,
        row,
        kind_entry=kind,
        tier=tiers[row.tier_id] if row.tier_id else None,
        aliases=tuple(row.aliases),
        fflogs_encounter_ids=tuple(row.fflogs_encounter_ids),
        fflogs_legacy=tuple((zone, encounter) for zone, encounter in row.fflogs_legacy),
    )


def _by_id(entries: Iterable[E]) -> dict[int, E]:
    return {each.id: each for each in entries}


def _by_slug(entries: Mapping[int, E]) -> dict[str, E]:
    return {each.slug: each for each in entries.values()}


def _offered(entries: Mapping[int, E]) -> tuple[E, ...]:
    return tuple(each for each in entries.values() if not each.is_retired)
