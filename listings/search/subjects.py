"""What is searched: the listings on the board, or the players who seek a team.

A subject says where its rows are, by which keys an address filters them and how they
may be sorted. All else is the same for both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from listings.facets import Group
from listings.models import Listing, PlayerEntry

if TYPE_CHECKING:
    from listings.search.filters import Filters

OVERLAP = "overlap"  # beside the sorts by a column


@dataclass(frozen=True)
class Subject:
    name: str
    model: type[Listing | PlayerEntry]
    groups: dict[str, Group]  # by the key in the address
    columns: dict[str, str]  # by sort; the first one holds where none is asked for
    shown: Callable[["Filters"], QuerySet[Any]]  # to whoever searches
    takes_team: bool = False  # may be compared with a team's hours

    @property
    def sorts(self) -> tuple[str, ...]:
        return (*self.columns, OVERLAP)

    @property
    def usual_sort(self) -> str:
        return next(iter(self.columns))


def _keys(*groups: Group) -> dict[str, Group]:
    return {group.name.lower(): group for group in groups}


def _on_the_board(filters: "Filters") -> QuerySet[Any]:
    found = Listing.objects.recruiting()
    # Nearly nobody blocks anybody: then the query stays as it is.
    return found.exclude(team__in=filters.apart) if filters.apart else found


def _who_seek(filters: "Filters") -> QuerySet[Any]:
    return PlayerEntry.objects.seeking().visible_to(filters.viewer)


LISTINGS = Subject(
    name="listings",
    model=Listing,
    groups=_keys(*Group),
    columns={"renewed": "renewed_at", "newest": "published_at"},
    shown=_on_the_board,
)
PLAYERS = Subject(
    name="players",
    model=PlayerEntry,
    groups=_keys(*(g for g in Group if g not in {Group.KIND, Group.STAGE})),
    columns={"renewed": "seeking_since"},
    shown=_who_seek,
    takes_team=True,
)
