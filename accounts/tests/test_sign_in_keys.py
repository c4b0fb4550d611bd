"""Passwords and passkeys that somebody adds, names or comes without."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from config.testing.pages import words_in

pytestmark = pytest.mark.django_db
SET, CHANGE = reverse("account_set_password"), reverse("account_change_password")
NEW = "four raid nights a week"


@pytest.fixture
def fern(client):
    """Came by Discord: nobody ever chose a password here."""
    user = UserFactory(handle="fern", email="fern@example.com")
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    return user


def typed(first, second=None):
    return {"password1": first, "password2": first if second is None else second}


def test_who_came_without_a_password_sets_one_and_is_told_so(client, fern):
    shown = words_in(client.get(SET))

    client.post(SET, typed(NEW))

    assert "New password" in shown
    assert User.objects.get(pk=fern.pk).check_password(NEW)
    assert [each.to for each in mail.outbox] == [["fern@example.com"]]
    assert client.get(SET)["Location"] == CHANGE


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("", "", "password1"),
        ("12345678901", None, "password1"),
        (NEW, "another one altogether", "password2"),
    ],
)
def test_first_password_that_will_not_do_is_told_so(client, fern, first, second, field):
    answer = client.post(SET, typed(first, second))

    assert answer.context["form"].errors[field]
    assert not User.objects.get(pk=fern.pk).has_usable_password()


def enter(client, user):
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def passkey(client):
    user = UserFactory(handle="alice", email="alice@example.com")
    enter(client, user)
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1"}
    )


def test_passkey_gets_the_name_its_owner_gives_it(client, passkey):
    page = reverse("mfa_edit_webauthn", args=[passkey.pk])

    shown = client.get(page).context["form"]
    client.post(page, {"name": "The key on my ring"})

    passkey.refresh_from_db()
    assert shown.initial["name"] == "Passkey 1"
    assert passkey.wrap().name == "The key on my ring"


@pytest.mark.parametrize("name", ["", "   ", "k" * 101])
def test_passkey_keeps_its_name_where_the_new_one_will_not_do(client, passkey, name):
    page = reverse("mfa_edit_webauthn", args=[passkey.pk])

    answer = client.post(page, {"name": name})

    assert answer.context["form"].errors["name"]
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Passkey 1"


def test_nobody_names_somebody_elses_passkey(client, passkey):
    enter(client, UserFactory(handle="eve"))

    page = reverse("mfa_edit_webauthn", args=[passkey.pk])

    assert client.post(page, {"name": "mine"}).status_code == 404
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Passkey 1"
