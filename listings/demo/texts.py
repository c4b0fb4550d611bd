"""Titles and pitches, put together from a language's parts.

Every text is a list of parts that meet outside any word: search words are then worked
out once a part, not once a text.
"""

from collections.abc import Mapping
from random import Random

from listings.demo.chance import Wheel, pick
from listings.demo.words import Tongue
from listings.enums import TITLE_LENGTH

Parts = list[str]
Holes = Mapping[str, str]

SHAPES = Wheel(
    [("none", 8), ("one", 15), ("short", 37), ("long", 27), ("sections", 13)]
)
TITLE_JOINS = (" · ", " | ", " – ", ", ")
BULLET_JOINS = ("\n- ", "\n* ")


def title(rng: Random, tongue: Tongue, holes: Holes) -> Parts:
    """From three letters to the longest that a title may be."""
    parts = [tongue.titles[0] if rng.random() < 0.05 else pick(rng, tongue.titles)]
    while len(parts) < 6 and rng.random() < 0.34:
        parts += [pick(rng, TITLE_JOINS), pick(rng, tongue.tails)]
    filled = [part.format_map(holes) for part in dict.fromkeys(parts)]
    while len("".join(filled)) > TITLE_LENGTH and len(filled) > 1:
        filled.pop()
    if len(filled) % 2 == 0:
        filled.pop()
    return filled if len(filled[0]) <= TITLE_LENGTH else [holes["goal"]]


def pitch(rng: Random, tongue: Tongue, holes: Holes) -> Parts:
    """Nothing, a sentence, or as much as several sections of Markdown."""
    parts: Parts = []
    for part in _SHAPED[SHAPES.spin(rng)](rng, tongue):
        parts.append(part.format_map(holes) if "{" in part else part)
    return parts


def some(rng: Random, pool: tuple[str, ...], most: int) -> Parts:
    """One to `most` different ones."""
    first, step = int(rng.random() * len(pool)), pick(rng, (1, 2, 3))
    count = min(1 + int(rng.random() * most), len(pool) // 3)
    return [pool[(first + step * n) % len(pool)] for n in range(count)]


def _paragraph(tongue: Tongue, sentences: Parts) -> Parts:
    parts = [sentences[0]]
    for sentence in sentences[1:]:
        parts += [tongue.gap, sentence]
    return parts


def _none(rng: Random, tongue: Tongue) -> Parts:
    return []


def _one(rng: Random, tongue: Tongue) -> Parts:
    return [pick(rng, pick(rng, (tongue.openings, tongue.asks, tongue.practical)))]


def _short(rng: Random, tongue: Tongue) -> Parts:
    middle = pick(rng, (tongue.culture, tongue.asks, tongue.practical))
    sentences = [pick(rng, tongue.openings), *some(rng, middle, 3)]
    if rng.random() < 0.7:
        sentences.append(pick(rng, tongue.closings))
    return _paragraph(tongue, sentences)


def _long(rng: Random, tongue: Tongue) -> Parts:
    parts = _paragraph(
        tongue, [pick(rng, tongue.openings), *some(rng, tongue.culture, 4)]
    )
    parts += ["\n\n", *_paragraph(tongue, some(rng, tongue.asks, 3))]
    if rng.random() < 0.7:
        parts += ["\n\n", *_paragraph(tongue, some(rng, tongue.practical, 3))]
    if rng.random() < 0.6:
        parts += ["\n\n", *_paragraph(tongue, some(rng, tongue.closings, 2))]
    return parts


def _sections(rng: Random, tongue: Tongue) -> Parts:
    first, second, third = (pick(rng, pool) for pool in tongue.headings)
    parts = ["## ", first, "\n\n"]
    parts += _paragraph(
        tongue, [pick(rng, tongue.openings), *some(rng, tongue.culture, 5)]
    )
    parts += ["\n\n", *_paragraph(tongue, some(rng, tongue.culture, 2))]
    parts += ["\n\n## ", second, "\n"]
    join = pick(rng, BULLET_JOINS)
    for bullet in (*tongue.bullets[:3], *some(rng, tongue.bullets[3:], 4)):
        parts += [join, bullet]
    parts += ["\n\n", *_paragraph(tongue, some(rng, tongue.asks, 4))]
    parts += ["\n\n## ", third, "\n\n"]
    parts += _paragraph(
        tongue, [*some(rng, tongue.practical, 4), *some(rng, tongue.closings, 2)]
    )
    return parts


_SHAPED = {
    "none": _none,
    "one": _one,
    "short": _short,
    "long": _long,
    "sections": _sections,
}
