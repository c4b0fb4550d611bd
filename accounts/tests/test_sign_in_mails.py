"""Every mail's links begin with SITE_URL, whatever host its request named."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core import mail
from django.test import Client

from accounts.tests.factories import UserFactory
from accounts.tests.test_sign_in_addresses import PASSWORD, enter, link_in, member

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SITE, OTHER = "https://muster.example", "other.example"


@pytest.fixture
def elsewhere(settings: Any) -> Client:
    settings.SITE_URL = SITE
    return Client(SERVER_NAME=OTHER)


def sign_up(client: Client) -> None:
    client.post(
        "/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD}
    )


def sign_up_twice(client: Client) -> None:
    member("bob", "new@example.com")
    sign_up(client)


def log_in_unconfirmed(client: Client) -> None:
    member("bob", verified=False)
    enter(client, "bob@example.com")


def reset(client: Client) -> None:
    member("bob")
    client.post("/accounts/password/reset/", {"email": "bob@example.com"})


def reset_unknown(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@example.com"})


def set_anew(client: Client) -> None:
    reset(client)
    page = client.get(link_in(mail.outbox.pop()), follow=True)
    new = {"password1": "four raid nights", "password2": "four raid nights"}
    client.post(page.redirect_chain[-1][0], new)


def add_address(client: Client) -> None:
    member("bob")
    enter(client, "bob@example.com")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "b@example.com", "action_add": ""})


def change_password(client: Client) -> None:
    member("bob")
    enter(client, "bob@example.com")
    words = {"oldpassword": PASSWORD, "password1": "four raid nights"}
    client.post(
        "/accounts/password/change/", {**words, "password2": "four raid nights"}
    )


@pytest.mark.parametrize(
    "way",
    [
        sign_up,
        sign_up_twice,
        log_in_unconfirmed,
        reset,
        reset_unknown,
        set_anew,
        add_address,
        change_password,
    ],
    ids=lambda way: way.__name__,
)
def test_links_lead_to_the_site(way: Callable[[Client], None], elsewhere: Client):
    UserFactory()

    way(elsewhere)

    assert mail.outbox
    for letter in mail.outbox:
        links = re.findall(r"\w+://\S+", str(letter.body))
        assert links
        assert all(link.startswith(f"{SITE}/") for link in links), links
        assert OTHER not in letter.body


def test_no_template_of_a_mail_asks_the_request_for_its_host():
    letters = list(Path(project.BASE_DIR, "templates").rglob("*.txt"))

    assert letters
    asking = [str(each) for each in letters if "request." in each.read_text()]
    assert asking == []
