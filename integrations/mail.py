"""Mail that could not be sent: whether time heals it.

    try:
        message.send()
    except Exception as error:
        again = is_temporary(error)

It does not matter by which way the mail goes: SMTP, the Gmail API or the console.
"""

import smtplib

from integrations.errors import NotConfigured, OutsideError, Temporary


class MailError(Exception):
    """A mail that was not sent. `reason` is a word or two for logs, and no secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailTemporary(MailError):  # noqa: N818 -- named by what it means to a caller
    """Send it again later, not before `retry_after` seconds where that is known.

    With `reached` the service may have taken it: again may mean twice.
    """

    def __init__(
        self, reason: str, retry_after: float | None = None, *, reached: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.reached = reached


class MailPermanent(MailError):  # noqa: N818 -- named by what it means to a caller
    """The same mail will fail again: tell a person."""


def is_temporary(error: BaseException) -> bool:
    """Whether the same mail may well be sent later. What nobody knows will not be."""
    if isinstance(error, MailError):
        return isinstance(error, MailTemporary)
    if isinstance(error, OutsideError):
        # Nothing is wrong with a mail that waits for somebody to configure the way out.
        return isinstance(error, Temporary | NotConfigured)
    if isinstance(error, smtplib.SMTPException):
        return _smtp_is_temporary(error)
    return isinstance(error, OSError)  # no connection, a time-out, TLS


def _smtp_is_temporary(error: smtplib.SMTPException) -> bool:
    if isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(400 <= code < 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return 400 <= error.smtp_code < 500
    return False
