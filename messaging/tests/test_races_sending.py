"""Two workers at once: each mail is sent once."""

import threading

import pytest

from config.testing.race import race
from messaging.actions import send, send_due
from messaging.enums import MailState
from messaging.models import Mail
from messaging.tests.factories import MailFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


class Counting:
    """A way to send that notes each mail, for all threads."""

    taken: list[str] = []
    lock = threading.Lock()

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        with self.lock:
            self.taken += [each.extra_headers["Message-ID"] for each in messages]


@pytest.fixture
def taken(settings, monkeypatch):
    settings.MAIL_BACKEND = f"{__name__}.Counting"
    monkeypatch.setattr(Counting, "taken", [])
    return Counting


@pytest.mark.parametrize("round_", range(5))
def test_one_mail_is_sent_by_one_of_four(taken, round_):
    MailFactory()
    copies = [Mail.objects.get() for _ in range(4)]

    answers = race(*[lambda mail=mail: send(mail) for mail in copies])

    assert sorted(answers) == [False, False, False, True]
    assert len(taken.taken) == 1


def test_two_sweeps_and_a_task_share_the_work(taken):
    one, *_ = MailFactory.create_batch(12)

    race(send_due, send_due, lambda: send(one))

    assert len(taken.taken) == len(set(taken.taken)) == 12
    assert set(Mail.objects.values_list("state", "tries")) == {(MailState.SENT, 1)}


def test_two_sweeps_take_a_lost_mail_back_once(taken):
    mail = MailFactory(claimed=True)
    Mail.objects.update(claimed_at="2026-01-01T00:00Z")

    race(send_due, send_due)

    mail.refresh_from_db()
    assert (mail.state, len(taken.taken)) == (MailState.SENT, 1)
