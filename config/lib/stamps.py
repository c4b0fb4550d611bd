"""A moment as Discord's stamps ask for it, in the reader's zone and with its name."""

from datetime import UTC, datetime, tzinfo

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils.formats import date_format

# Django's date formats of each style, and the clock behind them.
_STYLES = {
    "t": ([], "%H:%M"),
    "T": ([], "%H:%M:%S"),
    "d": (["SHORT_DATE_FORMAT"], ""),
    "D": (["DATE_FORMAT"], ""),
    "f": (["DATE_FORMAT"], "%H:%M"),
    "F": (["l", "DATE_FORMAT"], "%H:%M"),
    "s": (["SHORT_DATE_FORMAT"], "%H:%M"),
    "S": (["SHORT_DATE_FORMAT"], "%H:%M:%S"),
}


def stamp_text(at: datetime, style: str, zone: tzinfo) -> str:
    if style == "R":
        return str(naturaltime(at))
    here = at.astimezone(zone)
    days, clock = _STYLES[style]
    said = [date_format(here, day) for day in days]
    if clock:
        said.append(f"{here.strftime(clock)} {_zone_name(here)}")
    return ", ".join(said)


def stamp_title(at: datetime, zone: tzinfo) -> str:
    """All of it, with server time beside it."""
    here = stamp_text(at, "F", zone)
    if at.astimezone(zone).utcoffset():
        return f"{here} · {stamp_text(at, 'f', UTC)}"
    return here


def _zone_name(here: datetime) -> str:
    name = here.tzname() or ""
    if name == "UTC":
        return "ST"  # the game's server time
    return name if name.isalpha() else f"UTC{name}"
