"""Who sits where: fill a slot, give a seat up, and what follows for the listing."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import lock_to_manage
from accounts.models import Membership, User
from listings.actions.core import refuse_closed
from listings.actions.index import reindex
from listings.actions.states import lock_with_overdue, settle
from listings.exceptions import (
    AlreadySeatedError,
    NotOfTheTeamError,
    SlotTakenError,
)
from listings.models import Listing, Seat, Slot


@transaction.atomic
def fill_slot(
    slot: Slot, *, by: User, job_id: int, membership: Membership | None = None
) -> Seat:
    """Seat somebody. The last open slot filled makes the listing filled.

    Raises SlotTakenError where somebody else was quicker, AlreadySeatedError for a
    member who holds another seat of the listing, NotOfTheTeamError for a membership
    that is another team's or has ended, TransitionError for a closed listing, and what
    `lock_to_manage` raises.
    """
    team_id = _team_of(slot)
    lock_to_manage(team_id, by)  # nobody leaves the team while they are seated
    listing = lock_with_overdue(team_id, slot.listing_id)[slot.listing_id]
    refuse_closed(listing)
    held = Seat.objects.held().filter(listing=listing)
    if held.filter(slot=slot).exists() or _has_ended(slot):
        raise SlotTakenError(slot)
    if membership is not None:
        refuse_strangers(team_id, [membership.pk])
        if held.filter(membership=membership).exists():
            raise AlreadySeatedError(membership)
    seat = Seat.objects.create(
        listing=listing, slot=slot, job_id=job_id, membership=membership
    )
    _outdate_editors(listing)
    reindex(listing)
    settle(listing, by=by)
    return seat


@transaction.atomic
def vacate_seat(seat: Seat, *, by: User) -> Seat:
    """Give a seat up. A listing filled lately recruits again; an older one asks first."""
    team_id = _team_of(seat)
    lock_to_manage(team_id, by)
    listings = lock_with_overdue(team_id, seat.listing_id)
    return _vacate(seat, listings[seat.listing_id], by=by)


def vacate_seats_of(membership_id: UUID, *, by: User) -> None:
    """Whoever left a team gives up every seat. Runs in the caller's transaction, which
    has locked the team."""
    held = list(Seat.objects.held().filter(membership=membership_id))
    if not held:
        return
    listings = lock_with_overdue(_team_of(held[0]), *(s.listing_id for s in held))
    for seat in held:
        _vacate(seat, listings[seat.listing_id], by=by)


def refuse_strangers(team_id: UUID, membership_ids: Iterable[UUID]) -> None:
    """Only who belongs to the team sits in its listings. Raises NotOfTheTeamError. The
    caller has locked the team, so nobody goes meanwhile."""
    wanted = set(membership_ids)
    current = Membership.objects.current().filter(team=team_id, pk__in=wanted)
    if wanted and current.count() != len(wanted):
        raise NotOfTheTeamError


def _vacate(seat: Seat, listing: Listing, *, by: User) -> Seat:
    Seat.objects.held().filter(pk=seat.pk).update(until=timezone.now())
    seat.refresh_from_db()
    _outdate_editors(listing)
    reindex(listing)
    settle(listing, by=by)
    return seat


def _outdate_editors(listing: Listing) -> None:
    """Whoever has the listing open to edit must see the new seats before saving."""
    listing.version += 1
    listing.save(update_fields=["version"])


def _has_ended(slot: Slot) -> bool:
    return not Slot.objects.current().filter(pk=slot.pk).exists()


def _team_of(part: Seat | Slot) -> UUID:
    return Listing.objects.values_list("team_id", flat=True).get(pk=part.listing_id)
