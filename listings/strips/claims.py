"""Where something said of a player comes from, and how old it is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext

from config.lib.moments import exact_time

LONG_AGO = 30  # days, after which a date says more than a count


@dataclass(frozen=True)
class Claim:
    kind: str  # verified, logs, self, unknown
    words: str
    when: str = ""  # "3 hours ago", "12 October 2026"
    exact: str = ""
    iso: str = ""


@dataclass(frozen=True)
class Clock:
    """Says of a moment how it stands to now, to somebody in this zone."""

    now: datetime
    zone: ZoneInfo

    def day(self, at: datetime) -> str:
        return date_format(at.astimezone(self.zone), "DATE_FORMAT", use_l10n=True)

    def ago(self, at: datetime) -> str:
        if (self.now - at).days > LONG_AGO:
            return self.day(at)
        if (self.now - at).total_seconds() < 60:
            return gettext("just now")
        return gettext("%(time)s ago") % {"time": timesince(at, self.now, depth=1)}

    def dated(
        self, claim: Claim, at: datetime | None, *, by_day: bool = False
    ) -> Claim:
        if at is None:
            return claim
        return replace(
            claim,
            when=self.day(at) if by_day else self.ago(at),
            exact=exact_time(at, self.zone),
            iso=at.astimezone(UTC).isoformat("T", "minutes"),
        )

    def verified(self, at: datetime | None, *, by_day: bool = False) -> Claim:
        return self.dated(Claim("verified", gettext("verified")), at, by_day=by_day)

    def from_logs(self, at: datetime | None) -> Claim:
        return self.dated(Claim("logs", gettext("from logs")), at)

    def unknown(self, at: datetime | None = None, words: str = "") -> Claim:
        return self.dated(Claim("unknown", words or gettext("unknown")), at)

    def self_declared(self, at: datetime | None = None) -> Claim:
        return self.dated(Claim("self", gettext("self-declared")), at)
