"""What time does by itself: expiry, its warning, and schedules across summer time.

All of it is true in the query first; a sweep makes it durable and tells people.
"""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.week import half_hours, offset_changes_near, project
from listings.actions.core import leaders_of, move
from listings.enums import WARNING, State, Verb
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
    soon = timezone.now() + WARNING
    due = Listing.objects.recruiting().filter(expires_at__lte=soon, warned_at=None)
    done = 0
    for pk in due.values_list("pk", flat=True)[:BATCH]:
        done += _warn(pk)
    return done


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
        Listing.objects.filter(pk=listing.pk, schedule=listing.schedule).update(
            week=week, week_bits=half_hours(week)
        )
        done += 1
    return done


@transaction.atomic
def _expire(pk: object) -> bool:
    listing = (
        Listing.objects.overdue()
        .select_for_update(skip_locked=True)
        .filter(pk=pk)
        .first()
    )
    if listing is None:
        return False
    move(listing, State.EXPIRED, Verb.EXPIRED, by=None)
    notify(
        leaders_of(listing),
        kind="listings.expired",
        event=f"{listing.pk}:{listing.expires_at:%Y%m%d%H%M}",
        title=_("“%(title)s” has expired. Renew it if you still look for somebody.")
        % {"title": listing.title},
        url=listing.get_absolute_url(),
    )
    return True


@transaction.atomic
def _warn(pk: object) -> bool:
    due = Listing.objects.filter(pk=pk, warned_at=None, state=State.RECRUITING)
    if due.update(warned_at=timezone.now()) != 1:
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
