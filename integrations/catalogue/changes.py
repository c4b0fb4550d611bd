"""What a load changed, for people to read."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class TableChanges:
    table: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    reordered: int = 0  # rows in which nothing but their place changed

    def __bool__(self) -> bool:
        names = self.added or self.changed or self.retired or self.returned
        return bool(names or self.reordered)

    def lines(self) -> Iterator[str]:
        for verb in ("added", "changed", "retired", "returned"):
            if names := getattr(self, verb):
                yield f"{self.table}: {len(names)} {verb}: {', '.join(names)}"
        if self.reordered:
            yield f"{self.table}: {self.reordered} in a new place"


@dataclass(frozen=True)
class Changes:
    tables: tuple[TableChanges, ...]

    def __bool__(self) -> bool:
        return any(self.tables)

    def __str__(self) -> str:
        lines = [line for table in self.tables for line in table.lines()]
        return "\n".join(lines) or "nothing changed"

    def of(self, table: str) -> TableChanges:
        return next(each for each in self.tables if each.table == table)
