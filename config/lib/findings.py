"""What a look at something found, in a form that terminals, pages and scripts show."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Level(IntEnum):
    """How bad it is; also the exit status of a command that tells it."""

    WELL = 0
    CARE = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row. No field ever holds the value of a secret; None means unknown."""

    name: str
    level: Level = Level.WELL
    state: str = ""  # what is the case, in a word or two
    advice: str = ""  # what to do, in one sentence; empty where nothing is
    configured: bool = True
    missing: tuple[str, ...] = ()  # variables to set
    reachable: bool | None = None
    last_success: datetime | None = None
    last_error: str = ""  # its kind: "timeout", "status 503"
    last_error_at: datetime | None = None
    breaker: str = ""
    budget: str = ""
    unread: str = ""  # parts of its answers that could not be read, and how often
