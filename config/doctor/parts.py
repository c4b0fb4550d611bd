"""What must run: database, Redis, workers, beat, and a way for mail."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from django.utils.translation import gettext as _

from config import health, pulse
from config.doctor import redises
from config.lib.findings import Finding, Level
from config.services.folder import SOCKETS
from config.settings.mail import BACKENDS, NOT_SENDING


def look(*, probe: bool, patience: float | None) -> list[Finding]:
    found = health.examine(patience)
    redis_is_there = found["redis"].ok
    rows = [_part(name, part, redis_is_there) for name, part in found.items()]
    compared = [redises.look()] if redis_is_there else []
    return [*rows, *compared, _mail(probe=probe)]


def _outbox(part: health.Part) -> Finding:
    """A mail that waits for long says that nobody sends, or that nobody takes it."""
    failed, waits = part.facts["failed"], part.facts["oldest_unsent"]
    state = _("nothing waits")
    if waits is not None:
        state = _("oldest unsent mail: %(n)d min") % {"n": waits // 60}
    advice = ""
    if waits is not None and waits > health.MAIL_WAITS:
        advice = _(
            "Look at the worker, beat and the mail server; /admin/ has the errors."
        )
    elif failed >= health.FAILED_MANY:
        advice = _("%(n)d mails of this week failed: see why in /admin/.") % {
            "n": failed
        }
    return Finding(
        name="outbox",
        level=Level.CARE if advice else Level.WELL,
        state=state,
        reachable=True,
        advice=advice,
    )


def _part(name: str, part: health.Part, redis_is_there: bool) -> Finding:
    facts = part.facts
    if not part.ok:
        unknown = name in pulse.PARTS and not redis_is_there
        return Finding(
            name=name,
            level=Level.BROKEN,
            state=_("unknown without Redis") if unknown else facts["problem"],
            reachable=None if unknown else False,
            advice=_advice("redis" if unknown else name),
        )
    if name == "outbox":
        return _outbox(part)
    age = facts.get("age")
    return Finding(
        name=name,
        state=_well(name),
        reachable=True,
        last_success=None if age is None else timezone.now() - timedelta(seconds=age),
    )


def _well(name: str) -> str:
    if name == "migrations":
        return _("all applied")
    if name in pulse.PARTS:
        return _("at work")
    if name == "redis":
        return _embedded(settings.REDIS_URL)
    database = settings.DATABASES["default"]
    options = database.get("OPTIONS", {})  # a socket stands there
    return _embedded(str(options.get("host") or database.get("HOST", "")))


def _embedded(place: str) -> str:
    """Ours lies on a socket in a folder whose name begins like no other."""
    return _("embedded") if f"/{SOCKETS}" in place else _("external")


def _advice(name: str) -> str:
    return {
        "database": _("Start PostgreSQL, or correct DATABASE_URL."),
        "migrations": _("Run `manage.py prepare`."),
        "redis": _("Start Redis, or correct REDIS_URL."),
        "worker": _("Start the worker, as the Procfile does, and read its log."),
        "lookup": _(
            "Start the worker for look-ups, as the Procfile does, and read its log."
        ),
        "outbox": _("Bring the database back: what waits is written there."),
        "beat": _("Start beat, as the Procfile does, and read its log."),
    }[name]


def _mail(*, probe: bool) -> Finding:
    way = next((w for w, b in BACKENDS.items() if b == settings.MAIL_BACKEND), "")
    if way in NOT_SENDING and not settings.DEMO:
        return Finding(
            name="mail",
            level=Level.BROKEN,
            state=way,
            configured=False,
            missing=("MAIL",),
            advice=_("Set MAIL to smtp or gmail: now nobody gets any mail."),
        )
    if way == "smtp" and probe:
        return _greeted(way)
    return Finding(name="mail", state=way or _("of another kind"))


def _greeted(way: str) -> Finding:
    """Log in at the mail server and leave."""
    try:
        with get_connection(settings.MAIL_BACKEND):
            return Finding(name="mail", state=way, reachable=True)
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            name="mail",
            level=Level.BROKEN,
            state=way,
            reachable=isinstance(error, smtplib.SMTPResponseException),
            last_error=type(error).__name__,  # its text may repeat what we said
            advice=_("Look at the mail server, or correct EMAIL_URL."),
        )
