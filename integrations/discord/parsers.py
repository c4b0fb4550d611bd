"""What Discord's answers say. Each takes any JSON; some raise `Changed`."""

import re
from collections.abc import Iterator
from typing import Any

from integrations.discord.errors import DISCORD
from integrations.discord.schemas import Posted, Slowdown
from integrations.errors import Changed
from integrations.shapes import Shape

MOST_PLACES = 10
DEEPEST = 12
_ID = re.compile(r"[0-9]{1,20}")
_KEY = re.compile(r"[A-Za-z_]{1,40}")


def parse_posted(value: Any) -> Posted:
    shape = Shape(DISCORD, "message", value)
    return Posted(_id(shape.field("id")), _id(shape.field("channel_id")))


def parse_slowdown(value: Any) -> Slowdown | None:
    """What a 429 says in its body; None where it says nothing that we understand."""
    shape = Shape(DISCORD, "slowdown", value)
    try:
        seconds = shape.field("retry_after").seconds()
        told = shape.maybe("global")
        return Slowdown(seconds, told.truth() if told else False)
    except Changed:
        return None


def parse_places(value: Any) -> tuple[str, ...]:
    """Where a 400 found faults, such as "embeds[0].fields[6].value"."""
    errors = value.get("errors") if isinstance(value, dict) else None
    places: list[str] = []
    for place in _faults(errors, "", DEEPEST):
        places.append(place)
        if len(places) == MOST_PLACES:
            break
    return tuple(places)


def _faults(value: Any, place: str, depth: int) -> Iterator[str]:
    if not isinstance(value, dict) or not depth:
        return
    if "_errors" in value:
        yield place or "message"
    for key, part in value.items():
        if key.isascii() and key.isdigit() and len(key) < 4:
            yield from _faults(part, f"{place}[{key}]", depth - 1)
        elif key != "_errors" and _KEY.fullmatch(key):
            yield from _faults(part, f"{place}.{key}".lstrip("."), depth - 1)


def _id(shape: Shape) -> str:
    text = shape.text()
    return text if _ID.fullmatch(text) else shape.refuse()
