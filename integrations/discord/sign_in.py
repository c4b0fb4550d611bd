"""Discord as a way to log in: OAuth 2 with PKCE, for who somebody is and their address."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from integrations.discord.client import SERVICE
from integrations.discord.errors import DISCORD
from integrations.errors import Permanent
from integrations.http import Outside, switched_off
from integrations.http.addresses import mode, route
from integrations.shapes import Shape

_ID = re.compile(r"[0-9]{1,20}")


class SignInRefused(Permanent):
    """The code or the token is of no use: used before, too old, or not ours."""

    outcome = "sign-in refused"


@dataclass(frozen=True, slots=True)
class DiscordToken:
    access_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DiscordPerson:
    """`email` is theirs to change at any time; whether Discord saw it proved, it says."""

    id: str
    name: str
    shown_name: str | None
    email: str | None
    is_email_verified: bool


class DiscordSignIn:
    """Without credentials it is off, except in the sandbox, which needs none."""

    def __init__(self, outside: Outside | None = None) -> None:
        self.outside = outside or Outside(SERVICE)

    def authorize_address(self) -> str:
        """Where a browser goes to; what it is asked stands in the query."""
        return route(SERVICE, "https://discord.com/oauth2/authorize")

    def exchange(
        self, code: str, redirect_uri: str, verifier: str | None = None
    ) -> DiscordToken:
        """Trade a code for a token: once, a code is good for no second time."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
        }
        if verifier:
            form["code_verifier"] = verifier
        try:
            answer = self.outside.post(
                "/oauth2/token", form=form, auth=credentials(), label="token"
            )
        except Permanent as error:
            if error.status not in {400, 401}:
                raise
            raise SignInRefused(DISCORD, error.status) from None
        return parse_token(answer.json())

    def person(self, access_token: str) -> DiscordPerson:
        credentials()
        headers = {"Authorization": f"Bearer {access_token}"}
        try:
            told = self.outside.get("/users/@me", headers=headers, label="person")
        except Permanent as error:
            if error.status not in {401, 403}:
                raise
            raise SignInRefused(DISCORD, error.status) from None
        return parse_person(told.json())


def credentials() -> tuple[str, str]:
    """Our id and secret there. Raises `NotConfigured`."""
    if mode() == "sandbox":
        return "sandbox", "sandbox"
    if mode() == "off":
        raise switched_off(DISCORD, "OUTSIDE is off")
    given = settings.DISCORD_CLIENT_ID, settings.DISCORD_CLIENT_SECRET
    if not all(given):
        raise switched_off(DISCORD, "DISCORD_CLIENT_ID or its secret is missing")
    return given


def parse_token(value: Any) -> DiscordToken:
    shape = Shape(DISCORD, "token", value)
    if shape.field("token_type").text().lower() != "bearer":
        shape.field("token_type").refuse()
    return DiscordToken(shape.field("access_token").words())


def parse_person(value: Any) -> DiscordPerson:
    shape = Shape(DISCORD, "person", value)
    number = shape.field("id").text()
    if not _ID.fullmatch(number):
        shape.field("id").refuse()
    shown, email = shape.maybe("global_name"), shape.maybe("email")
    verified = shape.maybe("verified")
    return DiscordPerson(
        id=number,
        name=shape.field("username").words(),
        shown_name=shown.words() if shown else None,
        email=email.words() if email else None,
        is_email_verified=verified.truth() if email and verified else False,
    )
