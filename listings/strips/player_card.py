"""Everything a player's card prints. Nothing personal to who looks at it: the finished
card is kept and shown to everybody who reads in the same language and zone."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from listings.strips.card import Freshness, days_ago, freshness
from listings.strips.week import WeekStrip


@dataclass(frozen=True)
class PlayedJob:
    code: str
    name: str
    colour: str  # data-role
    glyph: str


@dataclass(frozen=True)
class PlayedRole:
    name: str
    colour: str
    glyph: str


@dataclass(frozen=True)
class PlayerCard:
    url: str
    person_id: str
    handle: str
    headline: str
    place: str  # "Twintania, Light": the shown main character's; "" where none is
    main: PlayedJob | None
    others: tuple[PlayedJob, ...]
    more: int  # jobs beyond those
    roles: tuple[PlayedRole, ...]
    progress: str  # "M11S cleared · FRU, TOP"
    progress_source: str  # "from logs, 20 Nov"
    week: WeekStrip
    since: Freshness
    languages: str = ""
    voice: str = ""
    intensity: str = ""
    lang: str = ""  # BCP 47, where the headline is likely not in the page's language

    @property
    def colour(self) -> str:
        return self.main.colour if self.main else ""


def seeking_since(at: datetime, now: datetime, zone: ZoneInfo) -> Freshness:
    days = days_ago(at, now, zone)
    if days <= 0:
        text = gettext("Seeking since today")
    elif days == 1:
        text = gettext("Seeking since yesterday")
    else:
        text = ngettext("Seeking for %(n)d day", "Seeking for %(n)d days", days) % {
            "n": days
        }
    return freshness(text, at, zone)
