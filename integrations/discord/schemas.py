"""What we say to a webhook, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    """A place to post. The token is a secret."""

    id: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EmbedField:
    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Embed:
    """A framed message. Texts of any length: what is too long for Discord is cut."""

    title: str = ""
    description: str = ""
    url: str = ""
    colour: int | None = None  # 0xRRGGBB
    fields: tuple[EmbedField, ...] = ()
    footer: str = ""
    author: str = ""
    timestamp: datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class Posted:
    message_id: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class Slowdown:
    """How long Discord wants its quiet."""

    seconds: float
    is_global: bool
