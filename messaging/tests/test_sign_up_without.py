"""Redis away, the mail server away: one signs up all the same, the mail comes later."""

import re
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from config.lib import redis_absence
from config.lib.tests.redises import answering, place_redis, refused_location
from config.testing.pages import form_in, words_in
from messaging.actions import send_due
from messaging.enums import MailState
from messaging.models import Mail
from messaging.tests.servers import mail_server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SIGN_UP = "/accounts/signup/"


@pytest.fixture(params=["refused", "hanging"])
def redis_away(request, settings, monkeypatch):
    """Who came to it, and waits."""
    monkeypatch.setattr(redis_absence, "_absences", {})
    monkeypatch.setattr("config.lib.tasks._PAUSE", 60.0)
    monkeypatch.setattr("config.lib.visits._PAUSE", 60.0)
    callers: list[Any] = []
    if request.param == "refused":
        _place(settings, refused_location())
        yield callers
    else:
        with answering(b"", callers) as location:
            _place(settings, location)
            yield callers


@pytest.fixture
def address():
    """Nobody's before: how often one signs up with it is counted in the database, in a
    table that outlives a test."""
    return f"newcomer-{uuid4().hex}@example.com"


def _place(settings, location):
    settings.CELERY_BROKER_URL = location
    place_redis(settings, location, away_seconds=60.0)


def sign_up(client, address):
    """The page that follows."""
    form = form_in(client.get(SIGN_UP), SIGN_UP)
    data = {**form.data, "email": address, "password1": "a-long-enough-Passw0rd"}
    return client.post(SIGN_UP, data, follow=True)


def test_sign_up_works_without_redis_and_the_mail_comes_once(
    client, outbox, redis_away, address
):
    page = sign_up(client, address)

    # One time-out for each part of us that asks: cache, broker, count of visits.
    assert len(redis_away) <= 3
    assert "One click to go" in words_in(page)
    assert (outbox, Mail.objects.get().to) == ([], [address])

    send_due()
    send_due()

    assert [mail.to for mail in outbox] == [[address]]


def test_sign_up_does_not_ask_the_mail_server(client, outbox, settings, address):
    callers: list[Any] = []
    with answering(b"", callers) as hanging:
        settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
        settings.EMAIL_PORT = int(hanging.split(":")[2].split("/")[0])
        page = sign_up(client, address)
        assert "One click to go" in words_in(page)
        assert callers == []
        send_due()
    assert Mail.objects.get().state == MailState.QUEUED

    with mail_server() as server:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.port, 10
        Mail.objects.update(due_at="2026-01-01T00:00Z")
        send_due()
        send_due()

        assert len(server.taken) == 1


def test_the_link_in_the_mail_is_on_the_page_of_development(client, outbox, address):
    sign_up(client, address)

    page = client.get("/mail/")

    (link,) = re.findall(r'href="(http://localhost:8000[^"]*confirm[^"]*)"', page.text)
    answer = client.get(link)
    assert answer.status_code == 200
    client.post(link)
    assert EmailAddress.objects.get(email=address).verified
