"""What people do about failed mails, and what time does to all."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from config.lib.states import TransitionError
from messaging import tasks
from messaging.actions import empty_old, send, send_again
from messaging.enums import MailState
from messaging.exceptions import MailEmptiedError
from messaging.models import Mail
from messaging.tests.factories import MailFactory

pytestmark = pytest.mark.django_db


def before(**time):
    return timezone.now() - timedelta(**time)


def test_bodies_are_emptied_when_they_have_served(people):
    kept = [
        MailFactory(sent=True, sent_at=before(days=6, hours=23)),
        MailFactory(failed=True, created_at=before(days=29)),
        MailFactory(created_at=before(days=60)),  # still waits
    ]
    served = [
        MailFactory(sent=True, sent_at=before(days=7, hours=1), html="<p>s3cret</p>"),
        MailFactory(failed=True, created_at=before(days=31), headers={"X": "s3cret"}),
    ]

    tasks.empty_old()

    for mail in served:
        mail.refresh_from_db()
        assert (mail.text, mail.html, mail.headers) == ("", "", {})
        assert mail.emptied_at is not None
    assert set(Mail.objects.filter(emptied_at=None)) == set(kept)
    assert all("s3cret" in mail.text for mail in Mail.objects.filter(emptied_at=None))
    assert empty_old() == 0


def test_a_failed_mail_begins_anew_and_goes(people, outbox):
    mail = MailFactory(failed=True, tries=100)

    send_again(mail, by=people.mo, reason="The mailbox was full.")

    assert send(Mail.objects.get()) is True
    assert Mail.objects.get().tries == 1
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (people.mo, str(mail.pk))
    assert "The mailbox was full." in entry.change_message


@pytest.mark.parametrize("state", [{}, {"claimed": True}, {"sent": True}])
def test_only_what_failed_is_sent_again(people, state):
    mail = MailFactory(**state)

    with pytest.raises(TransitionError):
        send_again(mail, by=people.mo, reason="x")

    assert not LogEntry.objects.exists()


def test_what_has_no_words_left_is_not_sent_again(people):
    mail = MailFactory(failed=True, emptied_at=timezone.now(), text="")

    with pytest.raises(MailEmptiedError):
        send_again(mail, by=people.mo, reason="x")

    assert Mail.objects.get().state == MailState.FAILED


def test_the_age_of_the_oldest_that_waits_is_known():
    assert Mail.objects.oldest_unsent() is None
    MailFactory(sent=True, created_at=before(days=3))
    MailFactory(failed=True, created_at=before(days=3))
    MailFactory(created_at=before(minutes=3))
    MailFactory(claimed=True, created_at=before(minutes=5))

    waits = Mail.objects.oldest_unsent()
    assert waits is not None
    assert round(waits.total_seconds()) == 300
