"""Keys: time-ordered UUIDs in the database, 22 base58 characters in an address."""

import uuid

import uuid_utils.compat

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 22


def uuid7() -> uuid.UUID:
    """A new key; later ones sort after earlier ones."""
    return uuid_utils.compat.uuid7()


def shorten(key: uuid.UUID) -> str:
    number, short = key.int, ""
    while number:
        number, digit = divmod(number, 58)
        short = ALPHABET[digit] + short
    return short.rjust(LENGTH, ALPHABET[0])


def lengthen(short: str) -> uuid.UUID:
    """The key behind a short form; ValueError for anything else."""
    if len(short) != LENGTH or not set(short) <= set(ALPHABET):
        raise ValueError("a short id has 22 characters of base58")
    number = 0
    for character in short:
        number = number * 58 + ALPHABET.index(character)
    if number >> 128:
        raise ValueError("a short id stands for 128 bits")
    return uuid.UUID(int=number)


class ShortIdConverter:
    """`<id:key>` in a URL pattern."""

    regex = f"[{ALPHABET}]{{22}}"

    def to_python(self, value: str) -> uuid.UUID:
        return lengthen(value)

    def to_url(self, value: uuid.UUID) -> str:
        return shorten(value)
