"""The search page beside its floor, and at a million listings beside ten thousand."""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from zoneinfo import available_timezones

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.lib.week import zone
from listings import search
from tests.bench.asking import ZONE, Ask, Visitor, ask_at_once, ask_each
from tests.bench.figures import Figure, percentile
from tests.bench.servers import Server

ROUNDS = 8  # page and floor in turn, so that a busy moment of the machine hits both
ASKED = 160
ASKED_COLD = 48  # a round

Pair = tuple[float, float]  # seconds at the small size, and at the large
Timed = tuple[Ask, Pair]


def against_floor(
    site: Server, floor: Server, addresses: Sequence[str], name: str
) -> list[Figure]:
    """Requests a second of the page by those of the floor: the median of the rounds."""
    asks = [Ask(address) for address in addresses]
    ask_at_once(site.port, asks)
    ask_at_once(floor.port, asks)
    warm, floors, ratios = [], [], []
    for _round in range(ROUNDS):
        warm.append(len(asks) / ask_at_once(site.port, asks))
        floors.append(len(asks) / ask_at_once(floor.port, asks))
        ratios.append(warm[-1] / floors[-1])
    return [
        Figure(name, median(ratios)),
        Figure(f"{name}_page", median(warm), "requests/s"),
        Figure(f"{name}_floor", median(floors), "requests/s"),
    ]


def against_floor_cold(
    site: Server, floor: Server, addresses: Sequence[str], name: str
) -> list[Figure]:
    """Each request comes from a time zone of its own, for which no card is ready."""
    zones = strange_zones()
    cold, ratios = [], []
    for round_ in range(ROUNDS):
        site.forget_counts()
        chosen = addresses[round_ * 7 :][:ASKED_COLD]
        asks = [Ask(address, zones.pop()) for address in chosen]
        cold.append(len(asks) / ask_at_once(site.port, asks))
        floors = len(asks) / ask_at_once(floor.port, asks)
        ratios.append(cold[-1] / floors)
    return [
        Figure(name, median(ratios)),
        Figure(f"{name}_page", median(cold), "requests/s"),
    ]


def strange_zones() -> list[str]:
    found = sorted(
        name for name in available_timezones() if zone(name) and name != ZONE
    )
    random.Random(1).shuffle(found)
    return found


def growth(
    small: Server, large: Server, addresses: Sequence[str], name: str
) -> list[Figure]:
    """Cards are ready, counts are not; each address at both sizes, in turn."""
    times = in_turn(small, large, [Ask(address) for address in addresses])
    plain = [time for ask, time in times if "q=" not in ask.address]
    of_small, of_large = p95([time for _ask, time in times])
    plain_small, plain_large = p95(plain)
    middle = median(large for _a, (_s, large) in times)
    return [
        Figure(f"{name}_growth", of_large / of_small),
        Figure(f"{name}_growth_wordless", plain_large / plain_small, "ratio"),
        Figure(f"{name}_p95_small", of_small * 1000, "ms"),
        Figure(f"{name}_p95_large", of_large * 1000, "ms"),
        Figure(f"{name}_p50_large", middle * 1000, "ms"),
    ]


def in_turn(small: Server, large: Server, asks: Sequence[Ask]) -> list[Timed]:
    """Each page's seconds at both sizes, three times over; cards are made before."""
    servers = (small, large)
    visitors = [Visitor(server.port) for server in servers]
    times: list[Timed] = []
    for round_ in range(4):
        for server in servers:
            server.forget_counts()
        for ask in asks:
            one, other = (visitor.get(ask).seconds for visitor in visitors)
            if round_:
                times.append((ask, (one, other)))
    return times


def p95(pairs: Sequence[Pair]) -> Pair:
    small, large = zip(*pairs, strict=True)
    return percentile(small, 0.95), percentile(large, 0.95)


def write_floor(site: Server, addresses: Sequence[str], file: Path) -> None:
    """For each address the query that finds its listings, and the page it gives."""
    answers = {}
    for address in addresses:
        (page,) = ask_each(site.port, [Ask(address)])
        answers[address] = (query_of(address), page.text)
    file.write_text(json.dumps(answers))


def query_of(address: str) -> str:
    """The SQL of the search itself, for 25 listings: the page looks one further."""
    path, _mark, query = address.partition("?")
    subject = search.PLAYERS if path == "/players/" else search.LISTINGS
    filters = search.read_filters(QueryDict(query), subject)
    viewer = zone(ZONE)
    assert viewer is not None
    with CaptureQueriesContext(connection) as captured:
        search.find(filters, filters.spans(viewer, timezone.now()))
    sql = str(captured[0]["sql"])
    return re.sub(r"LIMIT \d+$", "LIMIT 25", sql)
