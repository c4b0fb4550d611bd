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
    [
        ("none", 8),
        ("one", 15),
        ("short", 36),
        ("long", 26),
        ("sections", 12),
        ("all", 3),
    ]
)
BULLET_JOINS = ("\n- ", "\n* ")


def title(rng: Random, tongue: Tongue, holes: Holes) -> Parts:
    """From three letters to the longest that a title may be."""
    head = tongue.titles[0] if rng.random() < 0.05 else pick(rng, tongue.titles)
    parts = [head.format_map(holes)]
    if len(parts[0]) > TITLE_LENGTH:
        return [holes["goal"]]
    while rng.random() < 0.34:
        join, tail = pick(rng, tongue.joins), pick(rng, tongue.tails)
        length = sum(map(len, parts)) + len(join) + len(tail)
        if tail in parts or length > TITLE_LENGTH:
            break
        parts += [join, tail]
    return parts


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
    opening, *habits = pick(rng, tongue.openings), *some(rng, tongue.culture, 5)
    parts = ["## ", first, "\n\n", *_paragraph(tongue, [opening, *habits[:2]])]
    if habits[2:]:
        parts += ["\n\n", *_paragraph(tongue, habits[2:])]
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


def _all(rng: Random, tongue: Tongue) -> Parts:
    """By somebody who likes to write."""
    parts: Parts = []
    for heading, pool in zip(
        (*tongue.headings, tongue.headings[0]),
        (tongue.culture, tongue.asks, tongue.practical, tongue.closings),
        strict=True,
    ):
        sentences, half = rng.sample(pool, len(pool)), len(pool) // 2
        parts += ["## ", pick(rng, heading), "\n\n"]
        parts += _paragraph(tongue, sentences[:half])
        parts += ["\n\n", *_paragraph(tongue, sentences[half:]), "\n\n"]
    for bullet in tongue.bullets:
        parts += ["- ", bullet, "\n"]
    return parts[:-1]


_SHAPED = {
    "all": _all,
    "none": _none,
    "one": _one,
    "short": _short,
    "long": _long,
    "sections": _sections,
}
