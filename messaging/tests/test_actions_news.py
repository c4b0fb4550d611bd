"""News from the rooms below reach whom they concern, once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions.invites import invite_player, revoke_invite
from accounts.enums import MemberKind
from accounts.models import User
from accounts.signals import (
    account_erased,
    character_taken_over,
    seeking_ends_soon,
    verification_given_up,
)
from accounts.tests.factories import (
    CharacterFactory,
    UserFactory,
    VerificationFactory,
)
from messaging.actions import notify
from messaging.models import Mail, Notification
from messaging.tests.factories import MailFactory

pytestmark = pytest.mark.django_db


def invite(people, player):
    return invite_player(
        people.team, by=people.alice, player=player, kind=MemberKind.PERMANENT
    )


def test_who_is_invited_is_told_here_and_by_mail(people, settings):
    settings.SITE_URL = "https://muster.example"
    invited = invite(people, people.charlie)

    news = Notification.objects.get()
    assert (news.recipient, news.title) == (people.charlie, "Umbral Dawn invites you.")
    assert news.url == f"/teams/invites/{invited.code}/"
    mail = Mail.objects.get()
    assert mail.to == [people.charlie.email]
    assert f"\nhttps://muster.example{news.url}\n" in mail.text
    assert "alice invites you to join Umbral Dawn" in mail.text


def test_invitation_written_over_and_over_is_mailed_once(people):
    for _n in range(4):
        revoke_invite(invite(people, people.charlie), by=people.alice)
    assert Mail.objects.count() == 1

    with time_machine.travel(timezone.now() + timedelta(days=4)):
        invite(people, people.charlie)
    invite(people, people.dana)

    mailed = Mail.objects.order_by("created_at").values_list("to", flat=True)
    charlie, dana = [people.charlie.email], [people.dana.email]
    assert sorted(mailed) == [charlie, charlie, dana]


def test_an_address_that_nobody_proved_gets_no_mail(people):
    invite(people, UserFactory(handle="newcomer", verified=False))

    assert Notification.objects.count() == 1
    assert not Mail.objects.exists()


def test_who_lost_a_character_is_told_here_and_by_mail(people):
    lost = CharacterFactory(
        user=people.dana, name="Y'shtola Rhul", lost_at=timezone.now()
    )
    news = {"character_id": lost.pk, "user_id": people.dana.pk}

    character_taken_over.send(None, **news)

    told = Notification.objects.get()
    assert (told.recipient, told.url) == (people.dana, "/settings/characters/")
    assert Mail.objects.get().to == [people.dana.email]
    assert "Y'shtola Rhul" in Mail.objects.get().text


def test_end_of_seeking_is_told_here_alone_and_once(people):
    until = timezone.now() + timedelta(days=3)
    for _ in range(2):
        seeking_ends_soon.send(None, user_id=people.dana.pk, until=until)

    assert Notification.objects.get().recipient == people.dana
    assert not Mail.objects.exists()


def test_a_code_that_was_never_found_is_told(people):
    character = CharacterFactory(user=people.dana, name="Y'shtola Rhul")
    VerificationFactory(character=character)

    verification_given_up.send(
        None, character_id=character.pk, user_id=people.dana.pk, outcome="no_code"
    )

    assert "Y'shtola Rhul could not be verified" in Notification.objects.get().title


def test_an_account_that_ends_leaves_nothing_written_to_it(people):
    notify([people.dana.pk, people.bob.pk], kind="a", event="1", title="News")
    for state in ({}, {"sent": True}, {"failed": True}):
        MailFactory(to=["Dana@Example.com"], **state)
        MailFactory(to=["second@example.com"], **state)
    MailFactory(to=["bob@example.com"])

    emails = ["dana@example.com", "second@example.com"]
    account_erased.send(User, user_id=people.dana.pk, emails=emails)

    assert [mail.to for mail in Mail.objects.all()] == [["bob@example.com"]]
    assert Notification.objects.get().recipient == people.bob


def test_an_account_without_addresses_forgets_nobody_elses(people):
    MailFactory()

    account_erased.send(User, user_id=people.dana.pk, emails=[])

    assert Mail.objects.count() == 1
