"""Publish, pause, renew, close."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.actions import lock_team
from accounts.models import User
from config.lib.states import TransitionError
from listings.actions.core import leaders_of, lock_listing, move, record
from listings.actions.index import reindex
from listings.enums import LIFETIME, MOVES, Kind, State, Verb
from listings.exceptions import AlreadyRecruitingError, Lack, ListingIncompleteError
from listings.models import Listing
from messaging.actions import notify


def fresh_expiry() -> dict[str, Any]:
    now = timezone.now()
    return {"renewed_at": now, "expires_at": now + LIFETIME, "warned_at": None}


@transaction.atomic
def publish(listing: Listing, *, by: User, verb: Verb = Verb.PUBLISHED) -> Listing:
    """Let a listing recruit for 14 days.

    Raises TransitionError, ListingIncompleteError, or AlreadyRecruitingError where
    another permanent listing of the team recruits.
    """
    lock_team(listing.team_id)
    expire_overdue_of(listing.team_id, renewing=listing.pk)
    listing = lock_listing(listing.pk)
    if State.RECRUITING not in MOVES[listing.state]:
        raise TransitionError(listing, State.RECRUITING, MOVES[listing.state])
    if lacks := lacking(listing):
        raise ListingIncompleteError(lacks)
    if listing.kind == Kind.PERMANENT and other_recruits(listing):
        raise AlreadyRecruitingError
    reindex(listing)  # the clocks may have changed since it was written
    published = listing.published_at or timezone.now()
    move(
        listing,
        State.RECRUITING,
        verb,
        by=by,
        published_at=published,
        filled_at=None,
        **fresh_expiry(),
    )
    return listing


@transaction.atomic
def renew(listing: Listing, *, by: User) -> Listing:
    """Another 14 days from now, for one that recruits as for one that expired."""
    lock_team(listing.team_id)
    expire_overdue_of(listing.team_id, renewing=listing.pk)
    listing = lock_listing(listing.pk)
    if listing.state != State.RECRUITING:
        if listing.state != State.EXPIRED:
            raise TransitionError(listing, State.RECRUITING, MOVES[listing.state])
        return publish(listing, by=by, verb=Verb.RENEWED)
    for name, value in fresh_expiry().items():
        setattr(listing, name, value)
    listing.card_version += 1
    listing.save(
        update_fields=["renewed_at", "expires_at", "warned_at", "card_version"]
    )
    record(listing, Verb.RENEWED, by=by)
    return listing


@transaction.atomic
def pause(listing: Listing, *, by: User) -> Listing:
    """Take a listing off the board and keep it: private again."""
    listing = lock_listing(listing.pk)
    move(listing, State.PRIVATE, Verb.PAUSED, by=by)
    return listing


@transaction.atomic
def close(listing: Listing, *, by: User) -> Listing:
    """End a listing for good."""
    listing = lock_listing(listing.pk)
    move(listing, State.CLOSED, Verb.CLOSED, by=by, closed_at=timezone.now())
    return listing


def close_all_of(team_id: UUID, *, by: User) -> None:
    """The team ends, and its listings with it. Runs in the caller's transaction."""
    live = Listing.objects.filter(team=team_id).exclude(state=State.CLOSED)
    for listing in live.order_by("pk"):
        close(listing, by=by)


def lacking(listing: Listing) -> list[Lack]:
    """What must still be said before the listing can recruit."""
    checks = (
        (listing.title.strip(), Lack("title", _("a title"))),
        (listing.goals.exists(), Lack("goal", _("a goal"))),
        (listing.schedule, Lack("schedule", _("a schedule"))),
        (
            listing.seeks_somebody(),
            Lack("jobs", _("a job that you look for"))
            if listing.is_field_raid
            else Lack("slot", _("an open slot")),
        ),
    )
    return [lack for there, lack in checks if not there]


def other_recruits(listing: Listing) -> bool:
    return (
        Listing.objects.filter(
            team=listing.team_id, kind=Kind.PERMANENT, state=State.RECRUITING
        )
        .exclude(pk=listing.pk)
        .exists()
    )


def expire(listing: Listing, *, tell: bool = True) -> None:
    """Write down that the clock ended it. The caller has locked it."""
    move(listing, State.EXPIRED, Verb.EXPIRED, by=None)
    if not tell:
        return
    notify(
        leaders_of(listing),
        kind="listings.expired",
        event=f"{listing.pk}:{listing.expires_at:%Y%m%d%H%M}",
        title=_t("“%(title)s” has expired. Renew it if you still look for somebody.")
        % {"title": listing.title},
        url=listing.get_absolute_url(),
    )


def expire_overdue_of(team_id: UUID, *, renewing: UUID | None = None) -> None:
    """Every listing of a team that the clock ended. The caller has locked the team.
    Nobody is told of the one that is being renewed."""
    overdue = Listing.objects.overdue().filter(team=team_id).order_by("pk")
    for listing in overdue.select_for_update(no_key=True):
        expire(listing, tell=listing.pk != renewing)
