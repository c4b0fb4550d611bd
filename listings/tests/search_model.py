"""Search once more, in plain Python, minute by minute: what the real one must agree with.

It knows no SQL, no facets and no spans; it remembers of each listing what was said.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.http import QueryDict

from accounts.tests.factories import TeamFactory, world_id
from integrations.catalogue import catalogue
from listings import search
from listings.actions.index import reindex
from listings.enums import LIFETIME, State
from listings.models import Listing
from listings.tests.factories import ListingFactory

# The clocks of Europe go forward within the week: on Sunday, 29 March, at 01:00 UTC.
NOW = datetime(2026, 3, 25, 12, 0, tzinfo=UTC)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Australia/Sydney", "UTC")
ROLES = {
    "tank": {"PLD", "WAR", "DRK", "GNB"},
    "healer": {"WHM", "SCH", "AST", "SGE"},
    "melee": {"MNK", "DRG", "NIN", "SAM", "RPR", "VPR"},
    "physical_ranged": {"BRD", "MCH", "DNC"},
    "magical_ranged": {"BLM", "SMN", "RDM", "PCT"},
}
# By position: what each place of the usual roster accepts.
PLACES = {
    1: ROLES["tank"],
    2: ROLES["tank"],
    3: {"WHM", "AST"},
    4: {"SCH", "SGE"},
    5: ROLES["melee"],
    6: ROLES["melee"],
    7: ROLES["physical_ranged"],
    8: ROLES["magical_ranged"],
}
HEAVYWEIGHT = {"m9s", "m10s", "m11s", "m12s"}
WORLDS = {
    "twintania": ("light", "europe"),
    "omega": ("chaos", "europe"),
    "aegis": ("elemental", "japan"),
    "gilgamesh": ("aether", "north-america"),
    "bismarck": ("materia", "oceania"),
}
# What is written, and how it is typed by who looks for it.
WORDS = {
    "owls": ("owls", "OWLS", "ｏｗｌｓ"),
    "Über-Müsli": ("uber", "müsli", "MUSLI uber", "über-müsli"),
    "夜ふかし歓迎": ("夜ふかし", "歓迎", "歓迎 夜ふかし"),
    "ﾚｲﾄﾞ": ("レイド", "ﾚｲﾄﾞ"),
    "Вечер": ("вечер", "ВЕЧЕР"),
}
GOALS: dict[str, dict[str, Any]] = {
    "m12s": {"duties": {"m12s"}, "tiers": {"aac-heavyweight-savage"}},
    "m9s": {"duties": {"m9s"}, "tiers": {"aac-heavyweight-savage"}},
    "fru": {"duties": {"fru"}, "tiers": set()},
    "dsr": {"duties": {"dsr"}, "tiers": set()},
    "m8s": {"duties": {"m8s"}, "tiers": {"aac-cruiserweight-savage"}},
    "tier": {"duties": HEAVYWEIGHT, "tiers": {"aac-heavyweight-savage"}},
}


class Findable(Protocol):
    """What is said of a listing or of a player."""

    @property
    def values(self) -> dict[str, set[str]]: ...
    @property
    def words(self) -> set[str]: ...
    @property
    def minutes(self) -> frozenset[int]: ...


@dataclass(frozen=True)
class Said:
    """One listing, as its team said it."""

    listing: Listing
    values: dict[str, set[str]]
    words: set[str]
    minutes: frozenset[int]


@dataclass
class Board:
    said: list[Said] = field(default_factory=list)

    def keys(self, query: str) -> list[Any]:
        """Keys of the listings that must be found, in their order."""
        asked = QueryDict(query)
        free = asked_minutes(asked)
        found = [each for each in self.said if meets(each, asked, free)]
        found.sort(key=lambda each: rank(each, asked, free), reverse=True)
        return [each.listing.pk for each in found]


def meets(each: Findable, asked: QueryDict, free: frozenset[int] | None) -> bool:
    if not all(
        each.values[key] & set(asked.getlist(key))
        for key in each.values
        if key in asked
    ):
        return False
    if "q" in asked and not meets_words(each, str(asked["q"])):
        return False
    return free is None or bool(free & each.minutes)


def meets_words(each: Findable, typed: str) -> bool:
    """Typed words are of `WORDS`, or names of goals."""
    for word, ways in WORDS.items():
        if typed in ways:
            return word in each.words
    return all(word.lower() in each.values["duty"] for word in typed.split())


def rank(each: Said, asked: QueryDict, free: frozenset[int] | None) -> Any:
    sort = asked.get("sort", "renewed")
    if sort == "overlap" and free is not None:
        return len(free & each.minutes), each.listing.pk
    row = each.listing
    return (row.published_at if sort == "newest" else row.renewed_at), row.pk


def asked_minutes(asked: QueryDict) -> frozenset[int] | None:
    if not {"days", "from", "to"} & set(asked):
        return None
    start, end = minute(asked.get("from", "00:00")), minute(asked.get("to", "24:00"))
    length = end - start if end > start else end - start + 1440
    days = asked.getlist("days") or DAYS
    windows = [[DAYS.index(day), start, length] for day in days]
    return minutes_of(windows, asked.get("tz", "UTC"))


def minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def minutes_of(windows: Iterable[list[int]], zone: str) -> frozenset[int]:
    """Minutes of the UTC week, each window counted from its next beginning on."""
    found: set[int] = set()
    for weekday, start, length in windows:
        first = _beginnings(zone)[weekday, start]
        found |= {(first + n) % 10_080 for n in range(length)}
    return frozenset(found)


@cache
def _beginnings(zone: str) -> dict[tuple[int, int], int]:
    """When each minute of the local week next comes, looked up by walking there."""
    found: dict[tuple[int, int], int] = {}
    there = ZoneInfo(zone)
    for n in range(8 * 1440):
        at = NOW + timedelta(minutes=n)
        local = at.astimezone(there)
        key = local.weekday(), local.hour * 60 + local.minute
        found.setdefault(key, at.weekday() * 1440 + at.hour * 60 + at.minute)
    return found


def make_board(size: int, seed: int) -> Board:
    chance = random.Random(seed)
    return Board([make_listing(chance, number) for number in range(size)])


def make_listing(chance: random.Random, number: int) -> Said:
    world = chance.choice([*WORLDS])
    goal = chance.choice([*GOALS])
    open_at = sorted(chance.sample([*PLACES], chance.choice((1, 1, 2, 8))))
    languages = sorted(chance.sample(("en", "ja", "de", "fr"), chance.choice((1, 2))))
    words = set(chance.sample([*WORDS], chance.choice((0, 1, 2))))
    schedule = make_schedule(chance)
    zone = chance.choice(ZONES)
    renewed = NOW - timedelta(hours=chance.choice((1, 1, 2, 30, 200)))
    # Each word stands in one of the three places where it is looked for.
    places: list[list[str]] = [[f"Listing {number}"], ["Come."], [f"Team {number}"]]
    for word in sorted(words):
        chance.choice(places).append(word)
    title, pitch, name = (" ".join(place) for place in places)
    plain = {
        "kind": chance.choice(("permanent", "substitute")),
        "stage": chance.choice(("fresh", "progression", "clear", "farm")),
        "intensity": chance.choice(("casual", "midcore", "hardcore")),
        "voice": chance.choice(("none", "listen", "speak")),
    }
    if plain["kind"] == "substitute":
        open_at = sorted({(n - 1) % 2 + 1 for n in open_at})
    listing = ListingFactory(
        **plain,
        team=TeamFactory(name=name, world_id=world_id(world)),
        title=title,
        pitch=pitch,
        languages=languages,
        schedule=schedule,
        time_zone=zone,
        goal="m12s" if goal == "tier" else goal,
        open_at=open_at,
        state=State.RECRUITING,
        renewed_at=renewed,
        published_at=renewed - timedelta(hours=chance.choice((0, 5, 50))),
        expires_at=renewed + LIFETIME,
    )
    if goal == "tier":
        aim_at_tier(listing)
    jobs = set().union(*(PLACES[position] for position in open_at))
    dc, region = WORLDS[world]
    values = {
        **{key: {value} for key, value in plain.items()},
        "region": {region},
        "dc": {dc},
        "job": jobs,
        "role": {role for role, members in ROLES.items() if members & jobs},
        "duty": GOALS[goal]["duties"],
        "tier": GOALS[goal]["tiers"],
        "language": set(languages),
    }
    return Said(listing, values, words, minutes_of(schedule, zone))


def make_schedule(chance: random.Random) -> list[list[int]]:
    """Evenings, some over midnight, some over the week's end, some of odd minutes."""
    days = chance.sample(range(7), chance.choice((1, 2, 3)))
    return [
        [
            day,
            chance.choice((0, 615, 1140, 1200, 1320, 1439)),
            chance.choice((45, 180, 300)),
        ]
        for day in sorted(days)
    ]


def aim_at_tier(listing: Listing) -> None:
    tier = catalogue().tier_by_slug["aac-heavyweight-savage"]
    listing.goals.update(duty=None, tier=tier.id)
    reindex(listing)


def make_query(chance: random.Random, filters: int) -> str:
    """An address with that many filters."""
    options: dict[str, Any] = {
        "kind": ("permanent", "substitute"),
        "region": sorted({region for _dc, region in WORLDS.values()}),
        "dc": sorted({dc for dc, _region in WORLDS.values()}),
        "role": [*ROLES],
        "job": ("PLD", "WHM", "SCH", "SGE", "SAM", "DNC", "PCT"),
        "duty": ("m9s", "m10s", "m12s", "fru", "dsr", "m8s", "top"),
        "tier": ("aac-heavyweight-savage", "aac-cruiserweight-savage"),
        "stage": ("fresh", "progression", "clear", "farm"),
        "intensity": ("casual", "midcore", "hardcore"),
        "language": ("en", "ja", "de", "fr", "es"),
        "voice": ("none", "listen", "speak"),
        "q": [*(way for ways in WORDS.values() for way in ways), "m12s", "FRU"],
        "times": (),
    }
    return ask(chance, filters, options, ("renewed", "newest", "overlap"))


def ask(
    chance: random.Random, filters: int, options: dict[str, Any], sorts: Sequence[str]
) -> str:
    """An address with that many of the options as filters."""
    asked = QueryDict(mutable=True)
    for key in chance.sample([*options], filters):
        if key == "times":
            ask_times(chance, asked)
        elif key == "q":
            asked["q"] = chance.choice(options["q"])
        else:
            most = min(3, len(options[key]))
            asked.setlist(key, chance.sample(options[key], chance.randint(1, most)))
    if chance.random() < 0.6:
        asked["sort"] = chance.choice(sorts)
    return asked.urlencode()


def ask_times(chance: random.Random, asked: QueryDict) -> None:
    asked["tz"] = chance.choice(ZONES)
    if chance.random() < 0.8:
        asked.setlist("days", chance.sample(DAYS, chance.randint(1, 3)))
    if chance.random() < 0.8 or "days" not in asked:
        asked["from"] = chance.choice(("00:00", "19:30", "20:00", "22:00", "23:59"))
    if chance.random() < 0.8:
        asked["to"] = chance.choice(("00:00", "01:00", "20:00", "23:00"))


def read(query: str) -> search.Filters:
    return search.read_filters(QueryDict(query))


def found(query: str, read: Callable[[str], search.Filters] = read) -> list[Any]:
    """What the real search finds, all pages in their order."""
    filters = read(query)
    keys: list[Any] = []
    while True:
        page = search.find(filters, filters.spans(ZoneInfo("UTC"), NOW))
        keys += [key for key, _version in page.rows]
        if not page.after:
            return keys
        again = QueryDict(filters.query_string(after=False), mutable=True)
        again["after"] = page.after
        filters = read(again.urlencode())
