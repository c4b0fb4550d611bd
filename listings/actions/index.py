"""What a listing is found by, derived from what it says."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Value
from django.utils import timezone

from config.lib.text import tokens
from config.lib.week import projection
from integrations.catalogue import catalogue
from listings.facets import Group, facet, facets
from listings.models import Listing

MOST_WORDS = 2000  # of one listing


def reindex(listing: Listing) -> None:
    """Write the derived columns anew, and give the card a new version."""
    week = projection(listing.windows, ZoneInfo(listing.time_zone), timezone.now())
    listing.open_slots = listing.slots.open().count()
    listing.facets = facets_of_listing(listing)
    for name, value in week.items():
        setattr(listing, name, value)
    listing.card_version += 1
    listing.needs_reindex = False
    fields = ["open_slots", "facets", *week, "card_version", "needs_reindex"]
    listing.save(update_fields=fields)
    words = vector(words_of_listing(listing))
    Listing.objects.filter(pk=listing.pk).update(words=words)


def words_of_listing(listing: Listing) -> list[str]:
    return words_of(listing.title, listing.team.name, listing.pitch)


def facets_of_listing(listing: Listing) -> list[int]:
    return facets_of(
        listing,
        world_id=listing.team.world_id,
        goals=list(listing.goals.values_list("duty_id", "tier_id")),
        job_ids=open_jobs(listing),
    )


def open_jobs(listing: Listing) -> set[int]:
    rows = listing.slots.open().values_list("jobs", flat=True)
    return {*listing.sought_jobs, *(job for jobs in rows for job in jobs)}


def facets_of(
    listing: Listing,
    *,
    world_id: int,
    goals: Iterable[tuple[int | None, int | None]],
    job_ids: set[int],
) -> list[int]:
    """Every filter value that finds the listing. Costs no query."""
    known = catalogue()
    world = known.worlds[world_id]
    duties, tiers = reached(goals)
    found = [
        facet(Group.KIND, str(listing.kind)),
        facet(Group.REGION, world.region.id),
        facet(Group.DC, world.data_centre.id),
        facet(Group.STAGE, str(listing.stage)),
        facet(Group.INTENSITY, str(listing.intensity)),
        facet(Group.VOICE, str(listing.voice)),
        *facets(Group.LANGUAGE, listing.languages),
        *facets(Group.JOB, job_ids),
        *facets(Group.ROLE, {known.jobs[job].role for job in job_ids}),
        *facets(Group.DUTY, duties),
        *facets(Group.TIER, tiers),
    ]
    return sorted(set(found))


def reached(
    goals: Iterable[tuple[int | None, int | None]],
) -> tuple[set[int], set[int]]:
    """Duties and tiers that goals stand for: a tier for its floors, a floor for its tier."""
    known = catalogue()
    duties: set[int] = set()
    tiers: set[int] = set()
    for duty_id, tier_id in goals:
        if tier_id is not None:
            tiers.add(tier_id)
            duties |= {d.id for d in known.duties_of(known.tiers[tier_id])}
        elif duty_id is not None:
            duties.add(duty_id)
            if tier := known.duties[duty_id].tier:
                tiers.add(tier.id)
    return duties, tiers


def words_of(*texts: str) -> list[str]:
    """The words that find a listing; where there are too many, the later texts' go."""
    found = dict.fromkeys(token for text in texts for token in tokens(text))
    return list(found)[:MOST_WORDS]


def vector(words: list[str]) -> Func:
    """A tsvector of ready words; PostgreSQL's own parsers know no Japanese."""
    column: ArrayField[list[str], list[str]] = ArrayField(models.TextField())
    return Func(Value(words, output_field=column), function="array_to_tsvector")
