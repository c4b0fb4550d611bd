"""What Google says."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Token:
    access_token: str = field(repr=False)
    lifetime: float  # seconds


@dataclass(frozen=True, slots=True)
class Sent:
    id: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a mail was refused: Google's own word, empty where it says none."""

    reason: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A service account, of its key file."""

    email: str
    key_id: str
    private_key: str = field(repr=False)
