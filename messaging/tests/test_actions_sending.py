"""From the row to the mail server: once, patiently, and with every answer kept."""

import socket
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail as django_mail
from django.utils import timezone

from config.lib.tests.redises import answering
from integrations.errors import NotConfigured
from integrations.mail import MailPermanent, MailTemporary
from messaging import tasks
from messaging.actions import message_id, send, send_due
from messaging.actions.sending import wait_after
from messaging.enums import CLAIM_LASTS, LONGEST_WAIT, MOST_TRIES, MailState
from messaging.models import Mail
from messaging.tests.factories import MailFactory
from messaging.tests.servers import mail_server

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def by_smtp(settings):
    settings.MAIL_BACKEND, settings.EMAIL_TIMEOUT = SMTP, 10
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return settings


def sent_by(by_smtp, answers=None):
    """The mail after one try at a server with these answers, and what that took."""
    mail = MailFactory()
    with mail_server(answers) as server:
        by_smtp.EMAIL_PORT = server.port
        send(mail)
    return Mail.objects.get(), server.taken


def test_a_mail_is_sent_as_it_was_written(outbox):
    mail = MailFactory(html="<p>Open</p>", headers={"Reply-To": "team@example.com"})

    assert send(mail) is True

    (taken,) = outbox
    assert (taken.to, taken.subject, taken.body) == (mail.to, mail.subject, mail.text)
    assert taken.from_email == mail.sender
    assert [tuple(each) for each in taken.alternatives] == [
        ("<p>Open</p>", "text/html")
    ]
    assert taken.message()["Reply-To"] == "team@example.com"
    assert taken.message()["Auto-Submitted"] == "auto-generated"
    row = Mail.objects.get()
    assert (row.state, row.tries, row.error) == (MailState.SENT, 1, "")
    assert row.sent_at is not None


def test_a_mail_goes_through_a_mail_server(by_smtp):
    row, taken = sent_by(by_smtp)

    assert row.state == MailState.SENT
    assert len(taken) == 1
    assert f"Message-ID: {message_id(row)}" in taken[0]
    assert message_id(row).endswith("@muster.example>")


def test_what_was_sent_is_not_sent_again(outbox):
    mail = MailFactory()
    stale = Mail.objects.get()

    assert [send(mail), send(mail), send(stale)] == [True, False, False]
    assert send_due() == {"sent": 0, "lost": 0}
    assert len(outbox) == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"RCPT": [b"450 greylisted"]}, "450 greylisted"),
        ({"MAIL": [b"451 later"]}, "451 later"),
        ({".": [b"452 full"]}, "452 full"),
        ({"EHLO": [b"421 busy"], "HELO": [b"421 busy"]}, "421 busy"),
    ],
)
def test_what_may_heal_is_tried_again_later(by_smtp, answers, said):
    row, taken = sent_by(by_smtp, answers)

    assert (row.state, row.tries, taken) == (MailState.QUEUED, 1, [])
    assert said in row.error
    assert row.due_at > timezone.now()
    assert not Mail.objects.due().exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"RCPT": [b"550 no such user"]}, "550 no such user"),
        ({".": [b"554 spam"]}, "554 spam"),
    ],
)
def test_a_permanent_answer_ends_it_at_once(by_smtp, answers, said):
    row, taken = sent_by(by_smtp, answers)

    assert (row.state, taken) == (MailState.FAILED, [])
    assert said in row.error


def test_a_server_that_refuses_or_hangs_is_tried_again(by_smtp):
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        refused = gone.getsockname()[1]
    by_smtp.EMAIL_TIMEOUT = 0.3
    with answering(b"") as hanging:
        for port in (refused, int(hanging.split(":")[2].split("/")[0])):
            mail = MailFactory()
            by_smtp.EMAIL_PORT = port
            send(mail)
            mail.refresh_from_db()
            assert (mail.state, mail.tries) == (MailState.QUEUED, 1)
            assert mail.error != ""


class Moody:
    """A way to send that fails as it is told."""

    error: Exception

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def moody(settings, monkeypatch):
    settings.MAIL_BACKEND = f"{__name__}.Moody"

    def fail(error):
        monkeypatch.setattr(Moody, "error", error, raising=False)
        mail = MailFactory()
        send(mail)
        mail.refresh_from_db()
        return mail

    return fail


def test_a_service_that_says_when_is_not_asked_before(moody):
    mail = moody(MailTemporary("quota", 7200))

    assert mail.state == MailState.QUEUED
    assert mail.due_at > timezone.now() + timedelta(seconds=7100)


def test_a_worker_whose_time_is_up_keeps_its_claim_for_the_sweep(moody):
    """Nobody knows whether the server took it: to say either would be a guess."""
    with pytest.raises(SoftTimeLimitExceeded):
        moody(SoftTimeLimitExceeded())

    assert Mail.objects.get().state == MailState.SENDING


def test_a_way_that_nobody_has_set_up_yet_is_waited_for(moody):
    assert moody(NotConfigured("gmail")).state == MailState.QUEUED


@pytest.mark.parametrize("error", [MailPermanent("status 400"), KeyError("ours")])
def test_what_nobody_knows_to_heal_fails_with_its_name(moody, error):
    mail = moody(error)

    assert mail.state == MailState.FAILED
    assert mail.error.startswith(type(error).__name__)


def test_waits_grow_are_bounded_and_differ():
    first, third, last = ([wait_after(n) for _ in range(50)] for n in (1, 3, 100))

    assert max(first) < min(third) < max(third) < min(last)
    assert max(last) <= LONGEST_WAIT * 1.25
    assert len({wait_after(3) for _ in range(20)}) > 1


def test_the_last_try_that_fails_is_the_last(by_smtp):
    MailFactory(tries=MOST_TRIES - 1)
    with mail_server({"RCPT": [b"450 greylisted"]}) as server:
        by_smtp.EMAIL_PORT = server.port
        send_due()

    row = Mail.objects.get()
    assert (row.state, row.tries) == (MailState.FAILED, MOST_TRIES)


def test_the_sweep_sends_what_is_due_and_nothing_else(outbox):
    MailFactory(subject="due")
    MailFactory(subject="later", due_at=timezone.now() + timedelta(minutes=5))
    MailFactory(subject="sent", sent=True)
    MailFactory(subject="failed", failed=True)
    MailFactory(subject="somebody has it", claimed=True)

    assert send_due() == {"sent": 1, "lost": 0}
    assert [mail.subject for mail in outbox] == ["due"]


def test_a_mail_whose_worker_died_is_sent_by_the_next_sweep_but_one(outbox):
    """Killed after the claim: nobody knows whether it went. It is sent again, with the
    Message-ID that it had."""
    mail = MailFactory(claimed=True, claimed_at=timezone.now())

    assert send_due() == {"sent": 0, "lost": 0}
    with time_machine.travel(timezone.now() + CLAIM_LASTS, tick=True):
        assert send_due() == {"sent": 1, "lost": 1}

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.SENT, 2)
    assert outbox[0].message()["Message-ID"] == message_id(mail)


def test_a_mail_that_kills_every_worker_is_not_tried_for_ever(outbox):
    mail = MailFactory(claimed=True, tries=MOST_TRIES, claimed_at=timezone.now())

    with time_machine.travel(timezone.now() + CLAIM_LASTS, tick=True):
        assert send_due() == {"sent": 0, "lost": 1}

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (
        MailState.FAILED,
        "The worker that was sending it is gone.",
    )
    assert outbox == []


class Slow:
    """While it sends, so much time passes that the sweep gives the mail to another."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        Mail.objects.update(claimed_at=timezone.now() - CLAIM_LASTS * 2)
        Mail.objects.lost().update(state="queued")
        other = Mail.objects.get()
        Mail.objects.move(other, "sending", claimed_at=timezone.now())


def test_who_lost_a_claim_does_not_end_anothers(settings):
    settings.MAIL_BACKEND = f"{__name__}.Slow"

    assert send(MailFactory()) is False
    assert Mail.objects.get().state == MailState.SENDING


def test_the_task_sends_what_its_argument_names(outbox):
    mail, other = MailFactory(), MailFactory()

    tasks.send_mail(mail_id=str(mail.pk))
    tasks.send_mail(mail_id=str(mail.pk))

    other.refresh_from_db()
    assert (len(outbox), other.state) == (1, MailState.QUEUED)


def test_a_task_for_a_mail_that_is_gone_does_nothing(outbox):
    mail = MailFactory()
    mail_id = str(mail.pk)
    mail.delete()

    tasks.send_mail(mail_id=mail_id)

    assert outbox == []


def test_a_server_that_hangs_does_not_hold_the_sweep_up(by_smtp, monkeypatch):
    by_smtp.EMAIL_TIMEOUT = 2.0
    monkeypatch.setattr("messaging.actions.sending.SWEEP_SECONDS", 1.9)
    MailFactory.create_batch(5)
    callers: list[Any] = []
    with answering(b"", callers) as hanging:
        by_smtp.EMAIL_PORT = int(hanging.split(":")[2].split("/")[0])
        send_due()

    assert len(callers) == 1
    assert Mail.objects.due().count() == 4
    assert django_mail.outbox == []
