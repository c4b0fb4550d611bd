"""Who may do what with a listing: plain questions, no query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.rules import can_manage
from listings.enums import MOVES, State

if TYPE_CHECKING:
    from accounts.models import Membership
    from listings.models import Listing


def can_edit(membership: Membership | None, listing: Listing) -> bool:
    return can_manage(membership) and listing.state != State.CLOSED


def can_move(membership: Membership | None, listing: Listing, target: str) -> bool:
    return can_manage(membership) and target in MOVES[listing.state]


def can_renew(membership: Membership | None, listing: Listing) -> bool:
    """What was renewed lately need not be: a button would only lead to a refusal."""
    if not can_manage(membership):
        return False
    if listing.state == State.RECRUITING:
        return listing.renewable_at is None
    return listing.state == State.EXPIRED
