"""No address that is a key is in a log."""

import logging

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.tests.factories import TeamInviteFactory, UserFactory
from accounts.tests.test_sign_in_addresses import link_in
from config.settings.logs import LOGGING

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(caplog):
    """All that was logged, and how the handler of LOGGING lets it through."""
    caplog.set_level(logging.DEBUG)
    shown = import_string(LOGGING["filters"]["shown_paths"]["()"])()

    def told():
        lines = [record for record in caplog.records if shown.filter(record)]
        return " ".join(f"{record.getMessage()} {record.msg}" for record in lines)

    return told


def test_link_to_set_a_password_is_told_without_its_key(client, logged):
    UserFactory(handle="alice")
    client.post(reverse("account_reset_password"), {"email": "alice@example.com"})
    link = link_in(mail.outbox[-1])
    key = link.rstrip("/").rpartition("/")[2]

    client.get(link)
    client.get(link.rstrip("/"))  # whoever copied it without its end

    said = logged()
    assert "GET /accounts/password/reset/key/…-…/" in said
    assert not [part for part in (key, *key.split("-")[1:]) if part in said]


@pytest.mark.parametrize("who", ["", "dana"])
def test_code_of_an_invitation_is_told_to_no_log(client, people, logged, who):
    """Nor is it where Django says that there is no such page, to somebody else."""
    invite = TeamInviteFactory(team=people.team, invitee=people.eve)
    if who:
        client.force_login(getattr(people, who))

    client.get(reverse("listings:invite", args=[invite.code]))

    said = logged()
    assert "/teams/invites/…/" in said
    assert invite.code not in said


def test_what_stands_behind_the_question_mark_is_nobodys(client, logged):
    client.get("/players/?q=who-am-i-looking-for")
    client.get("/nowhere/some-secret/?q=who-am-i-looking-for")

    said = logged()
    assert "GET /players/" in said
    assert "GET /nowhere/…" in said
    assert "looking-for" not in said
    assert "some-secret" not in said
