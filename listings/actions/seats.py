"""Who sits where: fill a slot, give a seat up, and what follows for the listing."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import lock_team
from accounts.models import Membership, User
from listings.actions.core import leaders_of, lock_listing, move, refuse_closed
from listings.actions.index import reindex
from listings.actions.states import (
    expire_overdue_of,
    fresh_expiry,
    other_recruits,
)
from listings.enums import REOPENS_WITHIN, Kind, State, Verb
from listings.exceptions import SlotTakenError
from listings.models import Listing, Seat, Slot
from messaging.actions import notify


@transaction.atomic
def fill_slot(
    slot: Slot, *, by: User, job_id: int, membership: Membership | None = None
) -> Seat:
    """Seat somebody. The last open slot filled makes the listing filled.

    Raises SlotTakenError where somebody else was quicker, and TransitionError for a
    listing that is closed.
    """
    listing = lock_listing(slot.listing_id)
    refuse_closed(listing)
    if Seat.objects.held().filter(slot=slot).exists() or _has_ended(slot):
        raise SlotTakenError(slot)
    seat = Seat.objects.create(
        listing=listing, slot=slot, job_id=job_id, membership=membership
    )
    _outdate_editors(listing)
    reindex(listing)
    settle_filled(listing, by=by)
    return seat


@transaction.atomic
def vacate_seat(seat: Seat, *, by: User) -> Seat:
    """Give a seat up. A listing filled lately recruits again; an older one asks first."""
    lock_team(_team_of(seat))
    listing = lock_listing(seat.listing_id)
    Seat.objects.held().filter(pk=seat.pk).update(until=timezone.now())
    seat.refresh_from_db()
    _outdate_editors(listing)
    reindex(listing)
    settle_open(listing, by=by)
    return seat


def settle_filled(listing: Listing, *, by: User) -> None:
    """After a change of the roster: filled, if nothing is open any more."""
    if listing.state == State.RECRUITING and not listing.slots.open().exists():
        move(listing, State.FILLED, Verb.FILLED, by=by, filled_at=timezone.now())


def settle_open(listing: Listing, *, by: User) -> None:
    """After a seat was given up: what a filled listing becomes."""
    if listing.state != State.FILLED or not listing.slots.open().exists():
        return
    expire_overdue_of(listing.team_id)
    lately = (
        listing.filled_at is not None
        and listing.filled_at > timezone.now() - REOPENS_WITHIN
    )
    blocked = listing.kind == Kind.PERMANENT and other_recruits(listing)
    if lately and not blocked:
        move(
            listing,
            State.RECRUITING,
            Verb.REOPENED,
            by=by,
            filled_at=None,
            **fresh_expiry(),
        )
        return
    event = move(listing, State.PRIVATE, Verb.PAUSED, by=by)
    notify(
        leaders_of(listing),
        kind="listings.seat_open",
        event=str(event.pk),
        title=_("A seat is free again: shall “%(title)s” recruit?")
        % {"title": listing.title},
        url=listing.get_absolute_url(),
    )


def _outdate_editors(listing: Listing) -> None:
    """Whoever has the listing open to edit must see the new seats before saving."""
    listing.version += 1
    listing.save(update_fields=["version"])


def _has_ended(slot: Slot) -> bool:
    return not Slot.objects.current().filter(pk=slot.pk).exists()


def _team_of(seat: Seat) -> UUID:
    return Listing.objects.values_list("team_id", flat=True).get(pk=seat.listing_id)
