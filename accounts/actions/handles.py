"""Somebody takes another handle; the one before goes on leading to them."""

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.actions.blocks import lock_living
from accounts.exceptions import HandleTakenError, HandleTooSoonError
from accounts.models import FormerHandle, User
from accounts.signals import profile_changed

LOCK = 7_301_002  # an advisory lock's number, ours alone


@transaction.atomic
def change_handle(user: User, handle: str) -> User:
    """At most once in a week, but for the day after the first choice; and never to one that looks like somebody else's, be it
    theirs now or before. One's own former handle may be taken back."""
    _one_at_a_time()
    locked = lock_living(user.pk)
    if handle == locked.handle:
        return locked
    if at := locked.handle_changes_at:
        raise HandleTooSoonError(at)
    now = timezone.now()
    if locked.handle_chosen_at is None and locked.handle == locked.first_handle:
        locked.handle_chosen_at = now
    locked.handle_changed_at = now
    _take(locked, handle)
    return locked


@transaction.atomic
def rename(user: User, handle: str) -> None:
    """What a superuser does, at any time; the week of the person does not begin anew."""
    _one_at_a_time()
    _take(User.objects.select_for_update(no_key=True).get(pk=user.pk), handle)


def _take(locked: User, handle: str) -> None:
    before, locked.handle = locked.handle, handle
    _write(locked)
    if FormerHandle.objects.looking_like(handle).exclude(user=locked).exists():
        raise HandleTakenError
    _remember(locked, before)
    profile_changed.send(User, user_id=locked.pk)


def _one_at_a_time() -> None:
    """Until the transaction ends: two who swap would wait for each other for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _write(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(update_fields=["handle", "handle_changed_at", "handle_chosen_at"])
    except IntegrityError as error:
        raise HandleTakenError from error


def _remember(user: User, before: str) -> None:
    """The same address in other letters needs no way from the old one to the new."""
    mine = FormerHandle.objects.filter(user=user).alias(low=Lower("handle"))
    mine.filter(low=user.handle.lower()).delete()
    if before.lower() != user.handle.lower():
        FormerHandle.objects.create(user=user, handle=before)
