"""What people do about failed mails, and what time does to all of them."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from config.lib.tasks import enqueue
from messaging.actions.queueing import SEND
from messaging.enums import FAILED_KEPT, SENT_KEPT, MailState
from messaging.exceptions import MailEmptiedError
from messaging.models import Mail


@transaction.atomic
def send_again(mail: Mail, *, by: User, reason: str) -> Mail:
    """From the beginning, as if it had never been tried. Raises TransitionError unless
    it has failed, MailEmptiedError when there is nothing left to send."""
    if mail.emptied_at:
        raise MailEmptiedError
    Mail.objects.filter(state=MailState.FAILED, emptied_at=None).move(
        mail, MailState.QUEUED, tries=0, due_at=timezone.now(), claimed_at=None
    )
    LogEntry.objects.log_actions(
        by.pk,
        [mail],
        CHANGE,
        change_message=f"Send again: {reason}",
        single_object=True,
    )
    enqueue(SEND, mail_id=str(mail.pk))
    return mail


def empty_old() -> int:
    """Bodies that have served. That there was a mail stays known."""
    now = timezone.now()
    served = Q(state=MailState.SENT, sent_at__lt=now - SENT_KEPT)
    given_up = Q(state=MailState.FAILED, created_at__lt=now - FAILED_KEPT)
    gone: dict[str, Any] = {"text": "", "html": "", "headers": {}, "emptied_at": now}
    return Mail.objects.filter(served | given_up, emptied_at=None).update(**gone)
