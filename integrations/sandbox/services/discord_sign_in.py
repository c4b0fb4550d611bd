"""Discord's log-in: a page to choose who one is, a token, and who has it."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from integrations.sandbox.drawing import drawn
from integrations.sandbox.exchange import Reply, Request, answer, redirect
from integrations.sandbox.faults import Fault
from integrations.sandbox.services.common import may_return, origin, with_query
from integrations.sandbox.state import Grant, State


@dataclass(frozen=True)
class Member:
    number: int
    name: str
    email: str = ""
    verified: bool = False


MEMBERS = (
    Member(810_000_000_000_000_001, "alice", "alice@example.com", True),
    Member(810_000_000_000_000_002, "not-quite-bob", "bob@example.com", False),
    Member(810_000_000_000_000_003, "newcomer", "newcomer@example.com", True),
    Member(810_000_000_000_000_004, "silent"),
)
_BY_NUMBER = {member.number: member for member in MEMBERS}
LIFETIME = 604_800  # seconds


def reply(request: Request, state: State) -> Reply | None:
    """None where the address is not one of the log-in's."""
    match request.method, request.path:
        case "GET", "/oauth2/authorize":
            return _ask(request)
        case "POST", "/oauth2/authorize":
            return _allow(request, state)
        case "POST", "/api/v10/oauth2/token":
            return _token(request, state)
        case "GET", "/api/v10/users/@me":
            return _who(request, state)
    return None


def _ask(request: Request) -> Reply:
    wish = request.query
    if not may_return(wish.get("redirect_uri", "")):
        return answer({"message": "Invalid OAuth2 redirect_uri"}, 400)
    page = drawn("discord_authorize.html", members=MEMBERS, wish=wish)
    # A form's redirect counts as its target, so the way back has to be allowed.
    return page.but(Back=origin(wish["redirect_uri"]))


def _allow(request: Request, state: State) -> Reply:
    form, back = request.form, request.form.get("redirect_uri", "")
    if not may_return(back):
        return answer({"message": "Invalid OAuth2 redirect_uri"}, 400)
    told = {"state": form["state"]} if form.get("state") else {}
    number = form.get("member", "")
    known = number.isdecimal() and int(number) in _BY_NUMBER
    if form.get("answer") != "allow" or not known or request.fault == Fault.HIDDEN:
        told["error"] = "access_denied"
    else:
        challenge = form.get("code_challenge", "")
        told["code"] = f"{secrets.token_urlsafe(24)}.{challenge}"
        state.codes[told["code"]] = Grant((int(number),), form.get("scope", ""), back)
    return redirect(with_query(back, told))


def _token(request: Request, state: State) -> Reply:
    form = request.form
    code = form.get("code", "")
    grant = state.codes.pop(code, None)
    challenge = code.partition(".")[2]
    proved = not challenge or challenge == _challenge(form.get("code_verifier", ""))
    if grant is None or form.get("redirect_uri") != grant.redirect_uri or not proved:
        return answer({"error": "invalid_grant"}, 400)
    token = secrets.token_urlsafe(24)
    state.tokens[token] = grant
    told = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": LIFETIME,
        "refresh_token": secrets.token_urlsafe(24),
        "scope": grant.scope,
    }
    return answer(told)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _who(request: Request, state: State) -> Reply:
    grant = state.tokens.get(request.bearer)
    member = _BY_NUMBER.get(grant.characters[0]) if grant and grant.characters else None
    if member is None or request.fault == Fault.HIDDEN:
        return answer({"message": "401: Unauthorized", "code": 0}, 401)
    return answer(
        {
            "id": str(member.number),
            "username": member.name,
            "discriminator": "0",
            "global_name": None,
            "avatar": None,
            "email": member.email or None,
            "verified": member.verified,
        }
    )
