"""News from below: an account is gone."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from accounts.signals import account_erased
from messaging.models import Mail


@receiver(account_erased)
def on_account_erased(emails: Sequence[str], **_: Any) -> None:
    """Whatever was written to them is forgotten, sent or not."""
    Mail.objects.filter(to__overlap=emails).delete()
