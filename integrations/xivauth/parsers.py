"""What XIVAuth's answers say. Each takes any JSON; some raise `Changed`."""

import re
from typing import Any
from uuid import UUID

from integrations.shapes import Shape
from integrations.xivauth.errors import XIVAUTH
from integrations.xivauth.schemas import (
    SocialIdentity,
    Token,
    VerifiedCharacter,
    XivAuthUser,
)

UNSAID = 7200.0  # seconds a token lives where the answer does not say
_LODESTONE_ID = re.compile(r"[1-9][0-9]{0,17}")
_KEY = re.compile(r"[A-Za-z0-9_=-]{8,128}")
_ADDRESS = re.compile(r"https://[^\s\"'<>\\]{1,500}")
_WORD = re.compile(r"[a-z_]{1,40}")


def parse_token(value: Any) -> Token:
    shape = Shape(XIVAUTH, "token", value)
    lifetime, scope = shape.maybe("expires_in"), shape.maybe("scope")
    refresh = shape.maybe("refresh_token")
    if shape.field("token_type").text().lower() != "bearer":
        shape.field("token_type").refuse()
    return Token(
        access_token=shape.field("access_token").words(),
        lifetime=lifetime.seconds() if lifetime else UNSAID,
        scopes=frozenset(scope.text().split()) if scope else frozenset(),
        refresh_token=refresh.words() if refresh else None,
    )


def parse_refusal(value: Any) -> str:
    """OAuth's word for why there is no token; empty where there is none."""
    word = value.get("error") if isinstance(value, dict) else None
    return word if isinstance(word, str) and _WORD.fullmatch(word) else ""


def parse_user(value: Any) -> XivAuthUser:
    shape = Shape(XIVAUTH, "user", value)
    email, verified = shape.maybe("email"), shape.maybe("email_verified")
    identities = shape.maybe("social_identities")
    return XivAuthUser(
        id=_uuid(shape.field("id")),
        has_verified_characters=shape.field("verified_characters").truth(),
        email=email.words() if email else None,
        is_email_verified=verified.truth() if email and verified else False,
        social_identities=tuple(map(_identity, identities.items()))
        if identities
        else (),
    )


def parse_characters(value: Any) -> list[VerifiedCharacter]:
    """The bare array of them; each character once."""
    shape = Shape(XIVAUTH, "characters", value)
    found = [_character(each) for each in shape.items()]
    if len({each.lodestone_id for each in found}) != len(found):
        shape.refuse()
    return found


def _character(shape: Shape) -> VerifiedCharacter:
    return VerifiedCharacter(
        persistent_key=_matching(_KEY, shape.field("persistent_key")),
        lodestone_id=_matching(_LODESTONE_ID, shape.field("lodestone_id")),
        name=shape.field("name").words(),
        home_world=shape.field("home_world").words(),
        data_centre=shape.field("data_center").words(),
        avatar_url=_address(shape.maybe("avatar_url")),
        portrait_url=_address(shape.maybe("portrait_url")),
        verified_at=shape.field("verified_at").moment(),
    )


def _identity(shape: Shape) -> SocialIdentity:
    name, nickname = shape.maybe("name"), shape.maybe("nickname")
    return SocialIdentity(
        provider=shape.field("provider").words(),
        external_id=shape.field("external_id").words(),
        name=name.text() if name else None,
        nickname=nickname.text() if nickname else None,
    )


def _address(shape: Shape | None) -> str | None:
    return _matching(_ADDRESS, shape) if shape else None


def _matching(pattern: re.Pattern[str], shape: Shape) -> str:
    text = shape.text()
    return text if pattern.fullmatch(text) else shape.refuse()


def _uuid(shape: Shape) -> str:
    try:
        return str(UUID(shape.words()))
    except ValueError:
        shape.refuse()
