"""What every room's tests may use of mail."""

from typing import Any

import pytest
from django.core import mail as django_mail

OUTBOX = "messaging.outbox.OutboxBackend"  # as config.settings.mail has it


@pytest.fixture
def outbox(settings: Any) -> list[Any]:
    """Mail is written into the outbox, as everywhere but in tests, where Django puts a
    list in its place. What the worker has sent from there is in the list returned."""
    settings.EMAIL_BACKEND = OUTBOX
    django_mail.outbox = []
    return django_mail.outbox
