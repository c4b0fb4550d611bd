"""Values in the text form of PostgreSQL's COPY."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from config.lib.text import tokens
from listings.actions.index import MOST_WORDS

NULL = r"\N"
EPOCH = date(1970, 1, 1).toordinal()


def line(*values: object) -> str:
    return "\t".join(map(text, values)) + "\n"


def stamp(second: int | None) -> str | None:
    if second is None:
        return None
    day, rest = divmod(second, 86_400)
    return f"{_day(day)}T{_clock(rest)}Z"


@lru_cache(maxsize=4096)
def _day(day: int) -> str:
    return date.fromordinal(EPOCH + day).isoformat()


@cache
def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def text(value: object) -> str:
    if value is None:
        return NULL
    if not isinstance(value, str):
        return str(value)
    if "\\" in value or "\n" in value or "\t" in value:
        value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return value


def array(values: Iterable[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


@lru_cache(maxsize=1024)
def job_array(jobs: tuple[int, ...]) -> str:
    return array(jobs)


@lru_cache(maxsize=200_000)
def _words(part: str) -> frozenset[str]:
    return frozenset(tokens(part))


def vector(parts: Iterable[str]) -> str:
    """The words of a text whose parts meet outside any word; they hold no quote."""
    found = frozenset[str]().union(*map(_words, parts))
    words = sorted(found)[:MOST_WORDS]
    return "'" + "' '".join(words) + "'" if words else ""
