"""How Django sends mail here: it does not, it writes it down (EMAIL_BACKEND).

`MAIL_BACKEND` is the way by which the worker sends what was written.
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from messaging.actions import queue_mail


class OutboxBackend(BaseEmailBackend):
    """Rows in the caller's transaction: rolled back, nothing is sent.

    `fail_silently` changes nothing: a row that cannot be written is the caller's error,
    and the mail server is not asked here.
    """

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(bool(queue_mail(each)) for each in email_messages)
