"""Time zones by their IANA names."""

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

# Files of a system's zone folder that name no place.
_NOT_ZONES = {"Factory", "localtime", "posixrules"}


def zone(name: str) -> ZoneInfo | None:
    """The zone of that name, if there is one. Takes whatever a visitor sends."""
    return ZoneInfo(name) if name in _known() else None


def zone_names() -> list[str]:
    """The names to choose from: UTC, then one for every place; no old spellings."""
    return list(_places())


def offset_changes_near(zone: ZoneInfo, at: datetime, days: int = 8) -> bool:
    """Whether the zone's offset changed or changes within that many days of `at`."""
    # No zone changes its clock and back within one day, so daily looks see all.
    here = at.astimezone(UTC)
    looks = (here + timedelta(days=n) for n in range(-days, days + 1))
    return len({look.astimezone(zone).utcoffset() for look in looks}) > 1


@cache
def _places() -> tuple[str, ...]:
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line[:1] != "#")
    return ("UTC", *sorted({row[2] for row in rows if len(row) > 2} & _known()))


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones() - _NOT_ZONES)
