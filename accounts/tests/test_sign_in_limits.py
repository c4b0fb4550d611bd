"""How often a visitor may press the buttons of signing in."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.log_in import log_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOG_IN, SIGN_UP = reverse("account_login"), reverse("account_signup")
RESET, ADDRESSES = reverse("account_reset_password"), reverse("account_email")
AGAIN = reverse("account_reauthenticate")


@pytest.fixture
def alice():
    return UserFactory(handle="alice")


def told(client, path, times, **data):
    return [client.post(path, data).status_code for _ in range(times)]


def test_passwords_are_not_guessed_by_trying(client, alice):
    told(client, LOG_IN, 5, login="alice@example.com", password="guess")

    answer = client.post(LOG_IN, {"login": "alice@example.com", "password": PASSWORD})

    assert "Too many tries" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_wrong_passwords_do_not_lock_out_who_has_the_mailbox(client, alice):
    """They go on, from everywhere, while the owner sets a new one."""
    EmailAddress.objects.update_or_create(
        user=alice, email=alice.email, defaults={"verified": True, "primary": True}
    )

    def guess():
        for n in range(6):
            there = Client(REMOTE_ADDR=f"203.0.113.{n}")
            page = there.post(LOG_IN, {"login": alice.email, "password": "guess"})
        return page.content.decode()

    assert "A passkey or a connected account still lets you in" in guess()
    assert client.post(RESET, {"email": alice.email}).status_code == 302
    link = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert link
    path = client.get(link[1])["Location"]
    guess()
    client.post(
        path, {"password1": "three good words", "password2": "three good words"}
    )

    assert client.session["_auth_user_id"] == str(alice.pk)


def test_too_many_tries_are_told_alike_of_an_account_that_is_not_there(client, alice):
    known, unknown = Client(), Client()
    for each, name in ((known, "alice"), (unknown, "nobody")):
        told(each, LOG_IN, 5, login=f"{name}@example.com", password="guess")

    said = [
        "Too many tries" in each.post(
            LOG_IN, {"login": f"{name}@example.com", "password": "guess"}
        ).content.decode()
        for each, name in ((known, "alice"), (unknown, "nobody"))
    ]  # fmt: skip

    assert said == [True, True]


@pytest.mark.parametrize(
    ("path", "allowed", "data"),
    [
        (LOG_IN, 30, {"login": "", "password": "x"}),
        (SIGN_UP, 20, {"email": "", "password1": "x"}),
        (RESET, 5, {"email": "alice@example.com"}),
    ],
)
def test_stranger_who_presses_too_often_gets_the_page_that_says_so(
    client, alice, path, allowed, data
):
    seen = told(client, path, allowed, **data)
    answer = client.post(path, data)

    assert 429 not in seen
    assert answer.status_code == 429
    assert "Muster" in answer.content.decode()


def test_one_visitor_does_not_send_mails_to_everybody(client):
    seen = [
        client.post(RESET, {"email": f"player-{n}@example.com"}).status_code
        for n in range(21)
    ]

    assert seen == [302] * 20 + [429]
    assert len(mail.outbox) == 20


def test_no_mailbox_is_filled_with_links_to_set_a_password(alice):
    """Anybody can ask for one, from as many places as they have."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for n in range(60):
            there = Client(REMOTE_ADDR=f"203.0.113.{n}")
            there.post(RESET, {"email": "alice@example.com"})
            clock.shift(30)

    assert len(mail.outbox) == 5


@pytest.mark.parametrize(
    ("path", "allowed", "data"),
    [
        (AGAIN, 10, {"password": "x"}),
        (reverse("account_change_password"), 5, {"oldpassword": "x"}),
        (ADDRESSES, 10, {"email": "none", "action_add": ""}),
    ],
)
def test_member_who_presses_too_often_gets_the_page_that_says_so(
    client, alice, path, allowed, data
):
    client.force_login(alice)
    seen = told(client, path, allowed, **data)

    assert 429 not in seen
    assert client.post(path, data).status_code == 429


def test_links_to_set_a_password_are_not_guessed_by_trying(client, alice):
    path = reverse("account_reset_password_from_key", args=["1", "set-password"])

    seen = told(client, path, 21, password1="x")

    assert seen == [200] * 20 + [429]


def test_mail_to_confirm_is_not_sent_over_and_over(client, alice):
    EmailAddress.objects.create(user=alice, email="a2@example.com")
    log_in(client, alice)

    told(client, ADDRESSES, 4, email="a2@example.com", action_send="")

    assert len(mail.outbox) == 1


def test_sign_up_over_and_over_mails_the_owner_once(client, alice):
    told(client, SIGN_UP, 4, email="alice@example.com", password1="three good words")

    assert len(mail.outbox) == 1
    assert User.objects.count() == 1


def test_limits_go_by_the_visitor_and_not_by_a_header_anybody_may_write(client, alice):
    for n in range(30):
        client.post(LOG_IN, {}, headers={"x-forwarded-for": f"203.0.113.{n}"})

    answer = client.post(LOG_IN, {}, headers={"x-forwarded-for": "198.51.100.1"})

    assert answer.status_code == 429


def test_behind_a_proxy_limits_go_by_what_the_proxy_saw(client, alice, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = [f"203.0.113.{n}, 198.51.100.1" for n in range(31)]

    seen = [
        client.post(LOG_IN, {}, headers={"x-forwarded-for": each}).status_code
        for each in forged
    ]
    other = client.post(LOG_IN, {}, headers={"x-forwarded-for": "198.51.100.2"})

    assert seen == [200] * 30 + [429]
    assert other.status_code == 200
