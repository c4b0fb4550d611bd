"""Rows into tables by COPY, and tables stripped of what slows it down."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

from listings.demo.rows import COLUMNS

# Foreign keys from and to the tables, their primary and unique keys, and their indexes.
KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint
WHERE contype = ANY(%s)
    AND (conrelid = ANY(%s::regclass[]) OR confrelid = ANY(%s::regclass[]))
ORDER BY 1, 2
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY 1
"""
LEADERLESS = """
SELECT count(*) FROM accounts_team WHERE archived_at IS NULL AND NOT EXISTS (
    SELECT FROM accounts_membership
    WHERE team_id = accounts_team.id AND until IS NULL AND role = 'leader'
)
"""


def copy(texts: Mapping[str, str]) -> None:
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            if text := texts[table]:
                names = ", ".join(columns.split())
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                    stream.write(text)


def analyse() -> None:
    with connection.cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"ANALYZE {table}")


@contextmanager
def bare() -> Iterator[None]:
    """Without keys, indexes and triggers inside; with all of them again afterwards.

    Runs in a transaction, so that a failure leaves everything as it was. Making an
    index or a key again checks all rows; what a trigger guards is checked here.
    """
    tables = list(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        foreign = _rows(cursor, KEYS, [["f"], tables, tables])
        unique = _rows(cursor, KEYS, [["p", "u"], tables, tables])
        for table, name, _definition in (*foreign, *unique):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        indexes = _rows(cursor, INDEXES, [tables])
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in (*unique, *foreign):
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(LEADERLESS)
        if cursor.fetchone() != (0,):
            raise ValueError("a team of the demo has no leader")


def _rows(cursor: Any, query: str, values: list[Any]) -> list[Any]:
    cursor.execute(query, values)
    rows: list[Any] = cursor.fetchall()
    return rows
