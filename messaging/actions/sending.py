"""Send what was written down: claim, send, record.

A mail is sent at least once, and as good as always once. Whoever moves its row from
queued to sending sends it, and nobody else. Only a worker that dies between the server's
"taken" and our note of it leaves a mail that is sent again; the Message-ID, which comes
from the row, tells servers and people that it is the same one.
"""

import random
import time
from datetime import timedelta
from email.utils import parseaddr
from uuid import UUID

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from config.lib.ids import shorten
from config.lib.states import TransitionError
from integrations.mail import is_temporary
from messaging.actions.mail_errors import said_by
from messaging.enums import FIRST_WAIT, LONGEST_WAIT, MOST_TRIES, MailState
from messaging.models import Mail

log = structlog.get_logger(__name__)

BATCH = 100
SWEEP_SECONDS = 45.0  # the next sweep comes after sixty


def send(mail: Mail) -> bool:
    """Whether it was sent, by us and now. Never inside a transaction: others must see
    the claim while it is being sent."""
    if not _claim(mail):
        return False
    try:
        get_connection(settings.MAIL_BACKEND).send_messages([message_of(mail)])
    except SoftTimeLimitExceeded:
        raise  # nobody knows whether it went: the sweep takes the claim back
    except Exception as error:  # noqa: BLE001 -- kept in the row, whatever it is
        _put_off(mail, error)
        return False
    return _record(mail, MailState.SENT, sent_at=timezone.now(), error="")


def send_due() -> dict[str, int]:
    """What waits, was missed or was lost, the longest due first."""
    lost = sum(_take_back(mail) for mail in Mail.objects.lost()[:BATCH])
    sent, end = 0, time.monotonic() + SWEEP_SECONDS
    due = Mail.objects.due().order_by("due_at").values_list("pk", flat=True)
    for pk in list(due[:BATCH]):
        if time.monotonic() > end:
            break
        sent += send_by_id(pk)
    return {"sent": sent, "lost": lost}


def send_by_id(pk: UUID) -> bool:
    """Fetched as late as can be: in the meantime another one may have sent it."""
    mail = Mail.objects.due().filter(pk=pk).first()
    return mail is not None and send(mail)


def message_of(mail: Mail) -> EmailMultiAlternatives:
    headers = {
        "Auto-Submitted": "auto-generated",  # no absence notes, please
        **mail.headers,
        "Message-ID": message_id(mail),
    }
    message = EmailMultiAlternatives(
        mail.subject, mail.text, mail.sender, list(mail.to), headers=headers
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def message_id(mail: Mail) -> str:
    """The same however often the mail is sent."""
    domain = parseaddr(mail.sender)[1].rpartition("@")[2] or "localhost"
    return f"<{shorten(mail.pk)}@{domain}>"


def _claim(mail: Mail) -> bool:
    try:
        Mail.objects.due().filter(tries=mail.tries).move(
            mail, MailState.SENDING, claimed_at=timezone.now(), tries=mail.tries + 1
        )
    except TransitionError:
        return False
    return True


def _put_off(mail: Mail, error: Exception) -> None:
    heals = is_temporary(error) and mail.tries < MOST_TRIES
    said = said_by(error)
    log.warning(
        "mail_not_sent", mail=str(mail.pk), error=type(error).__name__, heals=heals
    )
    if not heals:
        _record(mail, MailState.FAILED, error=said)
        return
    asked_for = timedelta(seconds=getattr(error, "retry_after", None) or 0)
    due_at = timezone.now() + max(wait_after(mail.tries), asked_for)
    _record(mail, MailState.QUEUED, error=said, due_at=due_at)


def wait_after(tries: int) -> timedelta:
    """Twice as long each time, up to a bound, and never the same for two mails."""
    grown = min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)
    spread: float = random.uniform(0.75, 1.25)  # noqa: S311 -- no secret
    return timedelta(seconds=grown.total_seconds() * spread)


def _take_back(mail: Mail) -> bool:
    log.warning("mail_claim_lost", mail=str(mail.pk), tries=mail.tries)
    error = "The worker that was sending it is gone."
    if mail.tries >= MOST_TRIES:
        return _record(mail, MailState.FAILED, error=error)
    return _record(mail, MailState.QUEUED, error=error, due_at=timezone.now())


def _record(mail: Mail, target: MailState, **fields: object) -> bool:
    """Only as long as the claim is still ours."""
    try:
        Mail.objects.filter(claimed_at=mail.claimed_at).move(mail, target, **fields)
    except TransitionError:
        log.warning("mail_claim_was_taken", mail=str(mail.pk), target=str(target))
        return False
    return True
