"""A listing as text to paste: what Discord shows well."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from config.lib.week import Window, next_start
from listings.strips.card import Card

LINE = 200  # characters, so that nobody's title fills a channel


def discord_post(
    card: Card,
    windows: Sequence[Window],
    *,
    team_zone: ZoneInfo,
    now: datetime,
    address: str,
) -> str:
    """Times as `<t:…>`, which Discord shows to each reader in their own zone."""
    lines = [
        f"**{plain(card.title)}**",
        " · ".join(filter(None, (plain(card.team), card.place, card.duty, card.stage))),
        _("Open: %(seats)s") % {"seats": card.roster.wanted or card.roster.words},
    ]
    starts = sorted(next_start(window, team_zone, now) for window in windows)
    if starts:
        times = ", ".join(f"<t:{int(start.timestamp())}:F>" for start in starts[:7])
        lines.append(_("Next raids: %(times)s") % {"times": times})
    return "\n".join([*(line[:LINE] for line in lines[:3]), *lines[3:], address])


def plain(text: str) -> str:
    """Without what Discord would read as formatting or as a call to everybody."""
    for mark in "*_~`|<>":
        text = text.replace(mark, "")
    return text.replace("@", "\uff20")  # the full-width one calls nobody
