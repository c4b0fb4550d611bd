"""What a moderator does to an account. Every act is written into the admin's log."""

from datetime import UTC, datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.signals import profile_changed


@transaction.atomic
def suspend(user: User, *, by: User, until: datetime, reason: str) -> User:
    """Until then the user only reads. Suspended again, the newer end and reason count.
    ValueError for an end that has passed, or for no reason."""
    if until <= timezone.now() or not reason.strip():
        raise ValueError("a suspension has a reason, and an end that lies ahead")
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.suspended_until, user.suspension_reason = until, reason
    user.save(update_fields=["suspended_until", "suspension_reason"])
    _log(
        user, by, f"Suspended until {until.astimezone(UTC):%Y-%m-%d %H:%M} ST: {reason}"
    )
    profile_changed.send(User, user_id=user.pk)
    return user


@transaction.atomic
def unsuspend(user: User, *, by: User, reason: str) -> User:
    """The suspension ends now."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.suspended_until, user.suspension_reason = None, ""
    user.save(update_fields=["suspended_until", "suspension_reason"])
    _log(user, by, f"Suspension lifted: {reason}")
    profile_changed.send(User, user_id=user.pk)
    return user


def _log(user: User, by: User, what: str) -> None:
    LogEntry.objects.log_actions(
        by.pk, [user], CHANGE, change_message=what, single_object=True
    )
