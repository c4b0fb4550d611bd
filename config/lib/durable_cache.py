"""A cache in PostgreSQL for what allows or forbids something: nothing but the database
need be there for it, and no two who write at once both succeed."""

import base64
import pickle
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

NEVER = datetime.max.replace(tzinfo=UTC)


class DurableCache(DatabaseCache):
    """Django's own reads, then writes, and pushes out what it has room for no more:
    there a code could be used twice, and a count be lost. Here each call is one
    statement, and an entry stays until its time is over (`forget_expired`).

    Whole numbers are stored as such, so that PostgreSQL can count. Whatever is written
    inside a transaction that is rolled back was not written.
    """

    def get_many(
        self, keys: Iterable[Any], version: int | None = None
    ) -> dict[Any, Any]:
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        rows = self._run(
            "SELECT cache_key, value FROM {} WHERE cache_key = ANY(%s) AND expires > %s",
            [*names],
            timezone.now(),
        )
        return {names[name]: _loaded(value) for name, value in rows}

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The entry ends when it would have ended."""
        name = self.make_and_validate_key(key, version=version)
        rows = self._run(
            "UPDATE {} SET value = value::bigint + %s"
            " WHERE cache_key = %s AND expires > %s RETURNING value::bigint",
            delta,
            name,
            timezone.now(),
        )
        if not rows:
            raise ValueError(f"Key '{name}' not found")
        return int(rows[0][0])

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self.get_many([key], version))

    def forget_expired(self) -> int:
        sql = "DELETE FROM {} WHERE expires <= %s RETURNING 1"
        return len(self._run(sql, timezone.now()))

    def _base_set(
        self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT
    ) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, UTC)
        now = timezone.now()
        if mode == "touch":
            sql = "UPDATE {} SET expires = %s WHERE cache_key = %s AND expires > %s RETURNING 1"
            return bool(self._run(sql, expires, key, now))
        sql = (
            "INSERT INTO {} AS held (cache_key, value, expires) VALUES (%s, %s, %s)"
            " ON CONFLICT (cache_key) DO UPDATE"
            " SET value = EXCLUDED.value, expires = EXCLUDED.expires"
            " WHERE %s OR held.expires <= %s RETURNING 1"
        )
        return bool(self._run(sql, key, _stored(value), expires, mode == "set", now))

    def _run(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # Django's
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table), params)
            return list(cursor.fetchall())


def _stored(value: Any) -> str:
    if type(value) is int:
        return str(value)
    return base64.b64encode(pickle.dumps(value)).decode()


def _loaded(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        return pickle.loads(base64.b64decode(text))  # noqa: S301 -- we wrote it
