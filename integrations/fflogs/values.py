"""Single values out of JSON that promises nothing."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from integrations.fflogs.errors import changed

MOST = 2**53  # beyond it a number of JSON is no longer exact
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_NOTHING = (None, "", "-")  # "-": a fresh log has no rank yet
_FIRST = datetime(2010, 1, 1, tzinfo=UTC).timestamp() * 1000
_LAST = datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000


def mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise changed(what)
    return value


def items(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise changed(what)
    return value


def number(value: object, what: str) -> float | None:
    """A number, also one written as text. None for nothing, and for "-"."""
    if isinstance(value, str):
        value = value.strip()
        if _NUMBER.fullmatch(value):
            return float(value)
    if value is None or value in _NOTHING:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise changed(what)
    if not -MOST <= value <= MOST or not math.isfinite(value):
        raise changed(what)
    return float(value)


def whole(value: object, what: str, *, least: int = 0, most: int = MOST) -> int:
    found = number(value, what)
    if found is None or found != int(found) or not least <= found <= most:
        raise changed(what)
    return int(found)


def percent(value: object, what: str) -> float | None:
    found = number(value, what)
    if found is not None and not 0 <= found <= 100:
        raise changed(what)
    return found


def moment(value: object, what: str) -> datetime | None:
    """From milliseconds since 1970; None for nothing and for 0."""
    found = number(value, what)
    if not found:
        return None
    if not _FIRST <= found <= _LAST:  # seconds, say
        raise changed(what)
    return datetime.fromtimestamp(found / 1000, UTC)


def flag(value: object, what: str) -> bool:
    words = {"true": True, "false": False}
    found = words.get(value) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise changed(what)
    return found
