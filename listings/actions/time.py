"""What time does by itself: expiry, its warning, and schedules across summer time.

All of it is true in the query first; a sweep makes it durable and tells people.
"""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.week import half_hours, offset_changes_near, project
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
    """Project schedules anew whose zone changes its offset about now."""
    now = timezone.now()
    names = Listing.objects.order_by().values_list("time_zone", flat=True).distinct()
    changing = [n for n in names if offset_changes_near(ZoneInfo(n), now)]
    done = 0
    due = Listing.objects.filter(
        time_zone__in=changing, state__in=(State.RECRUITING, State.FILLED)
    ).only("schedule", "time_zone", "card_version")
    for listing in due.iterator(chunk_size=BATCH):
        week = project(listing.windows, ZoneInfo(listing.time_zone), now)
        # Only what is still what was read: a save in between projected it itself.
        Listing.objects.filter(
            pk=listing.pk, schedule=listing.schedule, time_zone=listing.time_zone
        ).update(week=week, week_bits=half_hours(week))
        done += 1
    return done


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
        title=_("“%(title)s” ends on %(day)s unless you renew it.")
        % {"title": listing.title, "day": f"{listing.expires_at:%-d %B}"},
        url=listing.get_absolute_url(),
    )
    return True
