"""Telling somebody something, once."""

from typing import Any

import pytest

from accounts.tests.factories import UserFactory
from messaging.actions import notify
from messaging.models import Notification

pytestmark = pytest.mark.django_db


def test_each_recipient_is_told_once_however_often_it_is_said():
    alice, bob = UserFactory(), UserFactory()
    news: Any = {
        "kind": "listings.expired",
        "event": "1",
        "title": "Over",
        "url": "/x/",
    }

    notify([alice.pk, bob.pk, alice.pk], **news)
    notify([bob.pk], **news)

    told = Notification.objects.values_list("recipient", "title", "url", "read_at")
    expected = [(user.pk, "Over", "/x/", None) for user in (alice, bob)]
    assert sorted(told) == sorted(expected)


def test_another_event_or_kind_is_other_news():
    alice = UserFactory()

    for kind, event in (("a", "1"), ("a", "2"), ("b", "1")):
        notify([alice.pk], kind=kind, event=event, title="News")

    assert Notification.objects.filter(recipient=alice).count() == 3


def test_nobody_to_tell_is_no_error():
    notify([], kind="a", event="1", title="News")

    assert not Notification.objects.exists()
