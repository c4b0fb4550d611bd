"""What people were told, to look at."""

import pytest
from django.urls import reverse

from accounts.tests.log_in import log_in
from messaging.actions import notify
from messaging.models import Notification

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
