"""What a moderator does: a flag beside the state, with a reason."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import lock_moderator, lock_team
from accounts.models import User
from listings.actions.core import leaders_of, lock_listing, record
from listings.actions.states import lock_with_overdue, settle
from listings.enums import Verb
from listings.models import Listing
from listings.signals import listing_hidden
from messaging.actions import notify


@transaction.atomic
def hide(listing: Listing, *, by: User, reason: str) -> Listing:
    """Take a listing out of sight, and tell its team why. Raises NotAModeratorError."""
    _lock_to_moderate(listing, by)
    listing = lock_listing(listing.pk)
    if listing.hidden_at:
        return listing
    _write(listing, hidden_at=timezone.now(), hidden_reason=reason)
    event = record(listing, Verb.HIDDEN, by=by, note=reason)
    listing_hidden.send(Listing, listing_id=listing.pk, by_id=by.pk)
    notify(
        leaders_of(listing),
        kind="listings.hidden",
        event=str(event.pk),
        title=_("A moderator hid “%(title)s”: %(reason)s")
        % {"title": listing.title[:60], "reason": reason[:100]},
        url=listing.get_absolute_url(),
    )
    return listing


@transaction.atomic
def restore(listing: Listing, *, by: User, reason: str) -> Listing:
    """Bring a hidden listing back, in the state it has; only what still says enough
    recruits again. Raises NotAModeratorError."""
    _lock_to_moderate(listing, by)
    listing = lock_with_overdue(listing.team_id, listing.pk)[listing.pk]
    if not listing.hidden_at:
        return listing
    _write(listing, hidden_at=None, hidden_reason="")
    record(listing, Verb.RESTORED, by=by, note=reason)
    settle(listing, by=by)
    return listing


def _write(listing: Listing, *, hidden_at: datetime | None, hidden_reason: str) -> None:
    listing.hidden_at, listing.hidden_reason = hidden_at, hidden_reason
    listing.card_version += 1
    listing.save(update_fields=["hidden_at", "hidden_reason", "card_version"])


def _lock_to_moderate(listing: Listing, by: User) -> None:
    lock_team(listing.team_id)
    lock_moderator(by, "listings.change_listing")


MODERATORS = "Moderators"
# What they see, and what their buttons change; no form of theirs writes a state.
_SEEN = {
    "accounts": (
        "user",
        "profile",
        "team",
        "membership",
        "teaminvite",
        "teamevent",
        "character",
        "progress",
    ),
    "messaging": ("notification", "mail"),
    "listings": ("listing", "listingevent"),
}
_ACTED_ON = (
    ("accounts", "user"),
    ("accounts", "character"),
    ("listings", "listing"),
    ("messaging", "mail"),
)


@transaction.atomic
def appoint_moderator(user: User) -> User:
    """Let somebody into the admin with a moderator's rights."""
    group, _created = Group.objects.get_or_create(name=MODERATORS)
    wanted = Q(pk__in=[])
    for app, models in _SEEN.items():
        codes = [f"view_{model}" for model in models]
        wanted |= Q(content_type__app_label=app, codename__in=codes)
    for app, model in _ACTED_ON:
        wanted |= Q(content_type__app_label=app, codename=f"change_{model}")
    group.permissions.set(Permission.objects.filter(wanted))
    user.groups.add(group)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    return user
