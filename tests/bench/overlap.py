"""The order of best overlap: what it costs, and whether it shows the best."""

import random
import re
from collections.abc import Sequence
from datetime import datetime
from statistics import mean, median
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from config.lib.ids import lengthen
from config.lib.week import OverlapMinutes, Spans, zone
from listings import search
from listings.models import Listing
from listings.search.query import PAGE, matching
from tests.bench.addresses import times
from tests.bench.asking import ZONE, Ask, ask_each
from tests.bench.figures import Figure, recall
from tests.bench.servers import Server

ROUNDS = 5
_CARD = re.compile(r'class="listing-card__link" href="/listings/(\w{22})')


def weeks(seed: int, number: int) -> list[str]:
    """Query strings that say when one is free."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        found[urlencode(times(chance))] = None
    return list(found)


def sort(site: Server, path: str, queries: Sequence[str], name: str) -> list[Figure]:
    """The page by best overlap, by the same page by renewed; cards are ready."""
    by_renewed = [Ask(f"{path}?{query}") for query in queries]
    by_overlap = [Ask(f"{path}?{query}&sort=overlap") for query in queries]
    ratios, best = [], []
    for round_ in range(ROUNDS + 1):
        for one, other in zip(by_renewed, by_overlap, strict=True):
            renewed, overlap = (
                each.seconds for each in ask_each(site.port, [one, other])
            )
            if round_:  # the first makes the cards
                ratios.append(overlap / renewed)
                best.append(overlap)
    return [
        Figure(name, median(ratios)),
        Figure(f"{name}_page", median(best) * 1000, "ms"),
    ]


def best(site: Server, queries: Sequence[str]) -> list[Figure]:
    """Of the cards on the page by overlap, how many belong there; at the large size."""
    asks = [Ask(f"/listings/?{query}&sort=overlap") for query in queries]
    ask_each(site.port, asks)
    site.forget_counts()
    answers = ask_each(site.port, asks)
    now = timezone.now()
    found = [
        _recall(query, answer.text, now)
        for query, answer in zip(queries, answers, strict=True)
    ]
    seconds = median(answer.seconds for answer in answers)
    return [
        Figure("overlap_recall", mean(found)),
        Figure("overlap_recall_worst", min(found), "share"),
        Figure("overlap_time_large", seconds * 1000, "ms"),
    ]


def _recall(query: str, page: str, now: datetime) -> float:
    filters = search.read_filters(QueryDict(query))
    viewer = zone(ZONE)
    assert viewer is not None
    spans = filters.spans(viewer, now) or []
    exact = _minutes(matching(filters, spans).using("large"), spans)
    shown = [lengthen(key) for key in _CARD.findall(page)]
    listings = Listing.objects.using("large").filter(pk__in=shown)
    return recall(_minutes(listings, spans), exact)


def _minutes(listings, spans: Spans) -> list[int]:
    counted = listings.annotate(minutes=OverlapMinutes("week", spans))
    return list(counted.order_by("-minutes").values_list("minutes", flat=True)[:PAGE])
