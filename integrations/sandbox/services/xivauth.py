"""XIVAuth: a page to choose characters on, tokens, and what a token may read."""

import hashlib
import secrets
import uuid
from typing import Any

from integrations.sandbox.drawing import drawn
from integrations.sandbox.exchange import Reply, Request, answer, redirect
from integrations.sandbox.faults import Fault
from integrations.sandbox.people import BY_ID, PEOPLE, Person
from integrations.sandbox.services.common import may_return, origin, with_query
from integrations.sandbox.state import Grant, State

LIFETIME = 7200  # seconds
SINCE = "2026-01-10T12:00:00.000Z"
_WORDS = {403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}


def reply(request: Request, state: State) -> Reply:
    match request.method, request.path:
        case "GET", "/oauth/authorize":
            return _ask(request)
        case "POST", "/oauth/authorize":
            return _allow(request, state)
        case "POST", "/oauth/token":
            return _token(request, state)
        case "POST", "/oauth/revoke":
            state.tokens.pop(request.form.get("token", ""), None)
            return answer({})
        case "GET", path if path.startswith("/api/v1/"):
            return _read(request, path.removeprefix("/api/v1/"), state)
    return failing(404)


def failing(status: int) -> Reply:
    return answer({"error": _WORDS.get(status, "Service Unavailable")}, status)


def _ask(request: Request) -> Reply:
    wish = request.query
    if not may_return(wish.get("redirect_uri", "")):
        return answer({"error": "invalid_redirect_uri"}, 400)
    page = drawn("authorize.html", people=PEOPLE, wish=wish)
    # A form's redirect counts as its target, so the way back has to be allowed.
    return page.but(Back=origin(wish["redirect_uri"]))


def _allow(request: Request, state: State) -> Reply:
    form, back = request.form, request.form.get("redirect_uri", "")
    if not may_return(back):
        return answer({"error": "invalid_redirect_uri"}, 400)
    told = {"state": form["state"]} if form.get("state") else {}
    if form.get("answer") != "allow" or request.fault == Fault.HIDDEN:
        told["error"] = "access_denied"
    else:
        picked = [
            int(v) for n, v in request.pairs if n == "character" and v.isdecimal()
        ]
        known = tuple(each for each in dict.fromkeys(picked) if each in BY_ID)
        told["code"] = secrets.token_urlsafe(24)
        state.codes[told["code"]] = Grant(known, form.get("scope", ""), back)
    return redirect(with_query(back, told))


def _token(request: Request, state: State) -> Reply:
    form = request.form
    if form.get("grant_type") == "refresh_token":
        grant = state.tokens.pop(form.get("refresh_token", ""), None)
    else:
        grant = state.codes.pop(form.get("code", ""), None)
        if grant and form.get("redirect_uri") != grant.redirect_uri:
            grant = None
    if grant is None:
        return answer({"error": "invalid_grant"}, 400)
    token = secrets.token_urlsafe(24)
    state.tokens[token] = grant
    told = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": LIFETIME,
        "scope": grant.scope,
        "created_at": 1_768_046_400,
    }
    if "refresh" in grant.scope.split():
        told["refresh_token"] = secrets.token_urlsafe(24)
        state.tokens[str(told["refresh_token"])] = grant
    return answer(told)


def _read(request: Request, what: str, state: State) -> Reply:
    grant = state.tokens.get(request.bearer)
    if grant is None:
        return answer({"error": "Unauthorized"}, 401)
    scopes = set(grant.scope.split())
    if what == "user" and "user" in scopes and request.fault != Fault.HIDDEN:
        return answer(_user(grant, scopes))
    if not {"character", "character:all"} & scopes or request.fault == Fault.HIDDEN:
        return failing(403)
    people = [BY_ID[each] for each in grant.characters]
    if what == "characters":
        return answer([_character(each) for each in people])
    one = [each for each in people if what == f"characters/{each.id}"]
    return answer(_character(one[0])) if one else failing(404)


def _user(grant: Grant, scopes: set[str]) -> dict[str, Any]:
    """Who shows the same characters is the same person."""
    names = ",".join(map(str, sorted(grant.characters)))
    told: dict[str, Any] = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"sandbox:{names}")),
        "mfa_enabled": False,
        "verified_characters": bool(grant.characters),
        "created_at": SINCE,
        "updated_at": SINCE,
    }
    if "user:email" in scopes:
        first = min(grant.characters, default=0)
        told |= {"email": f"player-{first}@sandbox.example", "email_verified": True}
    if "user:social" in scopes:
        told["social_identities"] = []
    return told


def _character(person: Person) -> dict[str, Any]:
    who = person.character
    return {
        "persistent_key": hashlib.sha256(f"sandbox {who.id}".encode()).hexdigest()[:40],
        "lodestone_id": str(who.id),
        "name": who.name,
        "home_world": who.world,
        "data_center": who.data_centre,
        "avatar_url": who.avatar_url,
        "portrait_url": who.portrait_url,
        "created_at": SINCE,
        "verified_at": SINCE,
        "updated_at": SINCE,
    }
