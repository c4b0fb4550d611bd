"""Rows are locked in one order everywhere, or two transactions may wait for each other.

Every test is watched: what a transaction locks by `FOR UPDATE`, or by updating it, is
compared with `ORDER`, which docs/decisions.md explains.
"""

import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from django.apps import apps
from django.db.backends.signals import connection_created

# Of one table the lower id first.
ORDER = (
    "accounts_team",
    "accounts_user",
    "listings_listing",
    "listings_slot",
    "accounts_character",
    "accounts_profile",
)
# Locked alone, by who takes work from a queue; they skip what another one holds.
QUEUES = frozenset(
    [
        "accounts_verification",
        "accounts_charactersearch",
        "accounts_xivauthvisit",
        "messaging_mail",
    ]
)

OURS = ("accounts_", "applications_", "integrations_", "listings_", "messaging_")

_SELECT = re.compile(
    r"SELECT (?P<columns>.+?) FROM (?P<rows>\"(?P<table>\w+)\".*)"
    r" FOR (?:NO KEY )?UPDATE(?: OF [^()]+?)?(?P<how> NOWAIT| SKIP LOCKED)?",
    re.DOTALL,
)
_UPDATE = re.compile(
    r"UPDATE (?P<table>\"\w+\") SET (?P<set>.+?)(?P<where> WHERE .+)", re.DOTALL
)
_HERE = Path(__file__).resolve().parents[2]

violations: list[str] = []


@dataclass
class _Held:
    """What one transaction has locked: rows with the savepoints they were locked in."""

    transaction: object = None
    rows: dict[tuple[int, Any], tuple[str, ...]] = field(default_factory=dict)


_held: WeakKeyDictionary[Any, _Held] = WeakKeyDictionary()


def watch_connections() -> None:
    """From now on every connection that is opened is watched."""
    connection_created.connect(_watch, dispatch_uid="locks")


def _watch(connection: Any, **kwargs: Any) -> None:
    if _on_execute not in connection.execute_wrappers:
        connection.execute_wrappers.append(_on_execute)


def _on_execute(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    connection = context["connection"]
    if not isinstance(sql, str) or many:
        return execute(sql, params, many, context)
    if found := _UPDATE.fullmatch(sql):  # afterwards its rows may not be found by it
        _note_update(connection, found, params)
    result = execute(sql, params, many, context)
    if sql.startswith("ROLLBACK TO SAVEPOINT"):
        _let_go(connection, sql.split()[-1].strip('"'))
    elif found := _SELECT.fullmatch(sql):
        _note_select(connection, found, params)
    return result


def _let_go(connection: Any, savepoint: str) -> None:
    held = _held.get(connection, _Held())
    held.rows = {row: at for row, at in held.rows.items() if savepoint not in at}


def _note_select(connection: Any, found: re.Match[str], params: Any) -> None:
    table, rows = found["table"], found["rows"]
    assert not re.search("SELECT|%s", found["columns"]), found[0]
    if table not in ORDER:
        if table not in QUEUES and table.startswith(OURS):
            _complain(f"{table} has no place in the order of locks")
        return
    held = _held_by(connection)
    fresh = _fresh(connection, held, table, rows, params)
    if found["how"] is None:  # whoever skips locked rows waits for nobody
        _judge(table, [key for key in held.rows if fresh and key > min(fresh)])
        if len(fresh) > 1 and not _is_ordered(found):
            _complain(f"rows of {table} are locked in any order")
    _keep(connection, held, fresh)


def _is_ordered(found: re.Match[str]) -> bool:
    by_column = f'ORDER BY "{found["table"]}"."' in found["rows"]
    # Django orders by a column that it selects by the column's place.
    return by_column or "ORDER BY 1 ASC" in found["rows"]


def _note_update(connection: Any, found: re.Match[str], params: Any) -> None:
    """Of one table in any order: whoever updates several holds whose they are."""
    table = found["table"].strip('"')
    if table not in ORDER:
        return
    held = _held_by(connection)
    of_where = params[found["set"].count("%s") :]
    rows = found["table"] + found["where"]
    fresh = _fresh(connection, held, table, rows, of_where)
    _judge(table, [key for key in held.rows if fresh and key[0] > fresh[0][0]])
    _keep(connection, held, fresh)


def _fresh(
    connection: Any, held: _Held, table: str, rows: str, params: Any
) -> list[tuple[int, Any]]:
    """What is locked by it and was not before."""
    rank = ORDER.index(table)
    keys = [(rank, pk) for pk in _keys(connection, table, rows, params)]
    return [key for key in keys if key not in held.rows]


def _judge(table: str, later: list[tuple[int, Any]]) -> None:
    if later:
        names = sorted({ORDER[rank] for rank, _pk in later})
        _complain(f"{table} is locked after {names}")


def _keep(connection: Any, held: _Held, fresh: list[tuple[int, Any]]) -> None:
    held.rows |= dict.fromkeys(fresh, tuple(connection.savepoint_ids))


def _keys(connection: Any, table: str, rows: str, params: Any) -> list[Any]:
    """Asked beside Django, so that no test counts it as a query."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    with connection.connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{table}"."{model._meta.pk.column}" FROM {rows}', params
        )
        return [row[0] for row in cursor.fetchall()]


def _held_by(connection: Any) -> _Held:
    """Of this transaction; inside a test's own one, of the outermost block that is the
    code's, and without any of the one statement."""
    with connection.connection.cursor() as cursor:
        [number] = cursor.execute("SELECT txid_current()").fetchone()
    blocks = enumerate(connection.atomic_blocks)
    first = next((n for n, block in blocks if not block._from_testcase), None)
    if first is None:
        return _Held()
    key = (number, connection.savepoint_ids[first - 1] if first else None)
    held = _held.setdefault(connection, _Held())
    if held.transaction != key:
        held.transaction, held.rows = key, {}
    return held


def _complain(what: str) -> None:
    ours = [
        f"{Path(f.filename).relative_to(_HERE)}:{f.lineno} {f.name}"
        for f in traceback.extract_stack()
        if f.filename.startswith(str(_HERE)) and ".venv" not in f.filename
    ]
    violations.append("\n  ".join([what, *ours[-8:-3]]))
