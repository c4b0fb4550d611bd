"""What a moderator does to an account. Every act is written into the admin's log."""

from datetime import UTC, datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from accounts.actions.blocks import lock_people
from accounts.exceptions import NotAModeratorError
from accounts.models import User
from accounts.rules import can_moderate, can_suspend
from accounts.signals import profile_changed


@transaction.atomic
def suspend(user: User, *, by: User, until: datetime, reason: str) -> User:
    """Until then the user only reads. Suspended again, the newer end and reason count.
    ValueError for an end that has passed, or for no reason; NotAModeratorError."""
    if until <= timezone.now() or not reason.strip():
        raise ValueError("a suspension has a reason, and an end that lies ahead")
    user = _lock_to_suspend(user, by)
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
    user = _lock_to_suspend(user, by)
    user.suspended_until, user.suspension_reason = None, ""
    user.save(update_fields=["suspended_until", "suspension_reason"])
    _log(user, by, f"Suspension lifted: {reason}")
    profile_changed.send(User, user_id=user.pk)
    return user


def lock_moderator(by: User, permission: str) -> None:
    """Who moderates, locked after any team, and judged as they are now. Raises
    NotAModeratorError."""
    moderator = lock_people(by.pk).get(by.pk)
    if moderator is None or not can_moderate(moderator, permission):
        raise NotAModeratorError


def _lock_to_suspend(user: User, by: User) -> User:
    people = lock_people(user.pk, by.pk)
    if not can_suspend(people[by.pk], people[user.pk]):
        raise NotAModeratorError
    return people[user.pk]


def _log(user: User, by: User, what: str) -> None:
    LogEntry.objects.log_actions(
        by.pk, [user], CHANGE, change_message=what, single_object=True
    )
