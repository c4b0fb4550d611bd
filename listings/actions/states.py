"""Publish, pause, renew, close; and what a change makes of a listing that is live."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.actions import lock_to_manage
from accounts.enums import MOVES_UP_EVERY
from accounts.models import User
from config.lib.states import TransitionError
from listings.actions.core import (
    leaders_of,
    lock_listing,
    lock_to_change,
    move,
    record,
)
from listings.actions.index import reindex
from listings.enums import (
    LIFETIME,
    MAX_SUBSTITUTES,
    MOVES,
    REOPENS_WITHIN,
    Kind,
    State,
    Verb,
)
from listings.exceptions import (
    AlreadyRecruitingError,
    Lack,
    ListingIncompleteError,
    ListingRefusalError,
    RenewedLatelyError,
    TooManySubstitutesError,
)
from listings.models import Listing
from messaging.actions import notify


def fresh_expiry(listing: Listing) -> dict[str, Any]:
    """Fourteen days from now, and the first place on the board.

    That place only once in a while, whatever happened in between: paused, filled,
    closed and posted anew, a listing keeps the place that it, or the one of its team and
    kind that it follows, was given lately. The caller has locked the team.
    """
    now = timezone.now()
    gone = Q(pk=listing.pk) | ~Q(state=State.RECRUITING)
    place = Listing.objects.filter(
        gone,
        team=listing.team_id,
        kind=listing.kind,
        renewed_at__gt=now - MOVES_UP_EVERY,
    ).aggregate(latest=Max("renewed_at"))["latest"]
    return {
        "renewed_at": place or now,
        "expires_at": now + LIFETIME,
        "warned_at": None,
    }


@transaction.atomic
def publish(listing: Listing, *, by: User) -> Listing:
    """Let a listing recruit for 14 days.

    Raises TransitionError, ListingIncompleteError, and what `refuse_another` and
    `lock_to_manage` raise.
    """
    return _recruit(_lock_alone_overdue(listing, by), Verb.PUBLISHED, by=by)


def renew(listing: Listing, *, by: User) -> Listing:
    """Another 14 days from now, for one that recruits as for one that expired. Raises
    what `publish` raises, and RenewedLatelyError; what recruited though it was incomplete
    is private then."""
    listing, lacks = _renew(listing, by)
    if lacks:  # only now, so that what it became is not undone
        raise ListingIncompleteError(lacks)
    return listing


@transaction.atomic
def pause(listing: Listing, *, by: User) -> Listing:
    """Take a listing off the board and keep it: private again."""
    listing = lock_to_change(listing, by=by)
    move(listing, State.PRIVATE, Verb.PAUSED, by=by)
    return listing


@transaction.atomic
def close(listing: Listing, *, by: User) -> Listing:
    """End a listing for good."""
    listing = lock_to_change(listing, by=by)
    _close(listing, by=by)
    return listing


def close_all_of(team_id: UUID, *, by: User) -> None:
    """The team ends, and its listings with it. Runs in the caller's transaction, which
    has locked the team."""
    live = Listing.objects.filter(team=team_id).exclude(state=State.CLOSED)
    for pk in live.order_by("pk").values_list("pk", flat=True):
        _close(lock_listing(pk), by=by)


def lacking(listing: Listing) -> list[Lack]:
    """What must still be said before the listing can recruit. Whatever lets one recruit,
    or keeps it so, asks this."""
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


def refuse_another(listing: Listing) -> None:
    """One permanent listing of a team recruits at a time, and so many for substitutes.
    Raises AlreadyRecruitingError or TooManySubstitutesError. The caller has locked the
    team."""
    others = Listing.objects.filter(
        team=listing.team_id, kind=listing.kind, state=State.RECRUITING
    ).exclude(pk=listing.pk)
    if listing.kind == Kind.PERMANENT:
        if others.exists():
            raise AlreadyRecruitingError
    elif others.count() >= MAX_SUBSTITUTES:
        raise TooManySubstitutesError


def may_recruit(listing: Listing) -> bool:
    try:
        refuse_another(listing)
    except ListingRefusalError:
        return False
    return True


def settle(listing: Listing, *, by: User) -> list[Lack]:
    """After a change: what a listing that recruits or is filled becomes by it, and what
    it lacks. The caller has locked the team and the listing, and ended by
    `lock_with_overdue` what the clock had ended."""
    if listing.state not in (State.RECRUITING, State.FILLED):
        return []
    lacks = lacking(listing)
    if _lacks_only_open_seats(listing, lacks):
        if listing.state == State.RECRUITING:
            move(listing, State.FILLED, Verb.FILLED, by=by, filled_at=timezone.now())
    elif lacks:
        _pause_incomplete(listing, lacks, by=by)
    elif listing.state == State.FILLED:
        _reopen(listing, by=by)
    return lacks


def lock_with_overdue(
    team_id: UUID, *listing_ids: UUID, renewing: UUID | None = None
) -> dict[UUID, Listing]:
    """These listings of a team, locked. With them, so that all are locked in one order,
    those that the clock ended, which are moved first. The caller has locked the team.
    Nobody is told of the one that is being renewed."""
    overdue = Q(state=State.RECRUITING, expires_at__lte=timezone.now())
    wanted = Listing.objects.filter(Q(pk__in=listing_ids) | overdue, team=team_id)
    rows = wanted.order_by("pk").select_for_update(no_key=True)
    listings = {listing.pk: listing for listing in rows}
    for listing in listings.values():
        if listing.is_overdue:
            expire(listing, tell=listing.pk != renewing)
    return listings


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


def _lock_alone_overdue(listing: Listing, by: User) -> Listing:
    lock_to_manage(listing.team_id, by)
    found = lock_with_overdue(listing.team_id, listing.pk, renewing=listing.pk)
    return found[listing.pk]


def _recruit(listing: Listing, verb: Verb, *, by: User) -> Listing:
    if State.RECRUITING not in MOVES[listing.state]:
        raise TransitionError(listing, State.RECRUITING, MOVES[listing.state])
    if lacks := lacking(listing):
        raise ListingIncompleteError(lacks)
    refuse_another(listing)
    reindex(listing)  # the clocks may have changed since it was written
    fresh = fresh_expiry(listing)
    published = listing.published_at or fresh["renewed_at"]
    move(
        listing,
        State.RECRUITING,
        verb,
        by=by,
        published_at=published,
        filled_at=None,
        **fresh,
    )
    return listing


@transaction.atomic
def _renew(listing: Listing, by: User) -> tuple[Listing, list[Lack]]:
    listing = _lock_alone_overdue(listing, by)
    if listing.state == State.EXPIRED:
        return _recruit(listing, Verb.RENEWED, by=by), []
    if listing.state != State.RECRUITING:
        raise TransitionError(listing, State.RECRUITING, MOVES[listing.state])
    if lacks := settle(listing, by=by):
        return listing, lacks
    if allowed_at := listing.renewable_at:
        raise RenewedLatelyError(allowed_at)
    for name, value in fresh_expiry(listing).items():
        setattr(listing, name, value)
    listing.card_version += 1
    listing.save(
        update_fields=["renewed_at", "expires_at", "warned_at", "card_version"]
    )
    record(listing, Verb.RENEWED, by=by)
    return listing, []


def _close(listing: Listing, *, by: User) -> None:
    move(listing, State.CLOSED, Verb.CLOSED, by=by, closed_at=timezone.now())


def _lacks_only_open_seats(listing: Listing, lacks: list[Lack]) -> bool:
    """Every seat is taken, which is no fault. Without any seat it is one."""
    return [lack.part for lack in lacks] == ["slot"] and (
        listing.slots.current().exists()
    )


def _pause_incomplete(listing: Listing, lacks: list[Lack], *, by: User) -> None:
    event = move(listing, State.PRIVATE, Verb.INCOMPLETE, by=by)
    title = _t(
        "“%(title)s” is paused: before it can recruit again, it needs %(lacks)s."
    )
    notify(
        leaders_of(listing),
        kind="listings.incomplete",
        event=str(event.pk),
        title=title
        % {
            "title": listing.title.strip()[:60] or _t("No title yet"),
            "lacks": ", ".join(str(lack) for lack in lacks),
        },
        url=listing.get_absolute_url(),
    )


def _reopen(listing: Listing, *, by: User) -> None:
    """A seat is free again: a listing filled lately recruits, an older one asks first."""
    lately = (
        listing.filled_at is not None
        and listing.filled_at > timezone.now() - REOPENS_WITHIN
    )
    if lately and may_recruit(listing):
        move(
            listing,
            State.RECRUITING,
            Verb.REOPENED,
            by=by,
            filled_at=None,
            **fresh_expiry(listing),
        )
        return
    event = move(listing, State.PRIVATE, Verb.PAUSED, by=by)
    notify(
        leaders_of(listing),
        kind="listings.seat_open",
        event=str(event.pk),
        title=_t("A seat is free again: shall “%(title)s” recruit?")
        % {"title": listing.title},
        url=listing.get_absolute_url(),
    )
