"""What went wrong, as a log may say it.

The text of an exception repeats what people typed: PostgreSQL names the whole row that
it refuses, `int()` what is no number, a refusal the reason of a suspension. So a log has
the kind of each exception and where it was raised; its text only where that is known to
be about machines.
"""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TextIO

import psycopg
import redis
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

# Of these the text says which part of the machine is missing, and holds no data.
ABOUT_MACHINES = (
    AttributeError,
    ConnectionError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    redis.ConnectionError,
    redis.TimeoutError,
)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def traced(exc_info: ExcInfo) -> str:
    """Like Python's traceback, without the texts."""
    return "\n\n".join(
        "Traceback (most recent call last):\n"
        + "".join(traceback.format_tb(error.__traceback__))
        + described(error)
        for error in reversed(list(_chain(exc_info[1])))
    )


def write_traced(out: TextIO, exc_info: ExcInfo) -> None:
    out.write("\n" + traced(exc_info))


def described(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    kind = kind.removeprefix("builtins.")
    if isinstance(error, psycopg.Error) and error.sqlstate:
        place = filter(None, (error.diag.table_name, error.diag.constraint_name))
        return f"{kind}: {' '.join([error.sqlstate, *place])}"
    about_machines = (
        isinstance(error, (OperationalError, psycopg.OperationalError))
        and getattr(error.__cause__, "sqlstate", None) is None
    )
    if about_machines or isinstance(error, ABOUT_MACHINES):
        return f"{kind}: {error}"
    return kind


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, what it came from, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)


class HideTexts(logging.Filter):
    """For lines of libraries, which put exceptions into their words.

    What a visitor may not do is no failure of ours, and needs no traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        record.msg = _hidden(record.msg, error)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(value, error) for value in record.args)
        elif isinstance(record.args, dict):
            record.args = {k: _hidden(v, error) for k, v in record.args.items()}
            if error is not None and "exc" in record.args:  # Celery's, made words by it
                record.args |= {"exc": described(error), "traceback": ""}
        return True


def _hidden(value: Any, error: BaseException | None) -> Any:
    if error is not None and isinstance(value, str) and value and value == str(error):
        return described(error)
    return described(value) if isinstance(value, BaseException) else value
