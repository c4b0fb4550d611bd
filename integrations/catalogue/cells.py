"""Readers of one value in a data file; each raises ValueError with the reason."""

import re
from collections.abc import Callable
from datetime import date

Cell = Callable[[str], object]

LARGEST = 32767  # what a small integer column holds
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATCH = re.compile(r"[1-9]\d?\.\d{1,2}")
_SINCE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def text(value: str) -> str:
    if not value:
        raise ValueError("is empty")
    return value


def optional_text(value: str) -> str:
    return value


def slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise ValueError(f"{value!r} is not made of a-z, 0-9 and single hyphens")
    return value


def number(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a whole number")
    if len(value) > 5 or int(value) > LARGEST:
        raise ValueError(f"{value} is larger than {LARGEST}")
    return int(value)


def truth(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"{value!r} is neither true nor false")
    return value == "true"


def day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a day such as 2026-11-20") from None


def since(value: str) -> str:
    if value and not _SINCE.fullmatch(value):
        raise ValueError(f"{value!r} is not a year, month or day such as 2024-03")
    return value


def patch(value: str) -> str:
    if not _PATCH.fullmatch(value):
        raise ValueError(f"{value!r} is not a patch such as 7.4")
    return value


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            known = ", ".join(each or "(empty)" for each in choices)
            raise ValueError(f"{value!r} is none of {known}")
        return value

    return read


def number_of(*choices: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if (found := number(value)) not in choices:
            raise ValueError(f"{found} is none of {', '.join(map(str, choices))}")
        return found

    return read


def optional(cell: Cell) -> Cell:
    return lambda value: cell(value) if value else None


def several(cell: Cell) -> Cell:
    """Values with semicolons between them; none for an empty cell."""
    return lambda value: [cell(part) for part in value.split(";")] if value else []


def pair(value: str) -> list[int]:
    parts = value.split(":")
    if len(parts) != 2:
        raise ValueError(f"{value!r} is not a pair such as 43:1060")
    return [number(part) for part in parts]
