"""A service account proves itself with a signature and acts for one mailbox."""

import json
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from integrations.errors import NotConfigured
from integrations.gmail import client
from integrations.gmail.client import Gmail
from integrations.gmail.tests.test_backend import SEND, TOKEN, sent, token

EMAIL = "mailer@invented.iam.gserviceaccount.com"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def key_file(key):
    packed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "private_key_id": "k1",
        "private_key": packed.decode(),
        "client_email": EMAIL,
        "token_uri": "https://evil.example/token",
    }


@pytest.fixture
def account(outside_server, settings, key_file):
    settings.GMAIL_SERVICE_ACCOUNT = json.dumps(key_file)
    settings.GMAIL_SENDER = "muster@muster.example"
    client._tokens.clear()
    outside_server.script(TOKEN, token("ya29.first"))
    outside_server.script(SEND, sent())


def test_it_signs_for_the_mailbox_at_google_s_address(
    account, outside_server, fake_clock, key
):
    assert Gmail(fake_clock).send(b"Subject: x\r\n\r\n").id == "18f0invented"

    form = parse_qs(outside_server.asked[0].body.decode())
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    assertion = form["assertion"][0]
    assert jwt.get_unverified_header(assertion)["kid"] == "k1"
    claims = jwt.decode(
        assertion,
        key.public_key(),
        algorithms=["RS256"],
        audience="https://oauth2.googleapis.com/token",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims == {
        "iss": EMAIL,
        "sub": "muster@muster.example",
        "scope": "https://www.googleapis.com/auth/gmail.send",
        "aud": "https://oauth2.googleapis.com/token",
        "iat": 1_800_000_000,
        "exp": 1_800_003_600,
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"GMAIL_SENDER": ""}, "GMAIL_SENDER missing"),
        (
            {"GMAIL_SERVICE_ACCOUNT": "{"},
            "GMAIL_SERVICE_ACCOUNT is no key file of a service account",
        ),
        (
            {"GMAIL_SERVICE_ACCOUNT": '{"installed": {}}'},
            "GMAIL_SERVICE_ACCOUNT is no key file of a service account",
        ),
        (
            {
                "GMAIL_SERVICE_ACCOUNT": '{"client_email": "a@b", "private_key": "s3cret"}'
            },
            "the private key of GMAIL_SERVICE_ACCOUNT is none",
        ),
    ],
)
def test_what_is_no_account_turns_it_off(
    account, outside_server, settings, change, why, caplog
):
    for name, value in change.items():
        setattr(settings, name, value)

    with pytest.raises(NotConfigured) as caught:
        Gmail().send(b"")

    assert caught.value.why == why
    assert caught.value.__context__ is None
    assert "s3cret" not in caplog.text
    assert outside_server.count() == 0
