"""Where teams live, when their day is, and what they speak there."""

from functools import lru_cache
from random import Random
from typing import NamedTuple

from integrations.catalogue import Catalogue, WorldEntry
from listings.demo.chance import Wheel

REGIONS = {"north-america": 35, "europe": 31, "japan": 27, "oceania": 7}
DATA_CENTRES = {
    "aether": 42,
    "primal": 24,
    "crystal": 24,
    "dynamis": 10,
    "light": 58,
    "chaos": 42,
    "mana": 38,
    "gaia": 26,
    "elemental": 22,
    "meteor": 14,
}
ZONES: dict[str, dict[str, float]] = {
    "north-america": {
        "America/New_York": 40,
        "America/Chicago": 24,
        "America/Denver": 8,
        "America/Los_Angeles": 22,
        "America/Toronto": 4,
        "America/Phoenix": 2,
    },
    "europe": {
        "Europe/Berlin": 30,
        "Europe/London": 22,
        "Europe/Paris": 18,
        "Europe/Amsterdam": 8,
        "Europe/Stockholm": 6,
        "Europe/Madrid": 5,
        "Europe/Rome": 4,
        "Europe/Warsaw": 3,
        "Europe/Helsinki": 2,
        "Europe/Lisbon": 2,
    },
    "japan": {"Asia/Tokyo": 96, "Asia/Seoul": 3, "Asia/Taipei": 1},
    "oceania": {
        "Australia/Sydney": 48,
        "Australia/Brisbane": 22,
        "Pacific/Auckland": 18,
        "Australia/Perth": 12,
    },
}
# Of a data centre where it differs from its region.
LANGUAGES: dict[str, dict[tuple[str, ...], float]] = {
    "north-america": {
        ("en",): 90,
        ("en", "es"): 3,
        ("en", "fr"): 2,
        ("es", "en"): 2,
        ("pt", "en"): 2,
        ("fr", "en"): 1,
    },
    "light": {
        ("en",): 52,
        ("de",): 20,
        ("de", "en"): 11,
        ("en", "de"): 4,
        ("en", "nl"): 3,
        ("en", "sv"): 3,
        ("pl", "en"): 2,
        ("fr", "en"): 3,
        ("it", "en"): 2,
    },
    "chaos": {
        ("en",): 45,
        ("fr",): 25,
        ("fr", "en"): 11,
        ("en", "fr"): 4,
        ("es", "en"): 5,
        ("it", "en"): 4,
        ("de", "en"): 3,
        ("ru", "en"): 3,
    },
    "japan": {
        ("ja",): 87,
        ("ja", "en"): 6,
        ("en", "ja"): 3,
        ("en",): 2,
        ("zh", "ja"): 2,
    },
    "oceania": {("en",): 92, ("en", "zh"): 3, ("en", "ja"): 3, ("en", "ko"): 2},
}
# Where those live who speak another language than their region's usual one.
SPEAKERS: dict[str, dict[str, dict[str, float]]] = {
    "north-america": {
        "es": {"America/Mexico_City": 1},
        "pt": {"America/Sao_Paulo": 1},
        "fr": {"America/Toronto": 1},
    },
    "europe": {
        "de": {"Europe/Berlin": 84, "Europe/Vienna": 10, "Europe/Zurich": 6},
        "fr": {"Europe/Paris": 84, "Europe/Brussels": 12, "Europe/Zurich": 4},
        "es": {"Europe/Madrid": 1},
        "it": {"Europe/Rome": 1},
        "pl": {"Europe/Warsaw": 1},
        "ru": {"Europe/Riga": 1},
    },
    "japan": {"zh": {"Asia/Taipei": 1}},
}


class Home(NamedTuple):
    world: WorldEntry
    zones: Wheel[str]
    languages: Wheel[tuple[str, ...]]


@lru_cache(maxsize=1)
def homes(known: Catalogue) -> Wheel[Home]:
    """Every offered world by how many teams live there."""
    return Wheel((_home(w), _weight(known, w)) for w in known.offered_worlds)


def _home(world: WorldEntry) -> Home:
    region, dc = world.region.slug, world.data_centre.slug
    spoken = LANGUAGES.get(dc) or LANGUAGES.get(region) or {("en",): 1}
    zones = ZONES.get(region) or {"UTC": 1}
    return Home(world, Wheel(zones.items()), Wheel(spoken.items()))


def zone_of(rng: Random, home: Home, language: str) -> str:
    own = SPEAKERS.get(home.world.region.slug, {}).get(language)
    return Wheel(own.items()).spin(rng) if own else home.zones.spin(rng)


def _weight(known: Catalogue, world: WorldEntry) -> float:
    centre = world.data_centre
    siblings = [
        DATA_CENTRES.get(d.slug, 10) for d in known.data_centres_of(world.region)
    ]
    share = DATA_CENTRES.get(centre.slug, 10) / sum(siblings)
    return REGIONS.get(world.region.slug, 5) * share / len(known.worlds_of(centre))
