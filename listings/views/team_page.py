"""A team's page: its roster and evenings, whom it seeks, who they are, what was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Membership, Team
from accounts.rules import acting, can_lead, can_manage
from config.lib.http import SiteRequest
from config.lib.text import render_markdown
from integrations.catalogue import catalogue
from listings.cards import card_facts, card_of, ready_cards
from listings.crew import crew_of
from listings.enums import Kind, State
from listings.models import Listing
from listings.views.read import name_of_member, seen_member

SHOWN = 25  # listings of a team


@dataclass(frozen=True)
class Past:
    """A listing that does not recruit, as a line of the team's history."""

    url: str
    title: str
    kind: str
    state: State
    since: datetime | None  # None: never published
    until: datetime | None  # None: not ended


@require_safe
def team(request: SiteRequest, slug: str) -> HttpResponse:
    team = get_object_or_404(Team.objects.visible_to(request.user), slug=slug)
    crew = crew_of(team.pk, request.user)
    own = (f.membership for f in crew.faces if f.membership.user_id == request.user.pk)
    membership = next(own, None)
    actor = None if team.archived_at else acting(request.user, membership)
    found = _listings(team, membership)
    # By the clock, whether or not the sweep ran; and never pushed out by older ones.
    rows = list(found.only(*OF_A_LINE)[:SHOWN])
    zone = request.zone.found
    # Who ended has no roster any more.
    roster = None if team.archived_at else _roster(found, request.user)
    # The roster's own listing is no card: its strips fill the page already.
    recruiting = [
        (each.pk, each.card_version)
        for each in rows
        if each.is_open and (roster is None or each.pk != roster.pk)
    ]
    context: dict[str, Any] = {
        "team": team,
        "world": catalogue().worlds[team.world_id],
        "crew": crew,
        "membership": membership,
        "is_suspended": membership is not None and actor is None,
        "about": render_markdown(team.about, zone),
        "roster": roster,
        "card": card_of(roster, zone, timezone.now()) if roster else None,
        "recruiting": ready_cards(recruiting, zone),
        "history": [_past(each) for each in rows if not each.is_open],
        "can_lead": can_lead(actor),
        "can_manage": can_manage(actor),
    }
    return render(request, "listings/team.html", context)


OF_A_LINE = (
    "title", "kind", "state", "card_version", "published_at", "filled_at",
    "expires_at", "closed_at",
)  # fmt: skip


def _listings(team: Team, membership: Membership | None) -> Any:
    """What the viewer may see of them; what recruits comes first."""
    listings: Any = Listing.objects.filter(team=team, hidden_at=None)
    if membership is None:
        listings = listings.exclude(state=State.PRIVATE)
    return listings.with_is_open().order_by("-is_open", "-created_at")


def _roster(listings: Any, viewer: Any) -> Any:
    return card_facts(
        listings.rosters(),
        holder=name_of_member(viewer, "membership__"),
        seen_holder=seen_member(viewer, "membership__"),
    ).first()


def _past(listing: Listing) -> Past:
    # Its clock may have run out before anybody wrote that down.
    state = listing.shown_state
    ends = {
        State.FILLED: listing.filled_at,
        State.EXPIRED: listing.expires_at,
        State.CLOSED: listing.closed_at,
    }
    return Past(
        url=listing.get_absolute_url(),
        title=listing.title or _("No title yet"),
        kind=str(Kind(listing.kind).label),
        state=state,
        since=listing.published_at,
        until=ends.get(state),
    )
