"""What people do about failed mails, and what time does to all of them."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from config.lib.tasks import enqueue
from messaging.actions.queueing import SEND
from messaging.enums import FAILED_KEPT, SENT_KEPT, STRANGERS_KEPT, MailState
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


def forget_strangers() -> int:
    """Mails to an address that is no account's, once they have gone out: of whoever has
    left, not even the last word is kept."""
    addresses = EmailAddress.objects.alias(low=Lower("email"))
    owned = addresses.filter(low=OuterRef("address"))
    gone_out = Mail.objects.alias(address=Lower("to__0")).filter(
        state__in=(MailState.SENT, MailState.FAILED),
        created_at__lt=timezone.now() - STRANGERS_KEPT,
    )
    return gone_out.filter(~Exists(owned)).delete()[0]


def empty_old() -> int:
    """Bodies that have served. That there was a mail stays known."""
    now = timezone.now()
    served = Q(state=MailState.SENT, sent_at__lt=now - SENT_KEPT)
    given_up = Q(state=MailState.FAILED, created_at__lt=now - FAILED_KEPT)
    gone: dict[str, Any] = {"text": "", "html": "", "headers": {}, "emptied_at": now}
    return Mail.objects.filter(served | given_up, emptied_at=None).update(**gone)
