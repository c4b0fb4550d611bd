"""Sends people to XIVAuth and reads what they allow."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from integrations.errors import Changed, NotConfigured, Permanent
from integrations.http import Clock, Outside, Rate, Service, switched_off
from integrations.http.addresses import mode, route
from integrations.http.clock import SYSTEM
from integrations.xivauth.errors import (
    XIVAUTH,
    CodeRefused,
    ScopeMissing,
    TokenExpired,
)
from integrations.xivauth.parsers import (
    parse_characters,
    parse_refusal,
    parse_token,
    parse_user,
)
from integrations.xivauth.schemas import Token, VerifiedCharacter, XivAuthUser

SERVICE = Service(
    name=XIVAUTH,
    hosts=("xivauth.net",),
    base_url="https://xivauth.net",
    rate=Rate(per_second=5, burst=10),
    max_bytes=1024 * 1024,
)
# With `user` beside it, somebody without any verified character comes back to us, with
# an empty list; with `character:all` alone they would be kept at XIVAuth.
SCOPES = ("user", "character:all")


class XivAuth:
    """Raises what `integrations.errors` and `errors` beside this file list.

    Without credentials it is off, except in the sandbox, which needs none.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self.outside = Outside(SERVICE, clock)

    def authorize_address(self, redirect_uri: str, state: str) -> str:
        """Where to send a browser. Keep `state` in its session and compare it."""
        client_id, _ = credentials()
        asked = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": redirect_uri,
            "scope": " ".join(SCOPES),
            "state": state,
        }
        return f"{route(SERVICE, '/oauth/authorize')}?{urlencode(asked)}"

    def exchange(self, code: str, redirect_uri: str) -> Token:
        """Trade a code for a token: once, a code is good for no second time."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
        }
        try:
            answer = self.outside.post(
                "/oauth/token", form=form, auth=credentials(), label="token"
            )
        except Permanent as error:
            if _refusal(error) != "invalid_grant":
                raise
            raise CodeRefused(XIVAUTH, error.status) from None
        return parse_token(answer.json())

    def user(self, access_token: str) -> XivAuthUser:
        return parse_user(self._read("/api/v1/user", access_token, "user"))

    def characters(self, access_token: str) -> list[VerifiedCharacter]:
        """Those that their owner shows us; there may be none."""
        told = self._read("/api/v1/characters", access_token, "characters")
        return parse_characters(told)

    def _read(self, path: str, access_token: str, label: str) -> Any:
        credentials()
        headers = {"Authorization": f"Bearer {access_token}"}
        try:
            return self.outside.get(path, headers=headers, label=label).json()
        except Permanent as error:
            if error.status == 401:
                raise TokenExpired(XIVAUTH, 401) from None
            if error.status == 403:
                raise ScopeMissing(XIVAUTH, 403) from None
            raise


def new_state() -> str:
    """What nobody can guess, for `authorize_address`."""
    return secrets.token_urlsafe(32)


def is_same_state(kept: str | None, came_back: str | None) -> bool:
    if not kept or not came_back:
        return False
    return secrets.compare_digest(kept.encode(), came_back.encode())


def credentials() -> tuple[str, str]:
    """Our id and secret there. Raises `NotConfigured`."""
    if mode() == "sandbox":  # which asks nobody in, and learns no real secret
        return "sandbox", "sandbox"
    if mode() == "off":
        raise switched_off(XIVAUTH, "OUTSIDE is off")
    given = settings.XIVAUTH_CLIENT_ID, settings.XIVAUTH_CLIENT_SECRET
    if not all(given):
        raise _off(given)
    return given


def _off(given: tuple[str, str]) -> NotConfigured:
    names = ("XIVAUTH_CLIENT_ID", "XIVAUTH_CLIENT_SECRET")
    missing = [name for name, value in zip(names, given, strict=True) if not value]
    return switched_off(XIVAUTH, f"{', '.join(missing)} missing")


def _refusal(error: Permanent) -> str:
    try:
        return parse_refusal(error.answer.json()) if error.answer else ""
    except Changed:
        return ""
