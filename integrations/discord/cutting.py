"""Text that is too long ends at a word, never inside what people see as one character.

Lengths are in UTF-16 units, as Discord's own programs count: never fewer than another
way of counting would find.
"""

import re
import unicodedata

ELLIPSIS = "…"
LONGEST = 32  # code points of what still is one character
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_JOINER = "\u200d"


def length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` units, at a word where one ends in its last half."""
    text = _HALF_PAIR.sub("\ufffd", text).strip()
    if length(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = _boundary(text, _fitting(text, limit - length(ELLIPSIS)))
    kept = text[:end]
    if not (text[end].isspace() or kept[-1:].isspace()):
        words = kept.rsplit(maxsplit=1)
        if len(words) == 2 and len(words[0]) >= end // 2:
            kept = words[0]
    return kept.rstrip() + ELLIPSIS


def _fitting(text: str, limit: int) -> int:
    """How many characters fit."""
    units = 0
    for place, character in enumerate(text):
        units += length(character)
        if units > limit:
            return place
    return len(text)


def _boundary(text: str, end: int) -> int:
    """The last place up to `end` that is between two characters as people see them."""
    for place in range(end, 0, -1):
        if _is_boundary(text, place):
            return place
    # One character with dozens of accents: no place is a good one.
    return end if end > LONGEST else 0


def _is_boundary(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before == _JOINER or _continues(after):
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        return _flag_halves_before(text, place) % 2 == 0
    return not ("\u1100" <= before <= "\u115f" and "\u1100" <= after <= "\u115f")


def _continues(character: str) -> bool:
    """Whether it belongs to the character before it."""
    return (
        unicodedata.category(character).startswith("M")
        or character in {_JOINER, "\u200c", "\u0e33", "\u0eb3", "\uff9e", "\uff9f"}
        or "\u1160" <= character <= "\u11ff"  # vowels and ends of Korean syllables
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= character <= "\U000e007f"  # flags of regions
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, place: int) -> int:
    count = 0
    while count < place and _is_flag_half(text[place - count - 1]):
        count += 1
    return count
