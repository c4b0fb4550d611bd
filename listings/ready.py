"""Cards drawn once and kept ready.

A ready card is kept under everything it depends on: its row and card version, the
language, the viewer's zone, the zone data and the date there, the release, the
catalogue's version, and the hours asked for where it shows them. Nothing personal is in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from config.lib.week import Spans, zone_data_version
from integrations.catalogue import catalogue

READY_FOR = 60 * 60 * 24  # seconds; the date in the key ends it before
ASKED_READY_FOR = 60 * 60  # there are as many of these as searches
Rows = Sequence[tuple[UUID, int]]


@dataclass(frozen=True)
class Deck:
    """A kind of card. `draw` gets keys, zone, the moment, and the hours asked for."""

    name: str  # of its keys
    draw: Callable[[list[UUID], ZoneInfo, datetime, Spans | None], dict[UUID, str]]


def ready_cards(deck: Deck, rows: Rows, zone: ZoneInfo) -> list[SafeString]:
    """The cards of these rows, in their order, for a template."""
    # Our own template drew them; the cache is ours alone.
    return [mark_safe(card.decode()) for card in sent_cards(deck, rows, zone)]  # noqa: S308 -- see above


def sent_cards(
    deck: Deck, rows: Rows, zone: ZoneInfo, asked: Spans | None = None
) -> list[bytes]:
    """The same as they are sent. Missing ones are drawn and kept."""
    now = timezone.now()
    today = now.astimezone(zone).date().isoformat()
    drawn_from = f"{settings.RELEASE}:{catalogue().version}:{zone_data_version()}"
    stamp = f"{get_language()}:{zone.key}:{today}:{drawn_from}"
    if asked is not None:
        stamp += ":" + sha256(str(asked).encode()).hexdigest()[:20]
    keys = {pk: f"{deck.name}:{pk.hex}:{version}:{stamp}" for pk, version in rows}
    ready: dict[str, bytes] = cache.get_many(list(keys.values()))
    missing = [pk for pk, key in keys.items() if key not in ready]
    if missing:
        drawn = deck.draw(missing, zone, now, asked)
        fresh = {keys[pk]: html.encode() for pk, html in drawn.items()}
        cache.set_many(fresh, READY_FOR if asked is None else ASKED_READY_FOR)
        ready |= fresh
    return [ready[key] for key in keys.values() if key in ready]
