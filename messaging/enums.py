"""States of a mail, the table of allowed moves, and how patiently it is sent."""

from datetime import timedelta

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

# Above the longest a task may run (CELERY_TASK_TIME_LIMIT): nobody sends it any more.
CLAIM_LASTS = timedelta(minutes=10)
# Waits grow from the first to the longest: all tries together take about a day.
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
MOST_TRIES = 100
# How long a body is kept: the links in it let people in.
SENT_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)
STRANGERS_KEPT = timedelta(days=1)  # written to somebody who has no account
