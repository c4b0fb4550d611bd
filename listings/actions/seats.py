"""Who sits where: fill a slot, give a seat up, and what follows for the listing."""

from collections.abc import Iterable
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
from listings.exceptions import (
    AlreadySeatedError,
    NotOfTheTeamError,
    SlotTakenError,
)
from listings.models import Listing, Seat, Slot
from messaging.actions import notify


@transaction.atomic
def fill_slot(
    slot: Slot, *, by: User, job_id: int, membership: Membership | None = None
) -> Seat:
    """Seat somebody. The last open slot filled makes the listing filled.

    Raises SlotTakenError where somebody else was quicker, AlreadySeatedError for a
    member who holds another seat of the listing, NotOfTheTeamError for a membership
    that is another team's or has ended, and TransitionError for a closed listing.
    """
    team_id = _team_of(slot)
    lock_team(team_id)  # nobody leaves it while they are seated
    listing = lock_listing(slot.listing_id)
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
    settle_filled(listing, by=by)
    return seat


@transaction.atomic
def vacate_seat(seat: Seat, *, by: User) -> Seat:
    """Give a seat up. A listing filled lately recruits again; an older one asks first."""
    lock_team(_team_of(seat))
    return _vacate(seat, by=by)


def vacate_seats_of(membership_id: UUID, *, by: User) -> None:
    """Whoever left a team gives up every seat. Runs in the caller's transaction, which
    has locked the team."""
    held = Seat.objects.held().filter(membership=membership_id)
    for seat in held.order_by("listing"):
        _vacate(seat, by=by)


def refuse_strangers(team_id: UUID, membership_ids: Iterable[UUID]) -> None:
    """Only who belongs to the team sits in its listings. Raises NotOfTheTeamError. The
    caller has locked the team, so nobody goes meanwhile."""
    wanted = set(membership_ids)
    current = Membership.objects.current().filter(team=team_id, pk__in=wanted)
    if wanted and current.count() != len(wanted):
        raise NotOfTheTeamError


def _vacate(seat: Seat, *, by: User) -> Seat:
    listing = lock_listing(seat.listing_id)
    Seat.objects.held().filter(pk=seat.pk).update(until=timezone.now())
    seat.refresh_from_db()
    _outdate_editors(listing)
    reindex(listing)
    settle_open(listing, by=by)
    return seat


def settle_filled(listing: Listing, *, by: User) -> None:
    """After a change of the roster: filled, if nothing is open any more. A field raid
    has no seats to be filled."""
    if listing.is_field_raid:
        return
    if listing.state == State.RECRUITING and not listing.slots.open().exists():
        move(listing, State.FILLED, Verb.FILLED, by=by, filled_at=timezone.now())


def settle_open(listing: Listing, *, by: User) -> None:
    """After a seat was given up: what a filled listing becomes."""
    if listing.state != State.FILLED or not listing.seeks_somebody():
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


def _team_of(part: Seat | Slot) -> UUID:
    return Listing.objects.values_list("team_id", flat=True).get(pk=part.listing_id)
