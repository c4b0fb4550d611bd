"""From a folder of data files to rows that are ready to be written."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField

from integrations.catalogue.errors import BrokenFileError
from integrations.catalogue.tables import TABLES, Fields, Table
from integrations.enums import LANGUAGES
from integrations.models import CatalogueRow


@dataclass
class Row:
    line: int
    fields: Fields


Rows = dict[type[CatalogueRow], list[Row]]


def read(folder: Path) -> Rows:
    """All tables of the folder; raises BrokenFileError at the first fault."""
    rows = {table.model: _read_table(folder, table) for table in TABLES}
    for table in TABLES:
        _resolve(table, rows)
        for fields in (table.key, *table.unique):
            _refuse_twice(table, rows[table.model], fields)
    return rows


def _read_table(folder: Path, table: Table) -> list[Row]:
    rows = [
        Row(line, _fields(table, line, cells))
        for line, cells in _cells(table, _lines(folder, table))
    ]
    if not rows:
        raise BrokenFileError(table.file, None, "has no rows")
    return rows


def _lines(folder: Path, table: Table) -> list[str]:
    try:
        raw = (folder / table.file).read_bytes()
    except OSError as error:
        raise BrokenFileError(
            table.file, None, error.strerror or "unreadable"
        ) from None
    lines = []
    for line, part in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(True), 1):
        try:
            lines.append(part.decode())
        except UnicodeDecodeError:
            raise BrokenFileError(table.file, line, "is not UTF-8") from None
    return lines


def _cells(table: Table, lines: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(lines, strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if header is None:
                header = _header(table, cells)
            elif len(cells) != len(header):
                reason = f"has {len(cells)} cells, not {len(header)}"
                raise BrokenFileError(table.file, reader.line_num, reason)
            else:
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise BrokenFileError(table.file, reader.line_num, str(error)) from None


def _header(table: Table, cells: list[str]) -> list[str]:
    reasons = {
        "unknown column": [each for each in cells if each not in table.columns],
        "missing column": [each for each in table.columns if each not in cells],
        "column twice": [each for each in cells if cells.count(each) > 1],
    }
    for reason, columns in reasons.items():
        if columns:
            raise BrokenFileError(table.file, 1, f"{reason}: {columns[0]!r}")
    return cells


def _fields(table: Table, line: int, cells: dict[str, str]) -> Fields:
    fields: Fields = {}
    for column, value in cells.items():
        try:
            fields[column] = table.columns[column](_clean(value))
            _refuse_too_long(table, column, fields[column])
        except ValueError as error:
            raise BrokenFileError(table.file, line, f"{column} {error}") from None
    if reason := table.check(fields):
        raise BrokenFileError(table.file, line, reason)
    # Worlds and data centres are written alike in all languages.
    if "name" in fields:
        name = fields.pop("name")
        fields |= {f"name_{language}": name for language in LANGUAGES}
    return fields


def _clean(value: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise ValueError("contains a control character")
    return value.strip()


def _refuse_too_long(table: Table, column: str, value: object) -> None:
    if column == "name":
        column = "name_en"
    model_field = table.model._meta.get_field(column)
    values = value if isinstance(value, list) else [value]
    if isinstance(model_field, ArrayField):
        model_field = model_field.base_field
    limit = model_field.max_length if isinstance(model_field, CharField) else None
    if limit is not None and any(len(str(each)) > limit for each in values):
        raise ValueError(f"is longer than {limit} characters")


def _resolve(table: Table, rows: Rows) -> None:
    """Put ids where the files name slugs, and check slugs that stay."""
    for column, model in table.slugs.items():
        known = {row.fields["slug"] for row in rows[model]}
        for row in rows[table.model]:
            if (value := row.fields[column]) not in known:
                reason = f"{column} refers to unknown {value!r}"
                raise BrokenFileError(table.file, row.line, reason)
    for column, model in table.references.items():
        ids = {row.fields["slug"]: row.fields["id"] for row in rows[model]}
        for row in rows[table.model]:
            value = row.fields.pop(column)
            if value and value not in ids:
                reason = f"{column} refers to unknown {value!r}"
                raise BrokenFileError(table.file, row.line, reason)
            row.fields[f"{column}_id"] = ids[value] if value else None


def _refuse_twice(table: Table, rows: list[Row], fields: tuple[str, ...]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        value = tuple(row.fields[each] for each in fields)
        if None in value:
            continue
        if value in seen:
            what = ", ".join(f"{f} {v}" for f, v in zip(fields, value, strict=True))
            reason = f"{what} stands already in line {seen[value]}"
            raise BrokenFileError(table.file, row.line, reason)
        seen[value] = row.line
