"""Addresses and passwords as nobody should type them: each gets its message."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.log_in import log_in

pytestmark = pytest.mark.django_db
SIGN_UP, LOG_IN = reverse("account_signup"), reverse("account_login")
RESET = reverse("account_reset_password")


@pytest.mark.parametrize(
    "email",
    [
        "ali\u200bce@example.com",
        "alice@exam\u200bple.com",
        "alice@example\u00ad.com",
        "\u202ealice@example.com",
        "ａlice@example.com",
        "alice@ｅxample.com",
        "alice@example.com\0",
        "alice@@example.com",
        "alice",
        "",
        "a" * 250 + "@x.de",
        "a" * 312 + "@x.de",
        "a" * 5_000 + "@example.com",
        "x" * 200_000,
    ],
    ids=lambda text: repr(text[:24]),
)
@pytest.mark.parametrize("path", [SIGN_UP, RESET, LOG_IN])
def test_address_that_is_none_is_told_so_beside_the_field(client, path, email):
    UserFactory(handle="alice")
    name = "login" if path == LOG_IN else "email"

    answer = client.post(path, {name: email, "password1": PASSWORD, "password": "x"})

    assert answer.status_code == 200
    assert re.search(
        r'id="id_(email|login)-error"|error-summary', answer.content.decode()
    )
    assert User.objects.count() == 1
    assert mail.outbox == []


def test_address_too_long_to_keep_is_added_to_no_account(client):
    log_in(client, UserFactory(handle="alice"))

    data = {"email": "a" * 250 + "@x.de", "action_add": ""}
    answer = client.post(reverse("account_email"), data)

    assert "That is no address of mail." in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["Alice@Example.COM", "  alice@example.com "])
def test_address_opens_the_account_however_it_is_written(client, typed):
    UserFactory(handle="alice")

    client.post(LOG_IN, {"login": typed, "password": PASSWORD})

    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("path", "names"),
    [(SIGN_UP, ("password1",)), (LOG_IN, ("password",))],
)
def test_password_of_any_length_gets_its_message(client, path, names):
    UserFactory(handle="alice")
    data = {"email": "n@example.com", "login": "alice@example.com"}

    answer = client.post(path, data | dict.fromkeys(names, "p" * 200_000))

    assert answer.status_code == 200
    assert "too long to type" in answer.content.decode()


@pytest.mark.parametrize("password", ["", "short", "12345678901", "password1"])
def test_weak_password_is_refused_and_the_address_kept(client, password):
    answer = client.post(SIGN_UP, {"email": "n@example.com", "password1": password})

    html = answer.content.decode()
    assert 'id="id_password1-error"' in html
    assert 'value="n@example.com"' in html
    assert not User.objects.exists()
