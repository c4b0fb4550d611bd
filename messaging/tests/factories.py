"""Mails as they usually are, in each state."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from messaging.enums import MailState
from messaging.models import Mail


def ago(**time: float) -> Any:
    return factory.LazyFunction(lambda: timezone.now() - timedelta(**time))


class MailFactory(DjangoModelFactory[Mail]):
    """Waits, and is due."""

    class Meta:
        model = Mail

    class Params:
        claimed = factory.Trait(
            state=MailState.SENDING, claimed_at=ago(minutes=1), tries=1
        )
        sent = factory.Trait(state=MailState.SENT, sent_at=ago(minutes=1), tries=1)
        failed = factory.Trait(
            state=MailState.FAILED, tries=3, error="550 no such user"
        )

    to = factory.LazyFunction(lambda: ["alice@example.com"])
    sender = "Muster <muster@muster.example>"
    subject = "Set a new password"
    text = "Open https://muster.example/reset/s3cret/ to go on.\n"
    due_at = ago(seconds=1)
