"""Between sign-up and the mail's link, and why log-in is asked for."""

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from accounts.sign_in.reasons import ANYTHING, REASONS, reason
from accounts.tests.test_sign_in_addresses import (
    LOG_IN,
    PASSWORD,
    SIGN_UP,
    is_in,
    link_in,
    member,
    outcome,
)
from config.testing.pages import words_in
from tests import test_permissions

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
AGAIN = reverse("account_send_again")
SENT = reverse("account_email_verification_sent")


def sign_up(client: Client, email: str = "new@example.com") -> None:
    client.post(SIGN_UP, {"email": email, "password1": PASSWORD})


def test_mail_comes_again_and_its_link_still_logs_in(client):
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as clock:
        sign_up(client)
        clock.shift(200)
        answer = client.post(AGAIN)
        assert answer["Location"] == SENT
        assert [each.to for each in mail.outbox] == [["new@example.com"]] * 2

        client.post(link_in(mail.outbox[1]))

        assert is_in(client)


def test_mail_comes_again_at_most_once_in_three_minutes(client):
    sign_up(client)

    page = client.post(AGAIN, follow=True)

    assert "Wait three minutes for the next mail." in words_in(page)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("pause", [0, 200], ids=["at once", "later"])
def test_sending_again_does_not_tell_whether_an_address_is_taken(pause):
    member("alice", "taken@example.com")
    seen = []
    for email in ("fresh@example.com", "taken@example.com"):
        client = Client()
        with time_machine.travel("2026-03-01 12:00Z", tick=False) as clock:
            sign_up(client, email)
            client.get(SENT)
            clock.shift(pause)
            status, to, said, text = outcome(client, client.post(AGAIN))
        words = [each.replace(email, "X") for each in said]
        seen.append((status, to, words, text.replace(email, "X")))

    assert seen[0] == seen[1]
    letters = [
        sum(each.to == [e] for each in mail.outbox)
        for e in ("fresh@example.com", "taken@example.com")
    ]
    assert letters == ([2, 2] if pause else [1, 1])


def test_who_did_not_sign_up_here_is_sent_to_log_in(client):
    answer = client.post(AGAIN)

    assert answer["Location"] == LOG_IN
    assert mail.outbox == []


def test_wrong_address_is_mended_by_signing_up_once_more(client):
    sign_up(client, "tpyo@example.com")
    assert f'href="{SIGN_UP}"' in client.get(SENT).content.decode()

    sign_up(client, "right@example.com")
    client.post(link_in(mail.outbox[1]))

    assert is_in(client)
    assert User.objects.get(pk=client.session["_auth_user_id"]).email == (
        "right@example.com"
    )


def test_log_in_says_why_one_is_there(client):
    page = client.get(f"{LOG_IN}?next={reverse('listings:new')}")
    plain = client.get(LOG_IN)
    strange = client.get(f"{LOG_IN}?next=https://evil.example/listings/new/")

    assert "Log in to post a listing." in words_in(page)
    assert "Log in to" not in words_in(plain)
    assert "Log in to" not in words_in(strange)


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("/", ""),
        (None, ""),
        ("/listings/new/?kind=substitute", "Log in to post a listing."),
        ("/no/such/page/", ANYTHING),
        ("/settings/availability/", "Log in to set when you can raid."),
    ],
)
def test_reason_follows_from_the_way_back(back, said):
    assert reason(back) == said


def test_every_page_that_asks_to_log_in_has_a_reason():
    asking = {
        row.name
        for row in test_permissions.ROWS
        if row.get[0] == test_permissions.LOGIN and row.get[1] != 405
    }

    assert len(asking) > 15
    assert {name for name in asking if name not in REASONS} == set()
    assert reason(reverse("mfa_index")) != ANYTHING


def test_every_reason_is_of_an_address_that_there_is():
    assert set(REASONS) <= set(test_permissions.names(get_resolver().url_patterns))
