"""Time zones by their IANA names, as the pinned package `tzdata` knows them."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import tzdata

# Files of a system's zone folder that name no place.
_NOT_ZONES = {"Factory", "localtime", "posixrules"}
# Other names of UTC, which is server time.
_SERVER_TIME = {
    "Etc/GMT", "Etc/GMT+0", "Etc/GMT-0", "Etc/GMT0", "Etc/Greenwich", "Etc/UCT",
    "Etc/UTC", "Etc/Universal", "Etc/Zulu", "GMT", "GMT+0", "GMT-0", "GMT0",
    "Greenwich", "UCT", "Universal", "Zulu",
}  # fmt: skip
_FIXED = re.compile(r"Etc/GMT([+-])(\d+)")
_YEARS_COMPARED = range(2020, 2050)
RULES_LENGTH = 16  # characters


def zone(name: str) -> ZoneInfo | None:
    """The zone of that name, if there is one. Takes whatever a visitor sends; each name
    of server time gives UTC."""
    if name not in _known():
        return None
    return ZoneInfo("UTC" if name in _SERVER_TIME else name)


def is_st(zone: tzinfo) -> bool:
    """Whether it is server time: there a second time would only repeat the first."""
    return str(zone) == "UTC"


def zone_label(zone: object) -> str:
    """A zone or its name as people read it: "America/New York", "UTC+9"; UTC is server
    time, "ST"."""
    name = str(zone)
    if name == "UTC":
        return "ST"
    if fixed := _FIXED.fullmatch(name):
        sign = "-" if fixed[1] == "+" else "+"  # the data count them to the west
        return f"UTC{sign}{fixed[2]}"
    return name.replace("_", " ")


def zone_names() -> list[str]:
    """The names to choose from: UTC, then one for every place; no old spellings."""
    return list(_places())


def other_zone_names() -> list[str]:
    """Names that a device may still say and nobody needs to choose: "US/Pacific"."""
    return sorted(_known() - set(_places()))


def zone_data_version() -> str:
    """The IANA release, for instance "2026a"."""
    return str(tzdata.IANA_VERSION)


def offset_changes_near(zone: ZoneInfo, at: datetime, days: int = 8) -> bool:
    """Whether the zone's offset changed or changes within that many days of `at`."""
    # No zone changes its clock and back within one day, so daily looks see all.
    here = at.astimezone(UTC)
    looks = (here + timedelta(days=n) for n in range(-days, days + 1))
    return len({look.astimezone(zone).utcoffset() for look in looks}) > 1


# By the object, not by its name: a zone read anew is another one.
@lru_cache(maxsize=1024)
def zone_rules(zone: ZoneInfo) -> str:
    """A fingerprint of the zone's offsets, day by day. New zone data give another one
    to those zones alone whose clocks they change."""
    offsets = [zone.utcoffset(day) for day in _days_compared()]
    said = repr([offset and offset.total_seconds() for offset in offsets])
    return sha256(said.encode()).hexdigest()[:RULES_LENGTH]


@cache
def _days_compared() -> list[datetime]:
    first = datetime(_YEARS_COMPARED.start, 1, 1)  # noqa: DTZ001 -- a wall clock's
    end = datetime(_YEARS_COMPARED.stop, 1, 1)  # noqa: DTZ001
    return [first + timedelta(days=n) for n in range((end - first).days)]


@cache
def _places() -> tuple[str, ...]:
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line[:1] != "#")
    return ("UTC", *sorted({row[2] for row in rows if len(row) > 2} & _known()))


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones() - _NOT_ZONES)
