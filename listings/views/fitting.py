"""A search that begins with what a member has told: job, data center, raid times."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.views.setting_up import Known
from integrations.catalogue import catalogue
from listings.search import Filters
from listings.search.query import COUNTED_TO
from listings.search.subjects import OVERLAP
from listings.views.search_page import kept_count
from listings.views.wording import STATICS


@dataclass(frozen=True)
class Fitting:
    """What a page fills in for a member, and where it leads."""

    role: str
    dc: str
    by_hours: bool
    words: str
    filters: Filters

    @property
    def address(self) -> str:
        return f"{STATICS.url}?{self.filters.query_string()}"

    @property
    def count(self) -> str:
        """No further than is cheap, and kept for a minute."""
        count = kept_count(replace(self.filters, sort=""), None)
        return str(count) if count <= COUNTED_TO else f"{COUNTED_TO}+"


def fitting(known: Known) -> Fitting | None:
    """None for who has not said what they play."""
    tables = catalogue()
    profile = known.profile
    job = tables.jobs.get(profile.main_job or 0) if profile else None
    if profile is None or job is None:
        return None
    world = tables.worlds.get(known.world_id or 0)
    chosen: dict[str, tuple[str, ...]] = {"job": (job.abbreviation,)}
    if world:
        chosen["dc"] = (world.data_centre.slug,)
    by_hours = bool(profile.schedule)
    return Fitting(
        role=job.role,
        dc=world.data_centre.slug if world else "",
        by_hours=by_hours,
        words=_what(job, world),
        filters=Filters(
            chosen=chosen, sort=OVERLAP if by_hours else "", apart=known.apart
        ),
    )


def _what(job: Any, world: Any) -> str:
    if world is None:
        return str(job.name)
    words = {"job": job.name, "data_center": world.data_centre.name}
    return _("%(job)s on %(data_center)s") % words
