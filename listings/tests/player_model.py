"""The search of players once more, in plain Python: what the real one must agree with.

It knows no SQL, no facets and no spans. Hours, words and worlds are those of
`search_model`.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from listings import search
from listings.tests import search_model
from listings.tests.players import character, seeker
from listings.tests.search_model import (
    NOW,
    ROLES,
    WORDS,
    WORLDS,
    ZONES,
    ask,
    asked_minutes,
    make_schedule,
    meets,
    minutes_of,
)

MEMBER = uuid4()  # somebody who is logged in, and whom nobody blocks
CLEARS = ("m9s", "m10s", "m11s", "m12s", "m8s", "fru", "dsr")
# Who has cleared the last floor has cleared the tier.
TIERS = {"m12s": "aac-heavyweight-savage", "m8s": "aac-cruiserweight-savage"}


@dataclass(frozen=True)
class Said:
    """One player, as they said it."""

    key: UUID
    since: datetime
    is_public: bool
    values: dict[str, set[str]]
    words: set[str]
    minutes: frozenset[int]


@dataclass
class Crowd:
    said: list[Said] = field(default_factory=list)

    def keys(self, query: str, viewer: UUID | None = None) -> list[UUID]:
        """Who must be found by this visitor, in order."""
        asked = QueryDict(query)
        free = asked_minutes(asked)
        seen = [each for each in self.said if each.is_public or viewer]
        found = [each for each in seen if meets(each, asked, free)]
        found.sort(key=lambda each: rank(each, asked, free), reverse=True)
        return [each.key for each in found]


def rank(each: Said, asked: QueryDict, free: frozenset[int] | None) -> Any:
    if asked.get("sort") == "overlap" and free is not None:
        return len(free & each.minutes), each.key
    return each.since, each.key


def make_crowd(size: int, seed: int) -> Crowd:
    chance = random.Random(seed)
    return Crowd([make_player(chance, number) for number in range(size)])


def make_player(chance: random.Random, number: int) -> Said:
    jobs = chance.sample(sorted(set().union(*ROLES.values())), chance.choice((1, 2, 5)))
    languages = sorted(chance.sample(("en", "ja", "de", "fr"), chance.choice((1, 2))))
    plain = {
        "intensity": chance.choice(("", "casual", "midcore", "hardcore")),
        "voice": chance.choice(("", "none", "listen", "speak")),
    }
    schedule, zone = make_schedule(chance), chance.choice(ZONES)
    days_ago = chance.choice((0.1, 0.1, 1, 8))
    visibility = chance.choice(("public", "public", "members"))
    words = set(chance.sample([*WORDS], chance.choice((0, 1, 2))))
    # Each word stands in one of the three places where it is looked for.
    places: list[list[str]] = [[f"Headline {number}"], ["Hello."], [f"Soul {number}"]]
    for word in sorted(words):
        chance.choice(places).append(word)
    headline, about, name = (" ".join(place) for place in places)
    user = seeker(
        f"player-{number}",
        **plain,
        jobs=tuple(jobs),
        languages=languages,
        schedule=tuple((row[0], row[1], row[2]) for row in schedule),
        zone=zone,
        days_ago=days_ago,
        visibility=visibility,
        headline=headline,
        about=about,
    )
    world = chance.choice([*WORLDS])
    cleared = set(chance.sample(CLEARS, chance.choice((0, 1, 3))))
    character(user, world, name=name, clears=tuple(sorted(cleared)))
    # What is not shown finds nobody.
    secret = chance.choice([*WORLDS])
    character(user, secret, name="龠龠 Zzyzx", is_shown=False, clears=("top", *CLEARS))
    dc, region = WORLDS[world]
    values = {
        **{key: {value} - {""} for key, value in plain.items()},
        "region": {region},
        "dc": {dc},
        "job": set(jobs),
        "role": {role for role, members in ROLES.items() if members & set(jobs)},
        "duty": cleared,
        "tier": {TIERS[duty] for duty in cleared if duty in TIERS},
        "language": set(languages),
    }
    since = NOW - timedelta(days=days_ago)
    minutes = minutes_of(schedule, zone)
    return Said(user.pk, since, visibility == "public", values, words, minutes)


def make_query(chance: random.Random, filters: int) -> str:
    """An address with that many filters."""
    options: dict[str, Any] = {
        "region": sorted({region for _dc, region in WORLDS.values()}),
        "dc": sorted({dc for dc, _region in WORLDS.values()}),
        "role": [*ROLES],
        "job": ("PLD", "WHM", "SCH", "SGE", "SAM", "DNC", "PCT"),
        "duty": (*CLEARS, "top"),
        "tier": (*TIERS.values(), "aac-light-heavyweight-savage"),
        "intensity": ("casual", "midcore", "hardcore"),
        "language": ("en", "ja", "de", "fr", "es"),
        "voice": ("none", "listen", "speak"),
        "q": [
            *(way for ways in WORDS.values() for way in ways),
            "m12s",
            "FRU",
            "zzyzx",
        ],
        "times": (),
    }
    return ask(chance, filters, options, ("renewed", "overlap"))


def read(query: str, viewer: UUID | None = None) -> search.Filters:
    return search.read_filters(QueryDict(query), search.PLAYERS).asked_by(viewer)


def found(query: str, viewer: UUID | None = None) -> list[UUID]:
    """Whom the real search finds, all pages in their order."""
    return search_model.found(query, lambda asked: read(asked, viewer))
