"""States of a mail, and the table of allowed moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


M = MailState
# Sending becomes queued again: what went wrong may heal.
MAIL_MOVES: dict[str, frozenset[str]] = {
    M.QUEUED: frozenset({M.SENDING, M.FAILED}),
    M.SENDING: frozenset({M.QUEUED, M.SENT, M.FAILED}),
    M.SENT: frozenset(),
    M.FAILED: frozenset({M.QUEUED}),
}
