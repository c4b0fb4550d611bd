"""The listings that a member looks after, as a row each with what can be done next."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Team
from listings.enums import State
from listings.models import DayViews, Listing

MOST = 30  # rows
VIEWS_DAYS = 30


@dataclass(frozen=True)
class OwnListing:
    listing: Any
    views: int  # in the last VIEWS_DAYS days
    can_change: bool

    @property
    def can_renew(self) -> bool:
        if not self.can_change or self.listing.renewable_at:
            return False
        return self.listing.shown_state in (State.RECRUITING, State.EXPIRED)

    @property
    def can_publish(self) -> bool:
        """A full one is not reopened by a button: one frees a seat first."""
        return self.can_change and self.listing.state == State.PRIVATE

    @property
    def state(self) -> State:
        return self.listing.shown_state  # type: ignore[no-any-return]  # a Listing's

    @property
    def is_draft(self) -> bool:
        return self.state == State.PRIVATE and not self.listing.published_at


def own_listings(user: Any) -> list[OwnListing]:
    """Whatever isn't closed, of every team that the user manages; one query. What
    recruits comes first, then the newest."""
    if not user.is_authenticated:
        return []
    since = timezone.now().date() - timedelta(days=VIEWS_DAYS)
    counted = DayViews.objects.since(since).filter(listing=OuterRef("pk"))
    views = counted.order_by().values("listing").annotate(n=Sum("views")).values("n")
    mine: Any = Listing.objects.with_is_open()
    found = (
        mine.filter(team__in=Team.objects.managed_by(user).values("pk"))
        .exclude(state=State.CLOSED)
        .select_related("team")
        .defer("words", "week", "week_bits", "pitch")
        .annotate(recent_views=Coalesce(Subquery(views), 0))
        .order_by("-is_open", "-created_at", "-pk")
    )
    return [
        OwnListing(each, each.recent_views, can_change=not user.is_suspended)
        for each in found[:MOST]
    ]
