"""What is written when somebody sends: rows in the caller's transaction."""

import pytest
from django.core.mail import (
    EmailMessage,
    EmailMultiAlternatives,
    get_connection,
    send_mail,
)
from django.db import transaction

from messaging.exceptions import UnsupportedMailError
from messaging.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


def message(**words):
    usual = {"subject": "Hello", "body": "Text", "to": ["alice@example.com"]}
    return EmailMultiAlternatives(**{**usual, **words})


def test_what_is_sent_is_written_and_nobody_is_asked_for_it(outbox):
    assert send_mail("Hello", "Text", "Muster <m@m.example>", ["a@example.com"]) == 1

    row = Mail.objects.get()
    assert (row.to, row.subject, row.text) == (["a@example.com"], "Hello", "Text")
    assert (row.sender, row.state, row.tries) == ("Muster <m@m.example>", "queued", 0)
    assert outbox == []


def test_each_recipient_has_a_mail_of_their_own():
    sent = message(
        to=["Alice <alice@example.com>", "bob@example.com"],
        cc=["charlie@example.com"],
        bcc=["dana@example.com", "bob@example.com"],
    ).send()

    names = ("alice", "bob", "charlie", "dana")
    assert sorted(row.to for row in Mail.objects.all()) == [
        [f"{name}@example.com"] for name in names
    ]
    assert sent == 1  # a message, as Django counts


def test_html_and_headers_are_kept():
    mail = message(headers={"List-Id": "x"}, reply_to=["team@example.com"])
    mail.attach_alternative("<p>Text</p>", "text/html")
    mail.send()

    row = Mail.objects.get()
    assert row.html == "<p>Text</p>"
    assert row.headers == {"List-Id": "x", "Reply-To": "team@example.com"}


def test_a_name_in_headers_leads_no_mail_elsewhere():
    message(headers={"To": "b@example.com", "Message-ID": "<x@y>"}).send()

    assert Mail.objects.get().headers == {}


def test_a_caller_that_rolls_back_has_sent_nothing():
    with transaction.atomic():
        message().send()
        transaction.set_rollback(True)

    assert not Mail.objects.exists()


def test_all_of_a_batch_is_written_or_nothing():
    good, bad = message(), message(subject="Two\nlines")

    with pytest.raises(ValueError, match="newlines"):
        get_connection().send_messages([good, bad])

    assert not Mail.objects.exists()


def test_attachments_are_refused_in_plain_words():
    mail = message()
    mail.attach("plan.txt", "x", "text/plain")

    with pytest.raises(UnsupportedMailError, match="no attachments"):
        mail.send(fail_silently=True)


def test_html_without_text_is_refused():
    mail = EmailMessage("Hello", "<p>Text</p>", to=["alice@example.com"])
    mail.content_subtype = "html"

    with pytest.raises(UnsupportedMailError, match="text first"):
        mail.send()


def test_a_calendar_instead_of_html_is_refused():
    mail = message()
    mail.attach_alternative("BEGIN:VCALENDAR", "text/calendar")

    with pytest.raises(UnsupportedMailError, match="text/html"):
        mail.send()


@pytest.mark.parametrize("address", ["nobody", "a@b@c", "x" * 250 + "@example.com"])
def test_an_address_that_is_none_is_the_callers_error(address):
    with pytest.raises(UnsupportedMailError, match="address"):
        message(to=[address]).send()

    assert not Mail.objects.exists()


def test_a_subject_without_end_is_cut():
    message(subject="x" * 900).send()

    assert Mail.objects.get().subject == "x" * 300


def test_nobody_to_send_to_is_no_mail():
    assert message(to=[]).send() == 0
    assert not Mail.objects.exists()


def test_a_task_is_sent_for_each_mail_after_commit(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as told:
        message(to=["alice@example.com", "bob@example.com"]).send()

    assert len(told) == 2
