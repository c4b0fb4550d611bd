"""How the outside services are: what is set, what is known, and what to do."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from config.lib.findings import Finding, Level
from integrations.errors import (
    Changed,
    CircuitOpen,
    NotConfigured,
    NotFound,
    OutsideError,
    RateLimited,
)
from integrations.http import Outside, ServiceStatus, status
from integrations.http.addresses import mode
from integrations.services import SERVICES, Known

# Of a probe: True where it answers, its error where it does not, None where it is off.
Answered = OutsideError | Literal[True] | None
REFUSED = ("status 401", "status 403")


def services(
    *, probe: bool = False, known: Iterable[Known] = SERVICES
) -> list[Finding]:
    """A row for each. Asks Redis alone, unless `probe` lets it call each service once."""
    known = list(known)
    try:
        way = mode()
    except ImproperlyConfigured:
        return [_unknown(each) for each in known]
    asked: list[Answered] = [None] * len(known)
    if probe and way != "off":
        with ThreadPoolExecutor(max_workers=len(known)) as pool:
            asked = list(pool.map(_ask, known))
    return [
        _finding(each, way, answer) for each, answer in zip(known, asked, strict=True)
    ]


def _unknown(known: Known) -> Finding:
    return Finding(
        name=known.title,
        level=Level.BROKEN,
        state=_("unknown"),
        configured=False,
        advice=_("Set OUTSIDE to live or off."),
    )


def _ask(known: Known) -> Answered:
    if not _is_used(known) or _missing(known):
        return None
    quick = replace(known.service, patience=3.0, deadline=8.0, attempts=1)
    try:
        known.probe(Outside(quick))
    except NotConfigured as error:
        return error
    except NotFound:
        return True  # something of the service said so
    except OutsideError as error:
        return error
    return True


def _is_used(known: Known) -> bool:
    return not known.is_mail or getattr(settings, "MAIL", "") == known.service.name


def _missing(known: Known) -> tuple[str, ...]:
    return known.missing() if known.is_mail or mode() != "sandbox" else ()


def _finding(known: Known, way: str, asked: Answered) -> Finding:
    missing = _missing(known)
    if way == "off" and known.is_mail and _is_used(known):
        advice = _("Set OUTSIDE=live, or MAIL=smtp: as it is, no mail goes out.")
        off = _off(known, missing, _("switched off"), advice)
        return replace(off, level=Level.BROKEN)
    if way == "off":
        advice = _("Nothing, unless Muster shall ask it: then set OUTSIDE=live.")
        return _off(known, missing, _("switched off"), advice)
    if not _is_used(known):
        return _off(known, (), _("not chosen"), "")
    if missing:
        names = _(" and ").join(missing)
        advice = _("Set %(names)s and start Muster again.") % {"names": names}
        level = Level.BROKEN if known.is_mail else Level.CARE
        return replace(_off(known, missing, _("off"), advice), level=level)
    return _probed(known, _seen(known, status(known.service)), asked)


def _off(known: Known, missing: tuple[str, ...], state: str, advice: str) -> Finding:
    return Finding(
        name=known.title,
        state=state,
        advice=advice,
        configured=not known.missing(),
        missing=missing,
    )


def _seen(known: Known, seen: ServiceStatus) -> Finding:
    unread = ", ".join(f"{part} {count}" for part, count in seen.unread.items())
    advice = " ".join(filter(None, [_advice(known, seen), _unread_advice(unread)]))
    return Finding(
        name=known.title,
        level=Level.CARE if advice else Level.WELL,
        state=seen.mode,
        advice=advice,
        last_success=seen.last_success,
        last_error=seen.last_error,
        last_error_at=seen.last_error_at,
        breaker="" if seen.redis_away else str(seen.breaker),
        budget=_budget(seen),
        unread=unread,
    )


def _budget(seen: ServiceStatus) -> str:
    if seen.budget_left is None or seen.budget_of is None:
        return ""
    return _("%(left)d of %(of)d") % {"left": seen.budget_left, "of": seen.budget_of}


def _advice(known: Known, seen: ServiceStatus) -> str:
    if seen.redis_away:
        return _("Bring Redis back: what is known of the service lies there.")
    if seen.breaker != "closed":
        return _(
            "Wait: it failed so often that it is left alone for %(n)d more seconds."
        ) % {"n": seen.retry_in}
    if seen.paused_for > 0:
        return _("Wait: it asked to be left alone for %(n)d more seconds.") % {
            "n": seen.paused_for
        }
    failed, went_well = seen.last_error_at, seen.last_success
    if failed and (went_well is None or failed >= went_well):
        return _after(known, seen.last_error)
    return ""


def _unread_advice(unread: str) -> str:
    if not unread:
        return ""
    said = _("Tell the developers what could not be read this week (part, times): %s.")
    return said % unread


def _after(known: Known, kind: str) -> str:
    """What to do when the newest call ended in this kind of error."""
    names = ", ".join(name for group in known.needs for name in group)
    if kind in REFUSED and names:
        return _("It refuses us: look whether %(names)s are right.") % {"names": names}
    if kind in REFUSED:
        return _("It refuses us: ask less of it, and see what its rules say.")
    if kind.startswith("rate limited"):
        return _("It refuses us for now, we asked too much: wait and look again.")
    if kind.startswith("changed"):
        return _("Tell the developers: it answers in a form that Muster does not know.")
    if kind.startswith("status 4"):
        return _("Tell the developers: it does not take what Muster asks.")
    return _("Wait and look again: its last answer failed, and time may heal that.")


def _probed(known: Known, finding: Finding, asked: Answered) -> Finding:
    if asked is None:
        return finding
    if asked is True:
        return replace(finding, reachable=True)
    answered = isinstance(asked, Changed) or getattr(asked, "status", None) is not None
    unasked = isinstance(asked, CircuitOpen | RateLimited) and not answered
    advice = _after(known, asked.kind)
    return replace(
        finding,
        level=max(finding.level, Level.CARE),
        reachable=None if unasked else answered,
        last_error=asked.kind,
        advice=advice if answered else finding.advice or advice,
    )
