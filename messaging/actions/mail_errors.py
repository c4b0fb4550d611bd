"""What is kept of an error: enough to know what to do, for people who look later."""

import smtplib

from integrations.errors import OutsideError
from integrations.mail import MailError

LENGTH = 300


def said_by(error: Exception) -> str:
    return f"{type(error).__name__}: {_words(error)}"[:LENGTH].rstrip(": ")


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [_answer(*each) for each in error.recipients.values()]
        return "; ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if isinstance(error, MailError | OutsideError):
        return str(error)
    return str(error) if isinstance(error, OSError | smtplib.SMTPException) else ""


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"
