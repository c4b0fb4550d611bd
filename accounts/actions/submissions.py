"""A form creates once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.exceptions import AlreadyCreatedError
from accounts.models import SubmittedForm, User

KEPT = timedelta(days=1)


@transaction.atomic
def create_once(
    user: User, key: str, fingerprint: str, create: Callable[[], str]
) -> str:
    """The address of what the form creates, or has created. `create` returns it.

    Raises AlreadyCreatedError where other content came with the key. Whoever sends the
    same at the same moment waits for the first one: its row is written before anything
    else is locked, and goes with it should it fail.
    """
    mine = SubmittedForm(user=user, key=key, fingerprint=fingerprint)
    SubmittedForm.objects.bulk_create([mine], ignore_conflicts=True)
    found = SubmittedForm.objects.get(user=user, key=key)
    if found.pk == mine.pk:
        found.address = create()
        found.save(update_fields=["address"])
    elif found.fingerprint != fingerprint:
        raise AlreadyCreatedError(found.address)
    return found.address


def forget_submissions(now: datetime | None = None) -> int:
    before = (now or timezone.now()) - KEPT
    return SubmittedForm.objects.filter(created_at__lt=before).delete()[0]
