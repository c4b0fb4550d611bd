"""What people were told, to look at."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in
from messaging.actions import notify
from messaging.enums import MailState
from messaging.models import Notification
from messaging.tests.factories import MailFactory

pytestmark = pytest.mark.django_db
LIST = "admin:messaging_notification_changelist"


@pytest.fixture
def mo(client, people):
    log_in(client, people.mo)
    return client


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    mo, people, item_count, django_assert_num_queries
):
    for number in range(item_count):
        notify([people.alice.pk], kind="a", event=str(number), title="News")

    with django_assert_num_queries(6):
        page = mo.get(reverse(LIST))

    assert len(page.context["cl"].result_list) == item_count


def test_news_of_one_person_or_kind_are_found(mo, people):
    notify(
        [people.alice.pk, people.bob.pk], kind="listings.expired", event="1", title="A"
    )
    notify([people.bob.pk], kind="listings.hidden", event="2", title="B")

    for text, count in (("bob", 2), ("alice", 1), ("listings.hid", 1), ("ali", 0)):
        page = mo.get(reverse(LIST), {"q": text})
        assert len(page.context["cl"].result_list) == count


def test_nobody_writes_or_takes_back_news(admin_client, people):
    notify([people.alice.pk], kind="a", event="1", title="News")
    news = Notification.objects.get()

    for name, args in (("add", []), ("change", [news.pk]), ("delete", [news.pk])):
        address = reverse(f"admin:messaging_notification_{name}", args=args)
        assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert Notification.objects.get() == news


MAILS = "admin:messaging_mail_changelist"
MAIL = "admin:messaging_mail_change"


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_of_mails_costs_the_same_whatever_its_length(
    mo, item_count, django_assert_num_queries
):
    MailFactory.create_batch(item_count, failed=True)

    with django_assert_num_queries(6):
        page = mo.get(reverse(MAILS))

    assert len(page.context["cl"].result_list) == item_count


def test_no_desk_shows_what_a_mail_says(mo, admin_client):
    mail = MailFactory(failed=True, html="<p>s3cret</p>", headers={"X": "s3cret"})

    for client in (mo, admin_client):
        for address in (reverse(MAILS), reverse(MAIL, args=[mail.pk])):
            page = client.get(address)
            assert "Set a new password" in page.text
            assert "550 no such user" in page.text
            assert "s3cret" not in page.text


@pytest.mark.parametrize(
    "asked", ["text__contains", "text__regex", "html__startswith", "headers__X", "text"]
)
def test_nobody_guesses_what_a_mail_says_by_filters(mo, asked):
    MailFactory(text="s3cret", html="s3cret", headers={"X": "s3cret"})

    assert mo.get(reverse(MAILS), {asked: "s3cret"}).status_code == 400


def test_mails_are_found_by_address_subject_and_state(mo):
    MailFactory(to=["dana@example.com"], failed=True)
    MailFactory(subject="You are invited", sent=True)

    for query, count in (
        ({"q": "Dana@example.com"}, 1),
        ({"q": "ana@example.com"}, 0),
        ({"q": "you are"}, 1),
        ({"q": "s3cret"}, 0),
        ({"state__exact": "failed"}, 1),
        ({"state__exact": "queued"}, 0),
    ):
        page = mo.get(reverse(MAILS), query)
        assert len(page.context["cl"].result_list) == count, query


def test_a_failed_mail_is_sent_again_with_a_reason(mo, outbox):
    mail = MailFactory(failed=True)
    asked = {"action": "send_again", "_selected_action": [str(mail.pk)]}

    question = mo.post(reverse(MAILS), asked)
    assert question.status_code == 200
    without = mo.post(reverse(MAILS), {**asked, "confirmed": "1", "reason": ""})
    assert without.status_code == 422
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED

    mo.post(reverse(MAILS), {**asked, "confirmed": "1", "reason": "Full mailbox"})

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.QUEUED, 0)


@pytest.mark.parametrize(
    ("state", "offered"),
    [({}, False), ({"sent": True}, False), ({"failed": True}, True)],
)
def test_sending_again_is_offered_for_what_failed(mo, state, offered):
    mail = MailFactory(**state)

    page = mo.get(reverse(MAIL, args=[mail.pk]))

    assert ("Send again" in page.text) is offered


def test_who_may_only_look_sends_nothing_again(client, people):
    staff = UserFactory(staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_mail"))
    log_in(client, staff)
    mail = MailFactory(failed=True)

    client.post(
        reverse(MAILS),
        {
            "action": "send_again",
            "_selected_action": [str(mail.pk)],
            "confirmed": "1",
            "reason": "x",
        },
    )

    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
