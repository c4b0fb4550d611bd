"""A moment in words: in the reader's zone, named, with server time (ST) beside it."""

from datetime import UTC, datetime, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from config.lib.week import is_st, zone_label


def exact_time(at: datetime, zone: tzinfo | None = None) -> str:
    """ "18 November 2026, 21:14 CET · 20:14 ST", in that zone or in the present one."""
    zone = zone or timezone.get_current_timezone()
    here, st = at.astimezone(zone), at.astimezone(UTC)
    date = date_format(here, "DATE_FORMAT", use_l10n=True)
    if is_st(zone):
        return gettext("%(date)s, %(time)s ST") % {
            "date": date,
            "time": f"{here:%H:%M}",
        }
    short = here.tzname() or ""  # "-03" where a zone has no short name
    name = short if short.isalpha() else zone_label(zone)
    if st.date() == here.date():
        server = f"{st:%H:%M}"
    else:
        server = f"{date_format(st, 'MONTH_DAY_FORMAT', use_l10n=True)}, {st:%H:%M}"
    return gettext("%(date)s, %(time)s · %(server)s ST") % {
        "date": date,
        "time": f"{here:%H:%M} {name}",
        "server": server,
    }


def day_of(at: datetime, form: str = "DATE_FORMAT") -> str:
    """The date that it is, or was, in the present zone."""
    here = at.astimezone(timezone.get_current_timezone())
    return date_format(here, form, use_l10n=True)
