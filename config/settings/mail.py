"""By which way mail goes out: one setting chooses."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "gmail": "integrations.gmail.backend.GmailBackend",
}


def mail(env: environ.Env, default: str) -> dict[str, Any]:
    """Settings for MAIL: `console`, `smtp` (by EMAIL_URL) or `gmail` (by GMAIL_…)."""
    way = env.str("MAIL", default="")
    if not way or way.startswith("/"):  # many a shell names its user's mailbox so
        way = default
    if way not in BACKENDS:
        raise ImproperlyConfigured(f"MAIL must be one of {', '.join(BACKENDS)}")
    told = {"MAIL": way, "EMAIL_BACKEND": BACKENDS[way]}
    if way == "smtp":
        return {**told, **env.email("EMAIL_URL", default="smtp://localhost:25")}
    return told
