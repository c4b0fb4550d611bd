"""By what right we send: what Google gives a token for."""

import json
from dataclasses import dataclass, field

import jwt
from django.conf import settings

from integrations.errors import Changed, NotConfigured
from integrations.gmail.parsers import GMAIL, parse_account
from integrations.gmail.schemas import Account
from integrations.http import Clock, switched_off
from integrations.http.addresses import mode

TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105 -- no secret
SCOPE = "https://www.googleapis.com/auth/gmail.send"
HOUR = 3600


@dataclass(frozen=True, slots=True)
class RefreshGrant:
    """Somebody allowed our OAuth client to send from a mailbox."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)

    def form(self, clock: Clock) -> dict[str, str]:
        return {
            "grant_type": "refresh_token",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "refresh_token": self.refresh_token,
        }


@dataclass(frozen=True, slots=True)
class AccountGrant:
    """A domain allowed a service account to send from its mailboxes."""

    account: Account
    sender: str

    def form(self, clock: Clock) -> dict[str, str]:
        return {
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": self._assertion(int(clock.now())),
        }

    def _assertion(self, now: int) -> str:
        claims: dict[str, str | int] = {
            "iss": self.account.email,
            "sub": self.sender,
            "scope": SCOPE,
            "aud": TOKEN_ADDRESS,
            "iat": now,
            "exp": now + HOUR,
        }
        headers = {"kid": self.account.key_id} if self.account.key_id else None
        try:
            return jwt.encode(
                claims, self.account.private_key, algorithm="RS256", headers=headers
            )
        except (ValueError, TypeError, jwt.PyJWTError):
            pass  # raised below, so that no traceback carries the key
        raise _off("the private key of GMAIL_SERVICE_ACCOUNT is none")


Grant = RefreshGrant | AccountGrant


def configured() -> Grant:
    """What the settings hold. Raises `NotConfigured`."""
    if settings.GMAIL_SERVICE_ACCOUNT:
        return _account_grant()
    needed = ("GMAIL_CLIENT_ID", "GMAIL_CLIENT_SECRET", "GMAIL_REFRESH_TOKEN")
    missing = [name for name in needed if not getattr(settings, name)]
    if missing and mode() == "sandbox":  # which asks nobody in
        return RefreshGrant("sandbox", "sandbox", "sandbox")
    if missing:
        raise _off(f"{', '.join(missing)} missing")
    return RefreshGrant(*(str(getattr(settings, name)) for name in needed))


def _account_grant() -> AccountGrant:
    if not settings.GMAIL_SENDER:
        raise _off("GMAIL_SENDER missing")
    try:
        account = parse_account(json.loads(settings.GMAIL_SERVICE_ACCOUNT))
    except (ValueError, RecursionError, Changed):
        pass
    else:
        return AccountGrant(account, settings.GMAIL_SENDER)
    raise _off("GMAIL_SERVICE_ACCOUNT is no key file of a service account")


def _off(why: str) -> NotConfigured:
    return switched_off(GMAIL, why)
