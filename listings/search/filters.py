"""The address of a search, read forgivingly and written canonically."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict

from accounts.enums import Intensity, Language
from config.lib.clock import ClockError, clock_text, read_clock
from config.lib.week import Span, Spans, Window, intersect, project, zone
from integrations.catalogue import catalogue
from listings.enums import Kind, Role, Stage, Voice
from listings.facets import facet
from listings.search.subjects import LISTINGS, OVERLAP, Subject

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_VALUES = 40  # of one filter; more is nobody's search
LONGEST_TEXT = 100
DAY = 1440  # minutes
_SLUG = re.compile(r"^[a-z0-9_-]{1,80}$")


@dataclass(frozen=True)
class TeamHours:
    """When a team raids, in the UTC week."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Filters:
    """What could be understood of an address. `chosen` keeps the address's own words."""

    subject: Subject = LISTINGS
    q: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    start: int | None = None  # minute of the day
    end: int | None = None
    tz: str = ""  # as the address says it; empty: the viewer's own
    team: str = ""  # its slug: hours that are a team's
    sort: str = ""
    after: str = ""
    # Not the address's: what the viewer's own team of that slug raids, when the viewer
    # can raid, teams that this viewer shall not meet, and who asks (None: nobody is
    # logged in).
    hours: TeamHours | None = None
    own: tuple[Span, ...] = ()
    apart: frozenset[UUID] = frozenset()
    viewer: UUID | None = None

    @property
    def has_times(self) -> bool:
        return bool(self.days) or self.start is not None or self.end is not None

    @property
    def has_hours(self) -> bool:
        """Whether there are any to compare with, and to be found by."""
        return self.has_times or self.hours is not None

    @property
    def is_empty(self) -> bool:
        return not (self.q or self.chosen or self.has_hours)

    @property
    def order(self) -> str:
        """The sort that really holds: overlap needs hours to compare with."""
        if self.wants_own and not self.own:
            return self.subject.usual_sort
        return self.sort or self.subject.usual_sort

    def windows(self) -> list[Window]:
        if not self.has_times:
            return []
        start = self.start or 0
        end = 1440 if self.end is None else self.end
        length = end - start if end > start else end + 1440 - start
        chosen = self.days or DAYS
        return [Window(DAYS.index(day), start, min(length, 1440)) for day in chosen]

    def in_zone(self, viewer: ZoneInfo) -> "Filters":
        """The same with its zone said, so that its address means the same to all."""
        if self.has_times and not self.tz:
            return replace(self, tz=viewer.key)
        return self

    def apart_from(self, teams: frozenset[UUID]) -> "Filters":
        return replace(self, apart=teams)

    def asked_by(self, viewer: UUID | None) -> "Filters":
        return replace(self, viewer=viewer)

    @property
    def wants_own(self) -> bool:
        """Whether the viewer's own hours are what an order by overlap compares with."""
        return self.sort == OVERLAP and not self.has_hours

    def by_own(self, spans: Spans) -> "Filters":
        return replace(self, own=tuple(spans))

    def of_team(self, hours: TeamHours | None) -> "Filters":
        """None: the address names no team whose hours this viewer may compare with."""
        return replace(self, hours=hours, team=self.team if hours else "")

    def spans(self, viewer: ZoneInfo, now: datetime) -> Spans | None:
        """The asked hours in the UTC week, in the address's zone or the viewer's; the
        team's among them where both are asked for. None: no hours are."""
        if not self.has_hours:
            return None
        asked = project(self.windows(), zone(self.tz) or viewer, now)
        if self.hours is None:
            return asked
        team = list(self.hours.spans)
        return intersect(asked, team) if self.has_times else team

    def facets(self, key: str) -> list[int]:
        group = self.subject.groups[key]
        return [facet(group, value_of(key, word)) for word in self.chosen[key]]

    def pairs(self, *, after: bool = True) -> list[tuple[str, str]]:
        """The address again, in one order; what was not understood is gone."""
        pairs = [("q", self.q)] if self.q else []
        for key in self.subject.groups:
            pairs += [(key, word) for word in self.chosen.get(key, ())]
        pairs += [("days", day) for day in self.days]
        if self.start is not None:
            pairs.append(("from", clock_text(self.start)))
        if self.end is not None:
            pairs.append(("to", clock_text(self.end)))
        pairs += [
            (name, value)
            for name, value in (
                ("tz", self.tz if self.has_times else ""),
                ("team", self.team),
                ("sort", self.sort),
                ("after", self.after if after else ""),
            )
            if value
        ]
        return pairs

    def query_string(self, *, after: bool = True) -> str:
        return urlencode(self.pairs(after=after))

    def without(self, key: str) -> "Filters":
        """The same search with one filter dropped: `q`, a group, `times`, `team`, or
        `after`."""
        if key == "after":
            return replace(self, after="")
        if key == "team":
            return replace(self, team="", hours=None, after="")
        if key == "q":
            return replace(self, q="", after="")
        if key == "times":
            return replace(self, days=(), start=None, end=None, tz="", after="")
        kept = {k: v for k, v in self.chosen.items() if k != key}
        return replace(self, chosen=kept, after="")

    def active(self) -> list[str]:
        """Names of the filters that narrow the search."""
        names = ["q"] if self.q else []
        names += [key for key in self.subject.groups if key in self.chosen]
        if self.has_times:
            names.append("times")
        return [*names, "team"] if self.hours else names


def read_filters(query: QueryDict, subject: Subject = LISTINGS) -> Filters:
    """Never fails: what is unknown, impossible or hostile is left out."""
    chosen = {}
    for key in subject.groups:
        words = _known(key, query.getlist(key))
        if words:
            chosen[key] = words
    asked = {word.lower() for word in query.getlist("days")[:MOST_VALUES]}
    days, start, end = _times(
        tuple(day for day in DAYS if day in asked),
        _minute(query.get("from", "")),
        _minute(query.get("to", "")),
    )
    tz = query.get("tz", "")
    team = query.get("team", "") if subject.takes_team else ""
    sort = query.get("sort", "")
    return Filters(
        subject=subject,
        q=_clean_text(query.get("q", "")),
        chosen=chosen,
        days=days,
        start=start,
        end=end,
        tz=tz if zone(tz) else "",
        team=team if _SLUG.match(team) else "",
        sort=sort if sort in subject.sorts else "",
        after=query.get("after", "")[:200],
    )


def value_of(key: str, word: str) -> int | str:
    """The catalogue's id or the enum's word behind a value. KeyError if unknown."""
    known = catalogue()
    if key == "region":
        return known.region_by_slug[word].id
    if key == "dc":
        return known.data_centre_by_slug[word].id
    if key == "job":
        return known.job_by_abbreviation[word.upper()].id
    if key == "duty":
        return known.duty_by_slug[word].id
    if key == "tier":
        return known.tier_by_slug[word].id
    return ENUMS[key](word).value


ENUMS = {
    "kind": Kind,
    "role": Role,
    "stage": Stage,
    "intensity": Intensity,
    "language": Language,
    "voice": Voice,
}


def _known(key: str, words: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for raw in list(words)[:MOST_VALUES]:
        word = raw.upper() if key == "job" else raw.lower()
        try:
            value_of(key, word)
        except (KeyError, ValueError):
            continue
        found[word] = None
    return tuple(sorted(found))


def _minute(text: str) -> int | None:
    try:
        return read_clock(text)
    except ClockError:
        return None


def _times(
    days: tuple[str, ...], start: int | None, end: int | None
) -> tuple[tuple[str, ...], int | None, int | None]:
    """Written with 24 hours, as an address has them: from 25:00 on Tuesday is from 01:00
    on Wednesday."""
    if end is not None and end - (start or 0) >= DAY:
        end = start  # the whole day
    if start is not None and start >= DAY:
        days = tuple(d for n, d in enumerate(DAYS) if DAYS[n - 1] in days)
        start -= DAY
    return days, start, None if end is None else end % DAY


def _clean_text(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT]
