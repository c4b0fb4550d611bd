"""Everything a listing card prints. Nothing personal: the finished card is kept and
shown to everybody who reads in the same language and zone on the same day."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from config.lib.moments import exact_time
from listings.strips.roster import RosterStrip
from listings.strips.week import WeekStrip


@dataclass(frozen=True)
class Freshness:
    text: str  # "Renewed 2 days ago"
    exact: str  # "18 November 2026, 21:14 CET · 20:14 ST"
    iso: str


@dataclass(frozen=True)
class Card:
    url: str
    title: str
    team: str
    team_id: str
    world: str
    data_centre: str
    roster: RosterStrip
    week: WeekStrip
    freshness: Freshness
    lang: str = ""  # BCP 47, where the title is not in the page's language
    kind: str = ""  # said only of a substitute listing
    duty: str = ""  # "M9S–M12S", "FRU"
    stage: str = ""
    intensity: str = ""
    hours: str = ""  # "9 h a week"
    languages: str = ""
    voice: str = ""
    answers: str = ""  # "answers within a day"
    closed: str = ""  # "Full", "Paused": why nobody can apply; "" while recruiting
    heading: str = "h2"

    @property
    def facts(self) -> str:
        """ "Reclear · Midcore · 9 h a week", to be broken only after a dot."""
        facts = filter(None, (self.stage, self.intensity, self.hours))
        return "\N{NO-BREAK SPACE}· ".join(
            fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts
        )

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.world, self.data_centre)))


def renewed(at: datetime, now: datetime, zone: ZoneInfo) -> Freshness:
    days = days_ago(at, now, zone)
    if days <= 0:
        text = gettext("Renewed today")
    elif days == 1:
        text = gettext("Renewed yesterday")
    else:
        text = ngettext("Renewed %(n)d day ago", "Renewed %(n)d days ago", days) % {
            "n": days
        }
    return freshness(text, at, zone)


def days_ago(at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Counted in the viewer's days, so that words hold until their midnight."""
    return (now.astimezone(zone).date() - at.astimezone(zone).date()).days


def freshness(text: str, at: datetime, zone: ZoneInfo) -> Freshness:
    return Freshness(
        text, exact_time(at, zone), at.astimezone(UTC).isoformat("T", "minutes")
    )
