"""Who somebody is at Discord: what is read, and what is refused."""

import pytest

from integrations.discord.sign_in import (
    DiscordSignIn,
    SignInRefused,
    credentials,
    parse_person,
    parse_token,
)
from integrations.errors import Changed, NotConfigured, Temporary
from integrations.sandbox.faults import Fault
from integrations.sandbox.tests.conftest import sandbox, visitor  # noqa: F401 -- fixtures

BACK = "http://localhost:8000/accounts/discord/login/callback/"
PERSON = {"id": "80351110224678912", "username": "nelly", "global_name": None}


def code_for(visitor, member="810000000000000001", **changes):  # noqa: F811
    form = {"redirect_uri": BACK, "member": member, "answer": "allow"} | changes
    done = visitor.post("/discord/oauth2/authorize", form)
    return done.headers["Location"].partition("code=")[2]


def test_a_code_is_traded_once_and_tells_who_it_is(visitor):  # noqa: F811
    client, code = DiscordSignIn(), code_for(visitor)

    person = client.person(client.exchange(code, BACK).access_token)

    assert (person.name, person.email) == ("alice", "alice@example.com")
    assert person.is_email_verified
    with pytest.raises(SignInRefused):
        client.exchange(code, BACK)


def test_a_stolen_code_is_of_no_use_without_its_verifier(visitor):  # noqa: F811
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # of RFC 7636
    stolen = code_for(visitor, code_challenge=challenge)
    mine = code_for(visitor, code_challenge=challenge)

    with pytest.raises(SignInRefused):
        DiscordSignIn().exchange(stolen, BACK, "w" * 43)
    assert DiscordSignIn().exchange(mine, BACK, verifier).access_token


def test_a_token_that_is_none_is_refused(sandbox):  # noqa: F811
    with pytest.raises(SignInRefused):
        DiscordSignIn().person("made-up")


def test_discord_in_trouble_is_temporary(sandbox, visitor):  # noqa: F811
    code = code_for(visitor)
    sandbox.state.set_fault("discord", Fault.UNAVAILABLE)

    with pytest.raises(Temporary):
        DiscordSignIn().exchange(code, BACK)


def test_secrets_stand_in_no_text(visitor):  # noqa: F811
    token = DiscordSignIn().exchange(code_for(visitor), BACK)

    assert token.access_token not in repr(token)


@pytest.mark.parametrize("missing", ["DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET"])
def test_it_is_off_until_it_is_set_up_whole(settings, missing):
    settings.OUTSIDE = "live"
    settings.DISCORD_CLIENT_ID = settings.DISCORD_CLIENT_SECRET = "x"
    assert credentials() == ("x", "x")

    setattr(settings, missing, "")

    with pytest.raises(NotConfigured):
        credentials()


def test_unproved_address_is_said_to_be_so():
    told = PERSON | {"email": "a@example.com", "verified": False}

    assert not parse_person(told).is_email_verified
    assert not parse_person(PERSON | {"verified": True}).is_email_verified
    assert not parse_person(PERSON | {"email": "a@example.com"}).is_email_verified


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        PERSON | {"id": 7},
        PERSON | {"id": "../etc"},
        PERSON | {"id": "9" * 30},
        PERSON | {"username": " "},
        PERSON | {"email": 7},
        PERSON | {"email": "a@example.com", "verified": "yes"},
    ],
)
def test_person_in_another_form_is_told_so(told):
    with pytest.raises(Changed):
        parse_person(told)


@pytest.mark.parametrize(
    "told", [None, {}, {"access_token": ""}, {"access_token": "x", "token_type": "mac"}]
)
def test_token_in_another_form_is_told_so(told):
    with pytest.raises(Changed):
        parse_token(told)


def test_the_page_that_asks_is_discords_own(settings):
    settings.OUTSIDE = "live"

    assert DiscordSignIn().authorize_address() == (
        "https://discord.com/oauth2/authorize"
    )
