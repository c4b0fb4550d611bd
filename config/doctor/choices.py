"""The settings: whether each is made, and made well."""

import zoneinfo
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from config.lib.findings import Finding, Level
from config.lib.week import zone_data_version
from integrations.http.addresses import MODES

SHORTEST_KEY = 50  # characters, as production demands it


def look() -> list[Finding]:
    return [
        _secret_key(),
        _debug(),
        _hosts(),
        _origins(),
        _sender(),
        _release(),
        _outside(),
        _contact(),
        _game_data(),
        _share(),
        _zone_data(),
    ]


def _serious(level: Level = Level.CARE) -> Level:
    """What would be wrong in production is well where demo content may be shown."""
    return Level.WELL if settings.DEMO else level


def _weak(name: str, state: str, advice: str) -> Finding:
    level = _serious()
    return Finding(
        name=name,
        level=level,
        state=_("development's own") if settings.DEMO else state,
        configured=False,
        missing=(name,) if level else (),
        advice=advice if level else "",
    )


def _secret_key() -> Finding:
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_KEY and len(set(key)) >= 5:
        return Finding(name="SECRET_KEY", state=_("set"))
    advice = _("Set SECRET_KEY to 50 random characters or more.")
    return _weak("SECRET_KEY", _("too short"), advice)


def _debug() -> Finding:
    if not settings.DEBUG:
        return Finding(name="DEBUG", state=_("off"))
    level = _serious()
    advice = _("Unset DEBUG: its error pages tell visitors too much.") if level else ""
    return Finding(name="DEBUG", level=level, state=_("on"), advice=advice)


def _hosts() -> Finding:
    name, hosts = "ALLOWED_HOSTS", settings.ALLOWED_HOSTS
    if "*" in hosts:
        return _weak(name, _("any"), _("Set ALLOWED_HOSTS to the site's own names."))
    if hosts:
        return Finding(name=name, state=_("set"))
    return Finding(
        name=name,
        level=Level.BROKEN,
        state=_("missing"),
        configured=False,
        missing=(name,),
        advice=_("Set ALLOWED_HOSTS: without it no page is shown."),
    )


def _origins() -> Finding:
    given = bool(getattr(settings, "CSRF_TRUSTED_ORIGINS", ()))
    state = _("set") if given else _("the site's own")
    return Finding(name="CSRF_TRUSTED_ORIGINS", state=state, configured=given)


def _sender() -> Finding:
    name = "DEFAULT_FROM_EMAIL"
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if address and not address.endswith("@localhost"):
        return Finding(name=name, state=_("set"))
    advice = _("Set DEFAULT_FROM_EMAIL: other sites take no mail from this one.")
    return _weak(name, _("nobody's"), advice)


def _release() -> Finding:
    if settings.RELEASE != "dev":
        return Finding(name="RELEASE", state=settings.RELEASE)
    advice = _("Set RELEASE anew with each version, or old cards outlive it.")
    return _weak("RELEASE", "dev", advice)


def _outside() -> Finding:
    if settings.OUTSIDE in MODES:
        return Finding(name="OUTSIDE", state=settings.OUTSIDE)
    return Finding(
        name="OUTSIDE",
        level=Level.BROKEN,
        state=_("none of live, sandbox, off"),
        configured=False,
        missing=("OUTSIDE",),
        advice=_("Set OUTSIDE to live or off."),
    )


def _contact() -> Finding:
    name, contact = "OUTSIDE_CONTACT", settings.OUTSIDE_CONTACT
    if contact and not contact.endswith("@localhost"):
        return Finding(name=name, state=_("set"))
    if settings.OUTSIDE != "live":
        return Finding(name=name, state=_("not needed"), configured=False)
    return Finding(
        name=name,
        level=Level.CARE,
        state=_("nobody's"),
        configured=False,
        missing=(name,),
        advice=_("Set OUTSIDE_CONTACT: a service we trouble should reach somebody."),
    )


def _game_data() -> Finding:
    given = settings.XIVAPI_VERSION
    state = given or _("the newest")
    return Finding(name="XIVAPI_VERSION", state=state, configured=bool(given))


def _share() -> Finding:
    name, share = "FFLOGS_POINTS_SHARE", settings.FFLOGS_POINTS_SHARE
    if 0 < share <= 1:
        return Finding(name=name, state=f"{share:.0%}")
    advice = _("Set FFLOGS_POINTS_SHARE to more than 0 and at most 1.")
    return Finding(name=name, level=Level.CARE, state=str(share), advice=advice)


def _zone_data() -> Finding:
    """The same on every machine, or a process shows other times than its neighbour."""
    name, version = "time zones", f"tzdata {zone_data_version()}"
    if not zoneinfo.TZPATH:
        return Finding(name=name, state=version)
    return Finding(
        name=name,
        level=Level.BROKEN,
        state=_("the host's own, not %(version)s") % {"version": version},
        advice=_("Nothing may call zoneinfo.reset_tzpath() after Muster has started."),
    )
