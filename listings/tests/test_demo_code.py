"""The demo moderator's way into the admin."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.demo.people import ensure_people

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock_stands_still"),
]


def code():
    out = StringIO()
    call_command("demo_code", stdout=out)
    return out.getvalue().split(",")[0]


def test_mo_logs_in_with_the_code_that_the_command_says_and_enters_the_admin(client):
    ensure_people(timezone.now(), log_in=True)
    known = {"login": "mo@example.com", "password": "muster-demo"}

    asked = client.post(reverse("account_login"), known)
    before = client.get(reverse("admin:index"))
    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert asked["Location"] == reverse("mfa_authenticate")
    assert before.status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_without_demo_log_ins_mo_has_no_second_factor_that_everybody_knows(settings):
    settings.DEMO = False

    ensure_people(timezone.now(), log_in=False)

    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="no demo log-ins"):
        call_command("demo_code")


def test_without_a_demo_the_command_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_code")


def test_a_demo_from_before_gets_its_second_factor_by_the_command():
    ensure_people(timezone.now(), log_in=True)
    Authenticator.objects.all().delete()

    said = code()

    assert len(said) == 6
    assert Authenticator.objects.get().user == User.objects.get(handle="mo")
