"""Write the data files into the database."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import now

from integrations.catalogue.arranging import arrange
from integrations.catalogue.changes import Changes, TableChanges
from integrations.catalogue.errors import BrokenFileError
from integrations.catalogue.memory import clear
from integrations.catalogue.reading import Row, read
from integrations.catalogue.tables import TABLES, Table
from integrations.models import CatalogueLoad, CatalogueRow

DATA = Path(__file__).resolve().parent / "data"
LOCK = 0x6D75_7374_6361_7461  # any number that nothing else takes

Known = Mapping[tuple[Any, ...], CatalogueRow]


def load(path: Path = DATA) -> Changes:
    """Make the database say what the files in `path` say.

    Rows that left the files are retired. Raises BrokenFileError, and changes nothing,
    when a file has a fault.
    """
    rows = read(path)
    arrange(rows)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        at = now()
        changes = Changes(tuple(_write(each, rows[each.model], at) for each in TABLES))
        if changes:
            CatalogueLoad.objects.create(summary=str(changes))
        # Again on commit: until then another thread may read, and keep, the old rows.
        transaction.on_commit(clear)
    clear()
    return changes


def _write(table: Table, rows: list[Row], at: datetime) -> TableChanges:
    known = {_key(table, each): each for each in table.model._default_manager.all()}
    given = {tuple(row.fields[each] for each in table.key): row for row in rows}
    gone = {key: row for key, row in known.items() if key not in given}
    _refuse_taken(table, rows, gone)
    retired = [row for row in gone.values() if row.retired_at is None]
    keys = [row.pk for row in retired]
    if keys:
        table.model._default_manager.filter(pk__in=keys).update(retired_at=at)
    return _upsert(table, given, known, retired)


def _upsert(
    table: Table,
    given: Mapping[tuple[Any, ...], Row],
    known: Known,
    retired: list[CatalogueRow],
) -> TableChanges:
    added, changed, returned, written = [], [], [], []
    reordered = 0
    for key, row in given.items():
        new, old = table.model(**row.fields), known.get(key)
        different = _differences(old, row) if old else []
        if old is None:
            added.append(str(new))
        elif old.retired_at:
            returned.append(str(new))
        elif not different:
            continue
        elif told := [each for each in different if each not in table.worked_out]:
            changed.append(f"{new} ({', '.join(told)})")
        else:
            reordered += 1
        written.append(new)
    _save(table, written)
    return TableChanges(
        table=table.name,
        added=tuple(added),
        changed=tuple(changed),
        retired=tuple(str(row) for row in retired),
        returned=tuple(returned),
        reordered=reordered,
    )


def _save(table: Table, rows: list[CatalogueRow]) -> None:
    if not rows:
        return
    names = [each.name for each in table.model._meta.concrete_fields]
    keys = [each.removesuffix("_id") for each in table.key]
    # Only one tier is current at any moment: the one that was gives way first.
    rows.sort(key=lambda row: bool(getattr(row, "is_current", False)))
    table.model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=keys,
        update_fields=[each for each in names if each not in (*keys, "id")],
    )


def _key(table: Table, row: CatalogueRow) -> tuple[Any, ...]:
    return tuple(getattr(row, each) for each in table.key)


def _differences(old: CatalogueRow, row: Row) -> list[str]:
    return [
        name.removesuffix("_id")
        for name, value in row.fields.items()
        if getattr(old, name) != value
    ]


def _refuse_taken(table: Table, rows: list[Row], gone: Known) -> None:
    """A retired row keeps its slug, since addresses with it are out in the world."""
    for fields in table.unique:
        taken = {tuple(getattr(row, f) for f in fields): row for row in gone.values()}
        for row in rows:
            value = tuple(row.fields[each] for each in fields)
            if None not in value and value in taken:
                what = ", ".join(map(str, value))
                reason = f"{what} belongs to {taken[value]}, which is no longer listed"
                raise BrokenFileError(table.file, row.line, reason)
