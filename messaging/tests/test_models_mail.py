"""What the database itself refuses about mails."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.lib.states import TransitionError
from messaging.enums import MAIL_MOVES, MailState
from messaging.models import Mail
from messaging.tests.factories import MailFactory

pytestmark = pytest.mark.django_db
PAIRS = list(product(MailState.values, MailState.values))
BAD: dict[str, dict[str, object]] = {
    "mail_state_is_known": {"state": "lost"},
    "mail_sent_says_when": {"state": "sent"},
    "mail_sending_says_since_when": {"state": "sending"},
    "mail_emptied_is_over": {"emptied_at": timezone.now()},
    "mail_has_one_reader": {"to": ["a@example.com", "b@example.com"]},
}


@pytest.mark.parametrize("name", BAD)
def test_row_that_cannot_be_is_refused(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MailFactory(**BAD[name])


@pytest.mark.parametrize(("left", "entered"), PAIRS)
def test_moves_are_those_of_the_table(left, entered):
    now = timezone.now()
    mail = MailFactory(state=left, sent_at=now, claimed_at=now)

    if entered in MAIL_MOVES[left]:
        Mail.objects.move(mail, entered)
        assert Mail.objects.get().state == entered
    else:
        with pytest.raises(TransitionError):
            Mail.objects.move(mail, entered)
        assert Mail.objects.get().state == left
