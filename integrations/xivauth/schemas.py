"""What XIVAuth says of people and their characters."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Token:
    access_token: str = field(repr=False)
    lifetime: float  # seconds
    scopes: frozenset[str]
    refresh_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SocialIdentity:
    """An account elsewhere that this person has shown to be theirs."""

    provider: str
    external_id: str
    name: str | None
    nickname: str | None


@dataclass(frozen=True, slots=True)
class XivAuthUser:
    """There is no name to show. `email` and what follows need scopes of their own."""

    id: str
    has_verified_characters: bool
    email: str | None = None
    is_email_verified: bool = False
    social_identities: tuple[SocialIdentity, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedCharacter:
    """A character that XIVAuth has seen to be this person's.

    `persistent_key` belongs to the two of them: another key on the same `lodestone_id`
    means that somebody else owns the character now. World and data centre may be a day
    old.
    """

    persistent_key: str
    lodestone_id: str
    name: str
    home_world: str
    data_centre: str
    avatar_url: str | None
    portrait_url: str | None
    verified_at: datetime
