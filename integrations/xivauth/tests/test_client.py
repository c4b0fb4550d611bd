"""Signing in at XIVAuth against a server with every fault."""

import logging
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from integrations.errors import (
    Changed,
    NotConfigured,
    NotFound,
    OutsideError,
    Permanent,
    RateLimited,
    Temporary,
)
from integrations.tests.outside import server as faults
from integrations.xivauth import client
from integrations.xivauth.client import XivAuth, is_same_state, new_state
from integrations.xivauth.errors import CodeRefused, ScopeMissing, TokenExpired
from integrations.xivauth.tests.people import ALICE, ALT, TOKEN, USER

BACK = "https://muster.example/sign-in/xivauth/"
TOKENS = "/xivauth/oauth/token"
CHARACTERS = "/xivauth/api/v1/characters"
SECRETS = ("access-s3cret", "code-s3cret")


@pytest.fixture
def xivauth(outside_server, settings, fake_clock):
    settings.XIVAUTH_CLIENT_ID, settings.XIVAUTH_CLIENT_SECRET = (
        "muster",
        "client-s3cret",
    )
    outside_server.script(TOKENS, faults.answer(TOKEN))
    outside_server.script(CHARACTERS, faults.answer([ALICE, ALT]))
    outside_server.script("/xivauth/api/v1/user", faults.answer(USER))
    return XivAuth(fake_clock)


def test_a_browser_is_sent_there_with_a_state(xivauth, settings):
    settings.OUTSIDE = "live"

    parts = urlsplit(xivauth.authorize_address(BACK, "a state&more"))

    assert (parts.scheme, parts.netloc) == ("https", "xivauth.net")
    assert parts.path == "/oauth/authorize"
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "client_id": ["muster"],
        "redirect_uri": [BACK],
        "scope": ["user character:all"],
        "state": ["a state&more"],
    }


def test_in_the_sandbox_it_is_sent_to_the_sandbox(xivauth, outside_server):
    address = xivauth.authorize_address(BACK, "s")

    assert address.startswith(f"{outside_server.url}/xivauth/oauth/authorize?")


def test_a_state_is_new_each_time_and_compared_whole():
    one, other = new_state(), new_state()

    assert is_same_state(one, one)
    assert not is_same_state(one, other)
    assert not any(is_same_state(*pair) for pair in [("", ""), (None, None), (one, "")])
    assert len(one) >= 40


def test_a_code_is_traded_once(xivauth, outside_server):
    token = xivauth.exchange(SECRETS[1], BACK)

    assert (token.access_token, token.lifetime) == ("access-s3cret", 7200)
    asked = outside_server.asked[0]
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["authorization_code"],
        "code": ["code-s3cret"],
        "redirect_uri": [BACK],
    }
    assert asked.headers["authorization"].startswith("Basic ")


def test_a_used_code_is_refused(xivauth, outside_server):
    outside_server.script(TOKENS, faults.answer({"error": "invalid_grant"}, 400))

    with pytest.raises(CodeRefused):
        xivauth.exchange(SECRETS[1], BACK)

    assert outside_server.count() == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (faults.answer({"error": "invalid_client"}, 401), Permanent),
        (faults.failing(500), Temporary),
        (faults.cut_off(), Temporary),
        (faults.page("<html>"), Changed),
        (faults.answer([]), Changed),
    ],
)
def test_a_code_is_never_traded_twice(xivauth, outside_server, reply, kind):
    outside_server.script(TOKENS, reply)

    with pytest.raises(kind) as caught:
        xivauth.exchange(SECRETS[1], BACK)

    assert type(caught.value) is kind
    assert outside_server.count() == 1


def test_a_token_opens_its_user_and_their_characters(xivauth, outside_server):
    assert xivauth.user("access-s3cret").id == USER["id"]
    found = xivauth.characters("access-s3cret")

    assert [each.lodestone_id for each in found] == ["90000001", "90000002"]
    told = {each.headers["authorization"] for each in outside_server.asked}
    assert told == {"Bearer access-s3cret"}


FAULTS = {
    "401": (faults.answer({"error": "expired"}, 401), TokenExpired, 1),
    "403": (faults.answer({"error": "Forbidden"}, 403), ScopeMissing, 1),
    "404": (faults.not_found(), NotFound, 1),
    "400": (faults.failing(400), Permanent, 1),
    "429": (faults.too_many(90), RateLimited, 1),
    "500": (faults.failing(500), Temporary, 3),
    "503": (faults.unavailable(), Temporary, 3),
    "cut off": (faults.cut_off(), Temporary, 3),
    "garbage": (faults.garbage(), Temporary, 3),
    "no JSON": (faults.page("<html>"), Changed, 1),
    "no list": (faults.answer({"error": "Forbidden"}), Changed, 1),
    "redirect": (faults.redirect("https://evil.example/"), Permanent, 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_name_and_its_number_of_requests(
    xivauth, outside_server, fault
):
    reply, kind, requests = FAULTS[fault]
    outside_server.script(CHARACTERS, reply)

    with pytest.raises(kind):
        xivauth.characters("access-s3cret")

    assert outside_server.count() == requests


def test_a_slow_answer_is_asked_for_again(xivauth, outside_server, monkeypatch):
    quick = replace(client.SERVICE, read_timeout=1.0, backoff=0.01)
    monkeypatch.setattr(client, "SERVICE", quick)
    outside_server.script(CHARACTERS, faults.silent(), faults.answer([]))

    assert XivAuth().characters("access-s3cret") == []
    assert outside_server.count() == 2


def test_without_credentials_it_is_off_and_says_so_once(xivauth, settings, caplog):
    settings.OUTSIDE, settings.XIVAUTH_CLIENT_SECRET = "live", ""

    for call in (
        lambda: xivauth.authorize_address(BACK, "s"),
        lambda: xivauth.exchange("c", BACK),
        lambda: xivauth.characters("t"),
    ):
        with pytest.raises(NotConfigured) as caught:
            call()

    assert caught.value.why == "XIVAUTH_CLIENT_SECRET missing"
    assert caplog.text.count("outside service is off") == 1


def test_the_sandbox_learns_no_real_secret(xivauth):
    assert "client_id=sandbox" in xivauth.authorize_address(BACK, "s")
    assert client.credentials() == ("sandbox", "sandbox")


def test_outside_we_say_who_we_are(xivauth, settings):
    settings.OUTSIDE = "live"

    assert client.credentials() == ("muster", "client-s3cret")


def test_nobody_is_sent_there_while_the_outside_is_off(xivauth, settings):
    settings.OUTSIDE = "off"

    with pytest.raises(NotConfigured):
        xivauth.authorize_address(BACK, "s")


@pytest.mark.parametrize("fault", [*FAULTS, "well"])
def test_no_secret_is_in_a_log_or_an_error(xivauth, outside_server, fault, caplog):
    caplog.set_level(logging.INFO)
    reply = FAULTS[fault][0] if fault in FAULTS else faults.answer([ALICE])
    outside_server.script(CHARACTERS, reply)
    outside_server.script(TOKENS, reply)

    said = []
    for call in (
        lambda: xivauth.characters("access-s3cret"),
        lambda: xivauth.exchange("code-s3cret", BACK),
    ):
        try:
            call()
        except OutsideError as error:
            said.append(f"{error!r} {error.__cause__!r} {error.answer!r}")

    assert caplog.text.count("outside call") == 2
    for secret in (*SECRETS, "Alice Invented"):
        assert secret not in caplog.text + "".join(said)
