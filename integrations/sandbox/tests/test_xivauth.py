"""The log-in by XIVAuth, from its page to its characters."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from integrations.errors import Changed, NotFound, RateLimited, Temporary
from integrations.sandbox.faults import Fault
from integrations.sandbox.tests.test_good_days import KOKOBA, WREN
from integrations.xivauth.errors import CodeRefused, ScopeMissing, TokenExpired

pytestmark = pytest.mark.slow

BACK = "http://localhost:8000/accounts/xivauth/login/callback/"
WISH = {
    "response_type": "code",
    "redirect_uri": BACK,
    "scope": "user character:all",
    "state": "a&b",
}


def allow(visitor, *characters, answer="allow", **changes):
    form = {**WISH, **changes, "character": characters, "answer": answer}
    done = visitor.post("/xivauth/oauth/authorize", form)
    return parse_qs(urlsplit(done.headers["Location"]).query)


def token(visitor, code, **changes):
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    return visitor.post("/xivauth/oauth/token", {**form, **changes})


def enter(visitor, *characters, **changes):
    told = token(visitor, allow(visitor, *characters, **changes)["code"][0]).json()
    return {"Authorization": f"Bearer {told['access_token']}"}


def test_the_page_asks_and_may_lead_back(visitor):
    page = visitor.get(f"/xivauth/oauth/authorize?{urlencode(WISH)}")

    assert "Wren Hollowell" in page.text
    assert 'value="a&amp;b"' in page.text
    assert page.headers["Content-Security-Policy"].endswith("http://localhost:8000")


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "javascript:alert(1)",
        "//evil.example",
        "http://localhost@evil.example/",
        "http://localhost/\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_it_leads_nowhere_else(visitor, back):
    form = {**WISH, "redirect_uri": back}

    asked = visitor.get(f"/xivauth/oauth/authorize?{urlencode(form)}")
    allowed = visitor.post("/xivauth/oauth/authorize", {**form, "answer": "allow"})

    assert (asked.status_code, allowed.status_code) == (400, 400)


def test_a_code_is_good_for_one_token(visitor):
    back = allow(visitor, WREN)

    assert back["state"] == ["a&b"]
    assert token(visitor, back["code"][0]).status_code == 200
    assert token(visitor, back["code"][0]).json() == {"error": "invalid_grant"}


def test_a_code_is_for_one_address_only(visitor):
    code = allow(visitor, WREN)["code"][0]

    assert token(visitor, code, redirect_uri=BACK + "x").status_code == 400


def test_the_characters_are_those_that_were_picked(visitor):
    mine = enter(visitor, WREN, KOKOBA)

    found = visitor.get("/xivauth/api/v1/characters", **mine).json()

    assert [each["lodestone_id"] for each in found] == [str(WREN), str(KOKOBA)]
    assert found[0]["home_world"] == "Lich"
    one = visitor.get(f"/xivauth/api/v1/characters/{WREN}", **mine)
    other = visitor.get("/xivauth/api/v1/characters/90000014", **mine)
    assert (one.json()["name"], other.status_code) == ("Wren Hollowell", 404)


def test_nobody_picked_is_an_empty_list(visitor):
    assert visitor.get("/xivauth/api/v1/characters", **enter(visitor)).json() == []


def test_the_same_characters_are_the_same_user(visitor):
    users = [
        visitor.get("/xivauth/api/v1/user", **enter(visitor, each)).json()["id"]
        for each in (WREN, WREN, KOKOBA)
    ]

    assert users[0] == users[1] != users[2]


def test_mail_address_and_renewal_take_their_scopes(visitor):
    plain = visitor.get("/xivauth/api/v1/user", **enter(visitor, WREN)).json()
    scope = "user user:email refresh"
    told = token(visitor, allow(visitor, WREN, scope=scope)["code"][0]).json()
    form = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
    renewed = visitor.post("/xivauth/oauth/token", form).json()
    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}

    assert "email" not in plain
    assert "email" in visitor.get("/xivauth/api/v1/user", **bearer).json()
    assert visitor.get("/xivauth/api/v1/characters", **bearer).status_code == 403


def test_who_refuses_comes_back_with_the_word(visitor):
    assert allow(visitor, WREN, answer="deny")["error"] == ["access_denied"]


def test_without_a_token_nothing_is_told(visitor):
    assert visitor.get("/xivauth/api/v1/user").status_code == 401


def test_a_changed_list_is_no_list(visitor, sandbox):
    mine = enter(visitor, WREN)
    sandbox.state.set_fault("xivauth", Fault.CHANGED)

    assert isinstance(visitor.get("/xivauth/api/v1/characters", **mine).json(), dict)


def test_the_client_goes_all_the_way(visitor, ask_xivauth, settings):
    address = ask_xivauth.authorize_address(BACK, "a&b")
    page = visitor.get(address.removeprefix(settings.SANDBOX_URL))
    code = allow(visitor, WREN, KOKOBA)["code"][0]
    told = ask_xivauth.exchange(code, BACK)

    assert "Wren Hollowell" in page.text
    assert ask_xivauth.user(told.access_token).has_verified_characters
    assert [
        (each.lodestone_id, each.name, each.home_world)
        for each in ask_xivauth.characters(told.access_token)
    ] == [
        (str(WREN), "Wren Hollowell", "Lich"),
        (str(KOKOBA), "Kokoba Noba", "Gilgamesh"),
    ]


def test_the_client_is_told_what_is_no_longer_good(visitor, ask_xivauth):
    code = allow(visitor, WREN)["code"][0]
    ask_xivauth.exchange(code, BACK)

    with pytest.raises(CodeRefused):
        ask_xivauth.exchange(code, BACK)
    with pytest.raises(TokenExpired):
        ask_xivauth.characters("a-token-of-yesterday")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.SLOW, Temporary),
        (Fault.MISSING, NotFound),
        (Fault.TOO_MANY, RateLimited),
        (Fault.UNAVAILABLE, Temporary),
        (Fault.CUT, Temporary),
        (Fault.GARBAGE, Changed),
        (Fault.CHANGED, Changed),
        (Fault.HIDDEN, ScopeMissing),
    ],
)
def test_the_client_knows_every_fault(visitor, sandbox, ask_xivauth, fault, error):
    mine = enter(visitor, WREN)["Authorization"].removeprefix("Bearer ")
    sandbox.state.set_fault("xivauth", fault)

    with pytest.raises(error):
        ask_xivauth.characters(mine)
