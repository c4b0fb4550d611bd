"""Names for teams and handles for people: each different, none somebody's."""

from random import Random

from django.utils.text import slugify

from accounts.enums import RESERVED
from listings.demo.chance import pick
from listings.demo.words import names

_OWN = {"ja": 0.8, "de": 0.35, "fr": 0.35}
_STRIDE = 7919  # a prime, so that every pair of words comes once before any returns


def team_name(rng: Random, language: str) -> str:
    if rng.random() < _OWN.get(language, 0):
        return _own_name(rng, language)
    style = rng.random()
    if style < 0.2:
        return pick(rng, names.WHOLE)
    first, second = pick(rng, names.FIRSTS), pick(rng, names.SECONDS)
    if style < 0.75:
        return f"{first} {second}"
    if style < 0.85:
        return f"The {first} {second}"
    if style < 0.93:
        return f"{second} & {pick(rng, names.SECONDS)}"
    return f"{first.lower()}{second.lower()}"


def _own_name(rng: Random, language: str) -> str:
    if language == "ja":
        return pick(rng, names.JAPANESE) + pick(rng, names.JAPANESE_ENDS)
    return pick(rng, names.GERMAN if language == "de" else names.FRENCH)


def slug(name: str, number: int, taken: set[str] | None) -> str:
    """The team's address: of its name alone where `taken` can tell that it is free."""
    plain = slugify(name)[:60].strip("-")
    if len(plain) < 2 or plain in RESERVED:
        return f"team-{number:06x}"
    if taken is None or plain in taken:
        return f"{plain}-{number:06x}"
    taken.add(plain)
    return plain


def handle(number: int) -> str:
    """Another one for every number: a pair of words, later with a figure."""
    seconds = names.HANDLE_SECONDS
    pairs = len(names.HANDLE_FIRSTS) * len(seconds)
    first, second = divmod(number * _STRIDE % pairs, len(seconds))
    words = names.HANDLE_FIRSTS[first], seconds[second]
    again = number // pairs
    joined = (
        f"{words[0]}-{words[1]}",
        f"{words[0].title()}_{words[1].title()}",
        f"{words[0]}_{words[1]}",
        f"{words[0].title()}-{words[1].title()}",
    )[number % 4]
    return f"{joined}{again + 1}" if again else joined
