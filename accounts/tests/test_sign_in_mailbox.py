"""An address whose domain has two spellings is one mailbox, and so one account."""

import logging
from importlib import import_module
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.admin.people import EmailAddressAdmin, NewUserForm
from accounts.models import User
from accounts.sign_in.adapters import SocialAdapter
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.log_in import log_in
from accounts.tests.test_sign_in_addresses import link_in, new_password, proved

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIGN_UP, LOG_IN = reverse("account_signup"), reverse("account_login")
RESET, ADDRESSES = reverse("account_reset_password"), reverse("account_email")
READABLE, STORED = "ina@bücher.example", "ina@xn--bcher-kva.example"
BOTH = pytest.mark.parametrize(
    ("first", "second"), [(READABLE, STORED), (STORED, READABLE)]
)


def member(email=STORED, handle="ina"):
    """Written past every form, as older rows are."""
    user = UserFactory(handle=handle)
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.filter(user=user).update(email=email)
    user.refresh_from_db()
    return user


@BOTH
def test_who_signed_up_in_one_browser_logs_in_by_another(client, first, second):
    client.post(SIGN_UP, {"email": first, "password1": PASSWORD})
    letter = mail.outbox[-1]
    client.post(link_in(letter))
    elsewhere = type(client)()

    elsewhere.post(LOG_IN, {"login": second, "password": PASSWORD})

    assert letter.to == [STORED]
    assert User.objects.get().email == STORED
    assert "_auth_user_id" in elsewhere.session


@pytest.mark.parametrize("typed", [READABLE, STORED])
def test_second_sign_up_by_either_spelling_makes_no_account(client, typed):
    member()

    client.post(SIGN_UP, {"email": typed, "password1": PASSWORD})

    assert User.objects.count() == 1
    assert f"tried to sign up on Muster with {READABLE}" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [STORED]


@pytest.mark.parametrize("typed", [READABLE, STORED])
def test_password_is_set_anew_by_either_spelling(client, typed):
    member()

    client.post(RESET, {"email": typed})
    new_password(client, link_in(mail.outbox[-1]), "another good sentence")

    assert User.objects.get().check_password("another good sentence")


def test_second_address_in_the_other_spelling_is_in_the_list_already(client):
    member()
    client.post(LOG_IN, {"login": READABLE, "password": PASSWORD})
    proved(client)

    page = client.post(ADDRESSES, {"email": READABLE, "action_add": ""})

    assert EmailAddress.objects.count() == 1
    assert "in your list already" in page.content.decode()
    assert READABLE in page.content.decode(), "people read the Unicode spelling"


@pytest.mark.parametrize(
    ("path", "name"), [(SIGN_UP, "email"), (LOG_IN, "login"), (RESET, "email")]
)
def test_domain_that_cannot_be_one_is_told_so_beside_the_field(client, path, name):
    data = {name: "ina@xn--99999.example", "password1": PASSWORD, "password": "x"}

    html = client.post(path, data).content.decode()

    assert "is not a domain that exists" in html
    assert f'id="id_{name}-error"' in html
    assert 'value="ina@xn--99999.example"' in html


def test_provider_that_says_the_other_spelling_leads_to_the_account():
    user = member()
    told = EmailAddress(email="Ina@Bücher.example", verified=True)

    found = SocialAdapter().authenticate_by_email(
        SimpleNamespace(email_addresses=[told])
    )

    # allauth makes the password unusable where it does not know this spelling.
    assert found == (user, STORED)


def test_accounts_made_by_hand_have_the_one_spelling(rf):
    form = NewUserForm({"email": READABLE, "handle": "ina"})
    form.full_clean()

    assert form.cleaned_data["email"] == STORED
    assert User.objects.create_user(READABLE).email == STORED
    assert User.objects.get_by_natural_key(READABLE).email == STORED


def test_moderators_find_either_spelling_and_read_the_unicode_one(client):
    member()
    log_in(client, UserFactory(handle="root", is_staff=True, is_superuser=True))
    people = reverse("admin:accounts_user_changelist")

    for typed in (READABLE, STORED):
        html = client.get(people, {"q": typed}).content.decode()
        assert "1 result" in html or "1 user" in html
        assert READABLE in html


def test_address_that_a_moderator_writes_has_the_one_spelling(rf):
    form = EmailAddressAdmin(EmailAddress, admin.site).get_form(rf.get("/"))
    bound = form({"user": str(member(handle="other").pk), "email": "x@bücher.example"})
    bound.full_clean()

    assert bound.cleaned_data["email"] == "x@xn--bcher-kva.example"


def test_superuser_is_made_once_whichever_spelling_is_said(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email=READABLE, interactive=False)

    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", email=STORED, interactive=False)

    assert User.objects.get().email == STORED


# --- Rows from before -----------------------------------------------------------


def bring_up_to_date():
    import_module("accounts.migrations.0015_one_spelling_and_more_jobs").respell(
        apps, None
    )


def test_older_rows_get_the_one_spelling():
    ina = member(READABLE)
    bob = UserFactory(handle="bob")

    bring_up_to_date()

    ina.refresh_from_db()
    bob.refresh_from_db()
    assert (ina.email, bob.email) == (STORED, "bob@example.com")
    assert EmailAddress.objects.get(user=ina).email == STORED


def test_two_accounts_of_one_mailbox_both_stay_and_are_named_in_the_log(caplog):
    first, second = member(STORED), member(READABLE, "ina-2")

    with caplog.at_level(logging.WARNING):
        bring_up_to_date()

    second.refresh_from_db()
    assert second.email == READABLE
    assert str(first.pk) in caplog.text
    assert str(second.pk) in caplog.text
    assert EmailAddress.objects.filter(user=second).get().email == READABLE


def test_both_spellings_in_one_list_become_one_row_that_is_proved():
    ina = member(READABLE)
    EmailAddress.objects.create(user=ina, email=STORED, verified=False)

    bring_up_to_date()

    ina.refresh_from_db()
    row = EmailAddress.objects.get()
    assert (ina.email, row.email) == (STORED, STORED)
    assert (row.verified, row.primary) == (True, True)
