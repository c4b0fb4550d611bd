"""How often each address may be written to: one table for all of them.

An address that is not in the table has the usual limit, so a new one is never without.
allauth counts besides what goes by a mailbox and not by the asker (see its settings).
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from config import errors
from config.lib.limits import HOUR, MINUTE, LimitReachedError, spend

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
KEPT_CHARACTERS_AT_MOST = 100_000  # of what was typed, in the page for 429


@dataclass(frozen=True)
class Limit:
    """So many tries of one asker in so many seconds. Addresses share one by its name."""

    name: str
    most: int
    seconds: int


USUAL = Limit("write", 200, 10 * MINUTE)

_MOVE = Limit("listing-move", 40, 10 * MINUTE)
_ANSWER = Limit("invite-answer", 40, 10 * MINUTE)
_SETTINGS = Limit("settings", 120, HOUR)
_CHARACTER = Limit("character", 120, HOUR)
_PROVIDER = Limit("provider", 20, MINUTE)
_PROVIDER_RETURN = Limit("provider-return", 20, MINUTE)
_SIGN_UP = Limit("sign-up", 20, MINUTE)
_PASSWORD = Limit("change-password", 5, MINUTE)
_AGAIN = Limit("reauthenticate", 10, MINUTE)
_SECOND_FACTOR = Limit("second-factor", 30, 10 * MINUTE)

LIMITS = {
    "listings:new": Limit("listing-new", 40, HOUR),
    "listings:edit": Limit("listing-save", 60, 10 * MINUTE),
    "listings:preview": Limit("listing-preview", 60, MINUTE),
    "listings:publish": _MOVE,
    "listings:renew": _MOVE,
    "listings:pause": _MOVE,
    "listings:close": _MOVE,
    "listings:team-new": Limit("team-form", 40, HOUR),
    "listings:team-edit": Limit("team-save", 30, 10 * MINUTE),
    "listings:team-invites": Limit("team-invites", 60, HOUR),
    "listings:invite": _ANSWER,
    "listings:invite-decline": _ANSWER,
    "accounts:profile": _SETTINGS,
    "accounts:handle": _SETTINGS,
    "accounts:availability": _SETTINGS,
    "accounts:privacy": _SETTINGS,
    "accounts:seeking": _SETTINGS,
    "accounts:zone": Limit("zone", 60, 10 * MINUTE),
    "accounts:block": Limit("block", 30, HOUR),
    "accounts:unblock": Limit("unblock", 60, HOUR),
    "accounts:erase": Limit("erase", 10, HOUR),
    "accounts:character-add": Limit("character-add", 30, HOUR),
    "accounts:character-find": Limit("character-find", 20, HOUR),
    "accounts:character-check": Limit("character-check", 60, HOUR),
    "accounts:character-code": _CHARACTER,
    "accounts:character-refresh": _CHARACTER,
    "accounts:character-main": _CHARACTER,
    "accounts:character-show": _CHARACTER,
    "accounts:character-hide": _CHARACTER,
    "accounts:character-remove": _CHARACTER,
    "accounts:xivauth": Limit("xivauth", 20, HOUR),
    "accounts:xivauth-callback": Limit("xivauth-return", 20, HOUR),
    "discord_login": _PROVIDER,
    "discord_callback": _PROVIDER_RETURN,
    "xivauth_login": _PROVIDER,
    "xivauth_callback": _PROVIDER_RETURN,
    "socialaccount_signup": _SIGN_UP,
    "socialaccount_connections": _AGAIN,
    "account_login": Limit("log-in", 30, MINUTE),
    "account_signup": _SIGN_UP,
    "account_email": Limit("email", 10, MINUTE),
    "account_send_again": Limit("send-again", 10, 10 * MINUTE),
    "account_confirm_email": Limit("confirm-email", 20, MINUTE),
    "account_change_password": _PASSWORD,
    "account_set_password": _PASSWORD,
    "account_reset_password": Limit("reset-password", 20, MINUTE),
    "account_reset_password_from_key": Limit("reset-password-key", 20, MINUTE),
    "account_reauthenticate": _AGAIN,
    "mfa_reauthenticate": _AGAIN,
    "mfa_reauthenticate_webauthn": _AGAIN,
    "mfa_authenticate": _SECOND_FACTOR,
    "mfa_activate_totp": _SECOND_FACTOR,
    "mfa_deactivate_totp": _SECOND_FACTOR,
    "mfa_generate_recovery_codes": _SECOND_FACTOR,
    "mfa_add_webauthn": _SECOND_FACTOR,
    "mfa_edit_webauthn": _SECOND_FACTOR,
    "mfa_remove_webauthn": _SECOND_FACTOR,
    "mfa_login_webauthn": Limit("passkey", 10, MINUTE),
}
# Reading these costs a call outside: the ways back from a provider.
COUNTED_READS = frozenset(
    {"discord_callback", "xivauth_callback", "accounts:xivauth-callback"}
)
# These take no POST, and answer while neither Redis nor the database can count.
UNCOUNTED = frozenset({"health-live", "health-ready", "api-health"})


class LimitMiddleware:
    """Counts every request that may write, by who is logged in or else by the address
    it comes from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        counts = request.method not in READS or name in COUNTED_READS
        if name in UNCOUNTED or not counts:
            return None
        limit = limit_of(name)
        who = request.user.pk if request.user.is_authenticated else get_ip(request)
        try:
            spend(limit.name, who, most=limit.most, seconds=limit.seconds)
        except LimitReachedError as refusal:
            return too_often(request, refusal.wait)
        return None


def limit_of(view_name: str) -> Limit:
    return LIMITS.get(view_name, USUAL)


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    """The page for 429: how long to wait, and a button that sends the same once more."""
    answer = errors.respond(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        words=wait_words(wait),
        typed=_typed(request),
    )
    answer["Retry-After"] = str(wait)
    return answer


def wait_words(wait: int) -> str:
    """In the largest unit that says it well, rounded up."""
    if wait > 90 * MINUTE:
        n = -(-wait // HOUR)
        text = ngettext(
            "Too many tries. Wait %(n)d hour, then try again.",
            "Too many tries. Wait %(n)d hours, then try again.",
            n,
        )
    elif wait > 90:
        n = -(-wait // MINUTE)
        text = ngettext(
            "Too many tries. Wait %(n)d minute, then try again.",
            "Too many tries. Wait %(n)d minutes, then try again.",
            n,
        )
    else:
        n = max(wait, 1)
        text = ngettext(
            "Too many tries. Wait %(n)d second, then try again.",
            "Too many tries. Wait %(n)d seconds, then try again.",
            n,
        )
    return text % {"n": n}


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, so that it can be sent again: the back button does not bring it
    back to a page that no browser may keep. Never of signing in, which holds passwords.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or not match.namespaces:
        return []
    pairs = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    size = sum(len(name) + len(value) for name, value in pairs)
    return pairs if size <= KEPT_CHARACTERS_AT_MOST else []
