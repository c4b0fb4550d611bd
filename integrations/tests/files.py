"""Data files that a test may spoil."""

import csv
import shutil
from pathlib import Path

from integrations.catalogue import DATA


class Folder:
    """A copy of the real data files, with ways to change single lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file in DATA.glob("*.csv"):
            shutil.copy(file, path)

    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.path / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        with (self.path / file).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file: str, slug: str, /, **values: str) -> int:
        """Write other values into one row; its line number."""
        rows = self.rows(file)
        place = next(i for i, row in enumerate(rows) if row["slug"] == slug)
        rows[place] |= values
        self.write(file, rows)
        return place + 2

    def remove(self, file: str, slug: str) -> None:
        self.write(file, [row for row in self.rows(file) if row["slug"] != slug])

    def append(self, file: str, **values: str) -> int:
        """One row more, like the last one but for `values`; its line number."""
        rows = self.rows(file)
        self.write(file, [*rows, {**rows[-1], **values}])
        return len(rows) + 2

    def raw(self, file: str, old: bytes, new: bytes) -> None:
        path = self.path / file
        before = path.read_bytes()
        assert old in before
        path.write_bytes(before.replace(old, new, 1))
