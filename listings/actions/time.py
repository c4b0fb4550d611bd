"""What time does by itself: expiry, its warning, and schedules across summer time.

All of it is true in the query first; a sweep makes it durable and tells people.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.week import reproject_rows
from listings.actions.core import leaders_of
from listings.actions.states import expire
from listings.enums import WARNING, State
from listings.models import Listing
from messaging.actions import notify

BATCH = 500


def sweep() -> dict[str, int]:
    """Everything that is due; what was done, counted."""
    return {"expired": expire_overdue(), "warned": warn_expiring()}


def expire_overdue() -> int:
    """Write down what the clock already made true, and tell the team."""
    done = 0
    for pk in Listing.objects.overdue().values_list("pk", flat=True)[:BATCH]:
        done += _expire(pk)
    return done


def warn_expiring() -> int:
    """Tell the team three days before its listing ends by itself."""
    return sum(_warn(pk) for pk in _expiring().values_list("pk", flat=True)[:BATCH])


def _expiring() -> QuerySet[Listing]:
    soon = timezone.now() + WARNING
    return Listing.objects.recruiting().filter(expires_at__lte=soon, warned_at=None)


def reproject() -> int:
    """Project schedules anew whose zone changes its offset about now, or has other
    rules than when they were projected, in one step."""
    states = [State.RECRUITING, State.FILLED]
    return reproject_rows(Listing.objects.filter(state__in=states))


@transaction.atomic
def _expire(pk: UUID) -> bool:
    listing = (
        Listing.objects.overdue()
        .select_for_update(skip_locked=True, no_key=True)
        .filter(pk=pk)
        .first()
    )
    if listing is None:
        return False
    expire(listing)
    return True


@transaction.atomic
def _warn(pk: UUID) -> bool:
    # Asked again in full: it may have been renewed since, and then is not due at all.
    if _expiring().filter(pk=pk).update(warned_at=timezone.now()) != 1:
        return False
    listing = Listing.objects.get(pk=pk)
    notify(
        leaders_of(listing),
        kind="listings.expiring",
        event=f"{listing.pk}:{listing.expires_at:%Y%m%d%H%M}",
        title=_("“%(title)s” ends soon unless you renew it.")
        % {"title": listing.title},
        url=listing.get_absolute_url(),
        data={"expires_at": listing.expires_at},
    )
    return True
