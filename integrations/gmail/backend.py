"""Django's way to send, for `MAIL=gmail`."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from integrations.errors import NotConfigured
from integrations.gmail.client import Gmail
from integrations.http import Clock
from integrations.http.clock import SYSTEM
from integrations.mail import MailError, MailPermanent


class GmailBackend(BaseEmailBackend):
    def __init__(
        self, fail_silently: bool = False, clock: Clock = SYSTEM, **kwargs: Any
    ) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        self.gmail = Gmail(clock)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were sent; at the first that was not, its error."""
        return sum(self._send(each) for each in email_messages if each.recipients())

    def _send(self, message: EmailMessage) -> bool:
        try:
            self.gmail.send(packed(message))
        except (MailError, NotConfigured):
            if not self.fail_silently:
                raise
            return False
        return True


def packed(message: EmailMessage) -> bytes:
    """The message for Gmail, which sends to whom the headers name.

    Django leaves those in Bcc out of the headers, since SMTP tells them apart. Gmail
    reads them there, and takes the header out of what it sends.
    """
    if {name.lower() for name in message.extra_headers} & {"to", "cc", "bcc"}:
        raise MailPermanent("recipients among the extra headers")
    shown = {*message.to, *message.cc}
    hidden = [each for each in message.recipients() if each not in shown]
    try:
        built = message.message()
        if hidden:
            built["Bcc"] = ", ".join(hidden)
        # Django's own messages take it, whatever their stubs say.
        return built.as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    except (ValueError, LookupError):  # a line break in a header, no such charset
        raise MailPermanent("a message that is none") from None
