"""By which way mail goes out: one setting chooses."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# Whoever sends writes into the outbox; the worker takes it out by one of the ways.
OUTBOX = "messaging.outbox.OutboxBackend"
BACKENDS = {
    "page": "django.core.mail.backends.dummy.EmailBackend",  # read it at /mail/
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "gmail": "integrations.gmail.backend.GmailBackend",
}
NOT_SENDING = ("page", "console")  # for development alone


def mail(env: environ.Env, default: str) -> dict[str, Any]:
    """Settings for MAIL: `page`, `console`, `smtp` (by EMAIL_URL) or `gmail` (GMAIL_…)."""
    way = env.str("MAIL", default="")
    if not way or way.startswith("/"):  # many a shell names its user's mailbox so
        way = default
    if way not in BACKENDS:
        raise ImproperlyConfigured(f"MAIL must be one of {', '.join(BACKENDS)}")
    told = {"MAIL": way, "MAIL_BACKEND": BACKENDS[way]}
    if way == "smtp":
        told |= env.email("EMAIL_URL", default="smtp://localhost:25")
    return {**told, "EMAIL_BACKEND": OUTBOX}
