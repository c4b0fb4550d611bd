"""A time zone that is only looked up when a time is shown."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo


class LazyZone(tzinfo):
    """Usable wherever a zone is: its finding may cost a query, so it waits for need."""

    def __init__(self, find: Callable[[], ZoneInfo]) -> None:
        self._find = find

    @cached_property
    def found(self) -> ZoneInfo:
        return self._find()

    @property
    def was_needed(self) -> bool:
        return "found" in self.__dict__

    @property
    def key(self) -> str:
        return self.found.key

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        return self.found.utcoffset(at)

    def dst(self, at: datetime | None) -> timedelta | None:
        return self.found.dst(at)

    def tzname(self, at: datetime | None) -> str | None:
        return self.found.tzname(at)

    def fromutc(self, at: datetime) -> datetime:
        return self.found.fromutc(at.replace(tzinfo=self.found))

    def __eq__(self, other: object) -> bool:
        return self.key == getattr(other, "key", None)

    def __hash__(self) -> int:
        return hash(self.found)

    def __str__(self) -> str:
        return self.key
