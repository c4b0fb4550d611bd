"""Raid times in words, server time beside each: "Tue 20:00–23:00", "19:00–22:00 ST"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext, pgettext

from config.lib.week import is_st
from listings.strips.evenings import Evening, day_names, hours

_WITHIN = re.compile(r"(?<![,;]) ")
SPOKEN = 6  # groups of evenings; a fuller week is read in the list of evenings


@dataclass(frozen=True)
class Times:
    local: str
    st: str = ""  # "" where the local time is server time already

    @property
    def local_unbroken(self) -> str:
        return _unbroken(self.local)

    @property
    def st_unbroken(self) -> str:
        return _unbroken(self.st)


def _unbroken(text: str) -> str:
    """For print: a line may break after "Tue," but not in "Sun 20:00–23:00 ST"."""
    kept = _WITHIN.sub("\N{NO-BREAK SPACE}", text)
    return kept.replace("–", "–\N{WORD JOINER}")


def times(evenings: Sequence[Evening], zone: ZoneInfo) -> tuple[Times, ...]:
    groups = list(_by_hours(evenings).values())
    spoken, left = groups[:SPOKEN], len(groups) - SPOKEN
    if is_st(zone) or len(groups) <= 1 or _differ(evenings):
        found = [_group(group, zone) for group in spoken]
    else:
        short = all(":00" in e.clock and ":00" in e.clock_end for e in evenings)
        short = short and not any(e.clock_end == "00:00" for e in evenings)
        said = [_local(group, short) for group in spoken]
        # Where days already stand in lists, the lists need another mark between them.
        many = any(len(group) > 1 for group in spoken)
        local = "; ".join(said) if many else _list(said)
        found = [Times(local, st_shift(evenings[0].offset))]
    if left > 0:
        found.append(
            Times(ngettext("%(n)d more", "%(n)d more times", left) % {"n": left})
        )
    return tuple(found)


def by_hours(
    evenings: Sequence[Evening], zone: ZoneInfo
) -> tuple[tuple[str, Times], ...]:
    """Days in words, and the times of each of them, where both stand in a row."""
    groups = _by_hours(evenings).values()
    return tuple(
        (_days([e.day for e in group]), _of_group(group, zone)) for group in groups
    )


def _of_group(group: Sequence[Evening], zone: ZoneInfo) -> Times:
    span = f"{group[0].clock}–{group[0].clock_end}"
    if is_st(zone):
        return Times(_st(span))
    return Times(span, _st(_st_days(group) + _st_span(group[0])))


def of_one(evening: Evening, zone: ZoneInfo) -> Times:
    """The times of one evening whose day is named beside it."""
    return _of_group([evening], zone)


def st_shift(offset: int) -> str:
    """How server time stands to a clock that many minutes ahead of it."""
    if offset == 0:
        return gettext("ST the same")
    said = {"hours": hours(abs(offset))}
    if offset > 0:
        return gettext("ST %(hours)s earlier") % said
    return gettext("ST %(hours)s later") % said


def _by_hours(evenings: Sequence[Evening]) -> dict[tuple[object, ...], list[Evening]]:
    groups: dict[tuple[object, ...], list[Evening]] = {}
    for evening in evenings:
        key = (evening.clock, evening.clock_end, evening.length, evening.offset)
        groups.setdefault(key, []).append(evening)
    return groups


def _differ(evenings: Sequence[Evening]) -> bool:
    return len({evening.offset for evening in evenings}) > 1


def _group(group: Sequence[Evening], zone: ZoneInfo) -> Times:
    if is_st(zone):
        return Times(_st(_local(group)))
    return Times(_local(group), _st(_st_days(group) + _st_span(group[0])))


def _local(group: Sequence[Evening], short: bool = False) -> str:
    start, end = group[0].clock, group[0].clock_end
    if short:
        start, end = start[:2], end[:2]
    return f"{_days([e.day for e in group])} {start}–{end}"


def _st(text: str) -> str:
    return gettext("%(times)s ST") % {"times": text}


def _st_span(evening: Evening) -> str:
    return f"{evening.st_clock}–{evening.st_clock_end}"


def _st_days(group: Sequence[Evening]) -> str:
    """Server time's weekdays, where they are others than the viewer's."""
    if group[0].day == group[0].st_day:
        return ""
    return _days([e.st_day for e in group]) + " "


def _days(days: Sequence[int]) -> str:
    names = day_names().short
    days = list(dict.fromkeys(days))
    if len(days) == 7:
        return gettext("Every day")
    run = all((b - a) % 7 == 1 for a, b in pairwise(days))
    if run and len(days) > 3:
        return f"{names[days[0]]}–{names[days[-1]]}"
    return _list([names[day] for day in days])


def _list(parts: Sequence[str]) -> str:
    return pgettext("between list items", ", ").join(parts)


def said_aloud(evening: Evening, zone: ZoneInfo) -> str:
    """ "20:00 to 23:00, 19:00 to 22:00 ST", for a screen reader."""
    span = gettext("%(start)s to %(end)s")
    local = span % {"start": evening.clock, "end": evening.clock_end}
    if is_st(zone):
        return _st(local)
    st = span % {"start": evening.st_clock, "end": evening.st_clock_end}
    return f"{local}, {_st(_st_days([evening]) + st)}"
