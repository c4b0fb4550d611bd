"""Of whoever has left, not even the last mail is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.erasure import erase_account
from messaging import tasks
from messaging.actions import send_due
from messaging.models import Mail
from messaging.tests.factories import MailFactory

pytestmark = pytest.mark.django_db


def a_day_later() -> None:
    Mail.objects.update(created_at=timezone.now() - timedelta(days=1, hours=1))
    tasks.empty_old()


def test_last_mail_is_forgotten_a_day_after_it_went_out(people, outbox):
    MailFactory(to=["alice@example.com"], sent=True)
    MailFactory(to=["Charlie@example.com"], sent=True)
    erase_account(people.charlie)
    assert [mail.to for mail in Mail.objects.order_by("pk")] == [
        ["alice@example.com"],
        ["charlie@example.com"],
    ]

    a_day_later()
    assert Mail.objects.count() == 2  # not before it has gone out
    send_due()
    tasks.empty_old()

    assert [each.subject for each in outbox] == ["Your Muster account is erased"]
    assert [mail.to for mail in Mail.objects.all()] == [["alice@example.com"]]


@pytest.mark.parametrize("trait", ["sent", "failed"])
def test_mail_to_nobody_we_know_is_forgotten(people, trait):
    MailFactory(to=["stranger@example.com"], **{trait: True})
    kept = MailFactory(to=["Alice@Example.com"], **{trait: True})

    tasks.empty_old()
    assert Mail.objects.count() == 2
    a_day_later()

    assert Mail.objects.get() == kept
