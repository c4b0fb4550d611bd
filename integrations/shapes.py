"""Reading JSON that somebody else wrote.

    shape = Shape("xivauth", "characters", answer.json())
    names = [each.field("name").text() for each in shape.items()]

Whatever is not as it should be raises `Changed`, which names the place and never what
stood there.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

from integrations.errors import Changed

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Shape:
    """A value and the place where it stood."""

    service: str
    place: str
    value: Any = field(repr=False)

    def field(self, key: str) -> "Shape":
        """What the object has there; it may be null, it must be there."""
        if not isinstance(self.value, dict) or key not in self.value:
            self._at(key).refuse()
        return Shape(self.service, self._at(key).place, self.value[key])

    def maybe(self, key: str) -> "Shape | None":
        """What the object has there; None where it has nothing, or null."""
        if not isinstance(self.value, dict):
            self.refuse()
        return self.field(key) if self.value.get(key) is not None else None

    def items(self) -> Iterator["Shape"]:
        if not isinstance(self.value, list):
            self.refuse()
        for number, value in enumerate(self.value):
            yield Shape(self.service, f"{self.place}[{number}]", value)

    def text(self) -> str:
        """Text that can be stored: no NUL and no half of a surrogate pair."""
        if not isinstance(self.value, str) or "\0" in self.value:
            self.refuse()
        try:
            self.value.encode()
        except UnicodeEncodeError:
            self.refuse()
        return self.value

    def words(self) -> str:
        """Text that is not empty."""
        return self.text() if self.text().strip() else self.refuse()

    def number(self) -> int:
        is_number = isinstance(self.value, int) and not isinstance(self.value, bool)
        if not is_number or abs(self.value) > LARGEST:
            self.refuse()
        return int(self.value)

    def seconds(self) -> float:
        """A finite number of seconds, zero or more."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.refuse()
        try:
            seconds = float(self.value)
        except OverflowError:
            self.refuse()
        return seconds if math.isfinite(seconds) and seconds >= 0 else self.refuse()

    def truth(self) -> bool:
        return self.value if isinstance(self.value, bool) else self.refuse()

    def moment(self) -> datetime:
        """An aware time, from ISO 8601."""
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError:
            self.refuse()
        return moment if moment.tzinfo else self.refuse()

    def refuse(self) -> NoReturn:
        raise Changed(self.service, self.place)

    def _at(self, key: str) -> "Shape":
        return Shape(self.service, f"{self.place}.{key}", None)
