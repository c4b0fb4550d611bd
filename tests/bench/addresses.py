"""What people search for: seeded, so that every run asks the same."""

import random
from collections.abc import Callable
from urllib.parse import urlencode

from accounts.enums import Intensity
from integrations.catalogue import catalogue
from listings.enums import Kind, Role, Stage, Voice
from listings.search import PLAYERS
from listings.search.filters import DAYS

SEARCHES = 400

Pairs = list[tuple[str, str]]

OTHERS = {"q", "days", "from", "to"}
LANGUAGES = ["en"] * 6 + ["ja"] * 4 + ["de"] * 2 + ["fr"] * 2 + ["es"]
WORDS = ["static", "chill", "prog", "week one", "M12S", "FRU", "savage", "零式", "絶"]
EVENINGS = [
    ("18:00", "22:00"),
    ("19:00", "23:00"),
    ("20:00", "00:00"),
    ("21:30", "01:00"),
]


def searches(
    seed: int, make: Callable[[random.Random], Pairs] | None = None
) -> list[str]:
    """Query strings of searches, none twice, broad ones and narrow ones."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < SEARCHES:
        pairs = (make or search)(chance)
        if pairs:
            found[urlencode(pairs)] = None
    return list(found)


def search(chance: random.Random) -> Pairs:
    """One search: each filter by the share of people who would use it."""
    pairs = [*_seat(chance), *_place(chance), *_goal(chance)]
    if chance.random() < 0.2:
        pairs.append(("language", chance.choice(LANGUAGES)))
    pairs += _tastes(chance)
    if chance.random() < 0.3:
        pairs += times(chance)
    if chance.random() < 0.12:
        pairs.append(("q", chance.choice(WORDS)))
    return pairs


def player_search(chance: random.Random) -> Pairs:
    """Teams look for players by the same, but for what only a listing says."""
    return [
        pair
        for pair in search(chance)
        if pair[0] in PLAYERS.groups or pair[0] in OTHERS
    ]


def _seat(chance: random.Random) -> Pairs:
    if chance.random() < 0.35:
        return [("role", chance.choice(Role.values))]
    if chance.random() < 0.5:
        jobs = chance.sample(catalogue().offered_jobs, chance.choice([1, 1, 2, 3]))
        return [("job", job.abbreviation) for job in jobs]
    return []


def _place(chance: random.Random) -> Pairs:
    if chance.random() < 0.4:
        return [("dc", chance.choice(catalogue().offered_data_centres).slug)]
    if chance.random() < 0.4:
        return [("region", chance.choice(catalogue().offered_regions).slug)]
    return []


def _goal(chance: random.Random) -> Pairs:
    """The newest are what most people raid."""
    if chance.random() < 0.3:
        return [("tier", chance.choice(catalogue().offered_tiers[:3]).slug)]
    if chance.random() < 0.25:
        return [("duty", chance.choice(catalogue().offered_duties[:12]).slug)]
    return []


def _tastes(chance: random.Random) -> Pairs:
    tastes = {"intensity": Intensity, "voice": Voice, "stage": Stage, "kind": Kind}
    shares = {"intensity": 0.2, "voice": 0.1, "stage": 0.1, "kind": 0.1}
    return [
        (key, chance.choice(kinds.values))
        for key, kinds in tastes.items()
        if chance.random() < shares[key]
    ]


def times(chance: random.Random) -> Pairs:
    """Evenings, hours, or both."""
    days = sorted(chance.sample(DAYS, chance.randint(1, 4)), key=DAYS.index)
    start, end = chance.choice(EVENINGS)
    hours = [("from", start), ("to", end)]
    pairs = [("days", day) for day in days]
    return chance.choice([pairs, hours, pairs + hours, pairs + hours])
