"""Keys of version 7 that follow from the seed and from when the row began."""

from random import Random
from uuid import UUID

# The digit after the version tells the tables apart, so that a row may share the
# random tail of the row it belongs to.
TEAM, USER, MEMBERSHIP, LISTING, SLOT, SEAT, GOAL, QUESTION, EVENT = range(9)
CHARACTER, PROGRESS = range(9, 11)


def tail(rng: Random) -> str:
    return f"{rng.getrandbits(62) | 1 << 63:016x}"


def key(second: int, table: int, tail: str, number: int = 0) -> str:
    """`second` since 1970; `number` (to 255) tells rows of one tail and table apart."""
    return f"{second * 1000:012x}7{table:x}{number:02x}{tail}"


def as_uuid(key: str) -> UUID:
    return UUID(hex=key)
