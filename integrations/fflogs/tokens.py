"""The access token: one for all processes, fetched by one of them."""

import re

from django.core.cache import cache

from integrations.errors import NotFound, Permanent, Temporary
from integrations.fflogs.errors import Unauthenticated, changed
from integrations.fflogs.service import FFLOGS, Account
from integrations.fflogs.values import mapping, whole
from integrations.http import Outside

LEAST = 3600  # seconds that one is kept which does not say how long it lives
MARGIN = 300  # seconds before its end that a token is no longer used
LONGEST = 30 * 86400  # seconds that one is kept, whatever it promises
LOCK_SECONDS = 90  # above the longest that fetching one may take
WAIT_SECONDS = 20.0  # for another process that is fetching one
LOOK_SECONDS = 0.1

_UNKNOWN_CLIENT = ("invalid_client", "unauthorized_client")
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,8192}")


def token(outside: Outside, account: Account, refused: str | None = None) -> str:
    """The token to use; another one than was `refused`."""
    return _kept(account, refused) or _fetched_by_one(outside, account, refused)


def _fetched_by_one(outside: Outside, account: Account, refused: str | None) -> str:
    lock, clock = account.key("token-lock"), outside.clock
    end = clock.monotonic() + WAIT_SECONDS
    while not cache.add(lock, 1, timeout=LOCK_SECONDS):
        if found := _kept(account, refused):
            return found
        if clock.monotonic() >= end:
            raise Temporary(FFLOGS.name, "no token yet", reached=False)
        clock.sleep(LOOK_SECONDS)
    try:
        return _kept(account, refused) or _fetch(outside, account)
    finally:
        cache.delete(lock)


def _kept(account: Account, refused: str | None) -> str | None:
    found = cache.get(account.key("token"))
    return found if isinstance(found, str) and found != refused else None


def _fetch(outside: Outside, account: Account) -> str:
    try:
        answer = outside.post(
            "/oauth/token",
            form={"grant_type": "client_credentials"},
            auth=(account.client_id, account.client_secret),
            accept_status=(200,),
            retry_safe=True,
            label="token",
        )
    except NotFound:
        raise changed("address of the token") from None
    except Permanent as error:
        raise _as_refused(error) from None
    body = mapping(answer.json(), "token answer")
    found = body.get("access_token")
    if not isinstance(found, str) or not _TOKEN.fullmatch(found):
        raise changed("access_token")
    lives = min(whole(body.get("expires_in", LEAST), "expires_in"), LONGEST)
    cache.set(account.key("token"), found, timeout=max(lives - MARGIN, lives // 2))
    return found


def _as_refused(error: Permanent) -> Permanent:
    """OAuth may answer an unknown client with a 400 instead of a 401."""
    told = error.answer.text if error.answer and error.status == 400 else ""
    if any(word in told for word in _UNKNOWN_CLIENT):
        return Unauthenticated(FFLOGS.name, 401)
    return error
