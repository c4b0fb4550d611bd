"""Write down what is to be sent, with whatever else the caller writes."""

from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction

from config.lib.tasks import enqueue
from messaging.exceptions import UnsupportedMailError
from messaging.models import Mail

SEND = "messaging.send_mail"
SUBJECT_LENGTH = 300
ADDRESS_LENGTH = 254
HTML = "text/html"
# Each recipient has a mail of their own, and the row gives its Message-ID.
_OURS = frozenset({"to", "cc", "bcc", "message-id"})


@transaction.atomic
def queue_mail(message: EmailMessage) -> list[Mail]:
    """A row for each of to, cc and bcc: nobody sees who else has got it, and what is
    wrong with one address delays nobody else.

    Raises UnsupportedMailError for what cannot be kept or has no real address, and
    ValueError for a header with a line break: now, and not when it is sent.
    """
    html = _html_of(message)
    addresses = [_address_in(each) for each in message.recipients()]
    message.message()  # builds it, and so finds what is wrong with it
    rows = [
        Mail(
            to=[address],
            sender=str(message.from_email),
            subject=str(message.subject)[:SUBJECT_LENGTH],
            text=str(message.body),
            html=html,
            headers=_headers_of(message),
        )
        for address in dict.fromkeys(addresses)
    ]
    for row in Mail.objects.bulk_create(rows):
        enqueue(SEND, mail_id=str(row.pk))
    return rows


def _address_in(text: str) -> str:
    address = parseaddr(text)[1]
    try:
        validate_email(address)
    except ValidationError:
        raise UnsupportedMailError("a recipient that is no address") from None
    if len(address) > ADDRESS_LENGTH:
        raise UnsupportedMailError("a recipient whose address is too long")
    return address


def _html_of(message: EmailMessage) -> str:
    if message.attachments:
        raise UnsupportedMailError("the outbox takes no attachments: link to the thing")
    if message.content_subtype != "plain":
        raise UnsupportedMailError("text first, HTML as an alternative of it")
    alternatives: list[Any] = getattr(message, "alternatives", None) or []
    if not alternatives:
        return ""
    content, kind = alternatives[0]
    if len(alternatives) > 1 or kind != HTML:
        raise UnsupportedMailError("one alternative at most, and that text/html")
    return str(content)


def _headers_of(message: EmailMessage) -> dict[str, str]:
    headers = {
        name: str(value)
        for name, value in message.extra_headers.items()
        if name.lower() not in _OURS
    }
    if message.reply_to:
        headers["Reply-To"] = ", ".join(str(each) for each in message.reply_to)
    return headers
