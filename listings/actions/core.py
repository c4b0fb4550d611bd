"""What every verb of a listing needs: its lock, its move, its history row."""

from uuid import UUID

from accounts.actions import lock_to_manage
from accounts.enums import TeamRole
from accounts.models import Membership, User
from config.lib.states import TransitionError
from listings.enums import MOVES, State, Verb
from listings.models import Listing, ListingEvent
from listings.signals import listing_moved


def lock_listing(listing_id: UUID) -> Listing:
    """The listing, locked until the transaction ends. Its team is locked before it."""
    return Listing.objects.select_for_update(no_key=True).get(pk=listing_id)


def lock_to_change(listing: Listing, *, by: User) -> Listing:
    """Its team, who acts, and the listing, for a verb of whoever manages the team.
    Raises what `accounts.actions.lock_to_manage` raises."""
    lock_to_manage(listing.team_id, by)
    return lock_listing(listing.pk)


def refuse_closed(listing: Listing) -> None:
    if listing.state == State.CLOSED:
        raise TransitionError(listing, State.CLOSED, MOVES[State.CLOSED])


def record(
    listing: Listing,
    verb: Verb,
    *,
    by: User | None,
    before: str = "",
    note: str = "",
) -> ListingEvent:
    return ListingEvent.objects.create(
        listing=listing,
        actor=by,
        verb=verb,
        before=before,
        after=listing.state if before else "",
        note=note,
    )


def move(
    listing: Listing,
    target: State,
    verb: Verb,
    *,
    by: User | None,
    note: str = "",
    **fields: object,
) -> ListingEvent:
    """Move, record and tell, in the caller's transaction. Raises TransitionError."""
    fields.setdefault("card_version", listing.card_version + 1)
    before = Listing.objects.move(listing, target, **fields)
    event = record(listing, verb, by=by, before=before, note=note)
    listing_moved.send(
        Listing,
        listing_id=listing.pk,
        before=before,
        after=target,
        by_id=by.pk if by else None,
    )
    return event


def leaders_of(listing: Listing) -> list[UUID]:
    """Who is told about the listing: the team's leader and officers."""
    return list(
        Membership.objects.current()
        .filter(team=listing.team_id, role__in=(TeamRole.LEADER, TeamRole.OFFICER))
        .values_list("user", flat=True)
    )
