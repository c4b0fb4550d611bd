"""A listing as text to paste: what Discord shows well."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.enums import Language
from config.lib.week import Window, is_st, next_start
from integrations.catalogue import DutyEntry
from listings.strips.card import Card
from listings.strips.evenings import day_names

MAX_CHARACTERS = 2000  # of one message to Discord


def discord_post(
    card: Card,
    listing: Any,
    clears: Sequence[DutyEntry],
    *,
    now: datetime,
    address: str,
) -> str:
    """Times as `<t:…>`, which Discord shows to each reader in their own zone.

    A line stands whole or, where the message would be too long, not at all.
    """
    team_zone = ZoneInfo(listing.time_zone)
    head = (plain(card.team), card.place, card.duty, card.stage)
    lines = [f"**{plain(card.title)}**", " · ".join(filter(None, head))]
    said = [
        _open_seats(card),
        _asked(card, listing, clears),
        _talk(card),
        *_nights(listing.windows, team_zone, now),
    ]
    ending = _("More in the listing: %(address)s") % {"address": address}
    is_whole = True
    for line in filter(None, said):
        if _length([*lines, line, ending]) <= MAX_CHARACTERS:
            lines.append(line)
        else:
            is_whole = False
    return "\n".join([*lines, address if is_whole else ending])


def _length(lines: Sequence[str]) -> int:
    """As Discord's editor counts: a sign outside the basic plane is two."""
    return len("\n".join(lines).encode("utf-16-le")) // 2


def _open_seats(card: Card) -> str:
    roster = card.roster
    n, jobs = roster.open_count, roster.wanted_in_full
    if not n:
        return roster.words
    if n == roster.size:
        said = ngettext("%(n)d open seat: %(jobs)s", "%(n)d open seats: %(jobs)s", n)
    else:
        said = _("%(n)d of %(size)d seats open: %(jobs)s")
    return said % {"n": n, "size": roster.size, "jobs": jobs}


def _asked(card: Card, listing: Any, clears: Sequence[DutyEntry]) -> str:
    asked = []
    if listing.min_item_level:
        asked.append(_("item level %(level)s+") % {"level": listing.min_item_level})
    asked += [_("%(duty)s cleared") % {"duty": duty.short_name} for duty in clears]
    asked += [str(Language(code).label) for code in listing.languages_required]
    if listing.transfer_wanted:
        asked.append(_("transfer to %(world)s") % {"world": card.world})
    elif not listing.travel_accepted:
        asked.append(_("a world on %(dc)s") % {"dc": card.data_centre})
    return _("Asked for: %(list)s") % {"list": _list(asked)} if asked else ""


def _talk(card: Card) -> str:
    said = [_("Voice: %(voice)s") % {"voice": card.voice}, card.intensity]
    if card.languages:
        said.insert(0, _("Languages: %(languages)s") % {"languages": card.languages})
    return " · ".join(said)


def _nights(windows: Sequence[Window], zone: ZoneInfo, now: datetime) -> list[str]:
    """The weekdays are the team's and say so, since the times beside them become each
    reader's own; the next night's stamp shows its reader a weekday as well."""
    found = sorted(windows, key=lambda each: (each.weekday, each.start))
    if not found:
        return []
    starts = [next_start(window, zone, now) for window in found]
    nights = [
        f"{day_names().short[window.weekday]} {_stamp(start)}–"
        f"{_stamp(start + timedelta(minutes=window.length))}"
        for window, start in zip(found, starts, strict=True)
    ]
    days = _("server time") if is_st(zone) else zone.key.replace("_", " ")
    return [
        _("Raid nights (days in %(zone)s, times in yours): %(nights)s")
        % {"zone": days, "nights": _list(nights)},
        _("Next raid: %(time)s") % {"time": _stamp(min(starts), "F")},
    ]


def _stamp(at: datetime, style: str = "t") -> str:
    return f"<t:{int(at.timestamp())}:{style}>"


def _list(parts: Sequence[str]) -> str:
    return pgettext("between list items", ", ").join(parts)


def plain(text: str) -> str:
    """Without what Discord would read as formatting or as a call to everybody."""
    text = re.sub(r"[*_~`|<>\\]", "", text)
    text = text.replace("](", "] (")  # no link under words of its own
    text = re.sub(r"^(?:[#+-]+\s+)+", "", text)  # no headline, no list
    return text.replace("@", "\uff20")  # the full-width one calls nobody
