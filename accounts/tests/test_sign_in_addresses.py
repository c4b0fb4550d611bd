"""Signing up, confirming, setting a password anew: nobody learns who is here, and an
address opens an account only to who proved it."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.actions.sign_in import forget_unproved
from accounts.models import Session, User
from accounts.tests.factories import UserFactory
from config.testing.race import race

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SIGN_UP, LOG_IN = reverse("account_signup"), reverse("account_login")
RESET, ADDRESSES = reverse("account_reset_password"), reverse("account_email")
PASSWORD = "three raid nights a week"


def member(handle="alice", email=None, password=PASSWORD, *, verified=True):
    user = UserFactory(handle=handle, email=email or f"{handle}@example.com")
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user,
        email=user.email,
        defaults={"primary": True, "verified": verified},
    )
    return user


def enter(client, email="alice@example.com", password=PASSWORD, **more):
    return client.post(LOG_IN, {"login": email, "password": password, **more})


def is_in(client):
    return "_auth_user_id" in client.session


def link_in(letter):
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.body)
    assert found
    return found[1]


def outcome(client, answer):
    """All that a stranger can tell two answers apart by."""
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    text = re.sub(r'"x-csrftoken": "\w+"', "", text)
    return answer.status_code, answer.get("Location"), said, text


def test_newcomer_signs_up_confirms_by_a_button_and_is_in(client):
    data = {"email": "New@Example.com", "password1": PASSWORD}
    answer = client.post(SIGN_UP, data)
    link = link_in(mail.outbox[0])
    by_link = client.get(link)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not EmailAddress.objects.get().verified, "a scanner of mails follows links"
    assert "Is this your address?" in by_link.content.decode()

    client.post(link)

    assert EmailAddress.objects.get().verified
    assert is_in(client)
    assert User.objects.get().email == "new@example.com"


def test_link_of_the_mail_logs_nobody_in_elsewhere(client, django_user_model):
    client.post(SIGN_UP, {"email": "new@example.com", "password1": PASSWORD})
    elsewhere = type(client)()

    elsewhere.post(link_in(mail.outbox[0]))

    assert EmailAddress.objects.get().verified
    assert not is_in(elsewhere)


def test_link_to_confirm_works_once(client):
    client.post(SIGN_UP, {"email": "new@example.com", "password1": PASSWORD})
    link = link_in(mail.outbox[0])
    client.post(link)
    elsewhere = type(client)()

    assert "This link is used up" in elsewhere.get(link).content.decode()
    assert elsewhere.post(link).status_code == 404
    assert not is_in(elsewhere)


def test_who_has_not_confirmed_does_not_get_in(client):
    member(verified=False)

    answer = enter(client)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)


@pytest.mark.parametrize("verified", [True, False])
def test_sign_up_with_a_known_address_answers_alike_and_tells_its_owner(
    client, verified
):
    member(verified=verified)
    new, known = type(client)(), type(client)()

    fresh = new.post(SIGN_UP, {"email": "other@example.com", "password1": PASSWORD})
    taken = known.post(SIGN_UP, {"email": "ALICE@example.com", "password1": PASSWORD})

    assert outcome(known, taken)[0:2] == outcome(new, fresh)[0:2]
    assert User.objects.filter(email="alice@example.com").count() == 1
    assert mail.outbox[-1].to == ["alice@example.com"]
    assert "no second one was made" in mail.outbox[-1].body


def test_log_in_answers_alike_whether_it_knows_the_address(client):
    member()

    wrong = enter(client, password="not hers")
    unknown = enter(client, "nobody@example.com", password="not hers")

    shown = [
        outcome(client, each)[3].replace("nobody@", "alice@")
        for each in (wrong, unknown)
    ]
    assert shown[0] == shown[1]
    assert "do not belong together" in shown[0]


def test_reset_answers_alike_whether_it_knows_the_address(client):
    member()
    first, second = type(client)(), type(client)()

    known = first.post(RESET, {"email": "alice@example.com"})
    unknown = second.post(RESET, {"email": "nobody@example.com"})

    assert outcome(first, known) == outcome(second, unknown)
    assert [each.to for each in mail.outbox] == [
        ["alice@example.com"],
        ["nobody@example.com"],
    ]
    assert "No account here has this address" in mail.outbox[1].body


def test_adding_somebody_elses_address_answers_as_any_and_never_makes_it_mine(client):
    member()
    member("eve")
    enter(client, "eve@example.com")
    proved(client)

    own = client.post(ADDRESSES, {"email": "eve2@example.com", "action_add": ""})
    hers = client.post(ADDRESSES, {"email": "alice@example.com", "action_add": ""})
    link = link_in(mail.outbox[-1])

    assert (own.status_code, own["Location"]) == (hers.status_code, hers["Location"])
    assert mail.outbox[-1].to == ["alice@example.com"]
    assert "This address is taken" in client.get(link).content.decode()
    client.post(link)
    mine = EmailAddress.objects.get(user__handle="eve", email="alice@example.com")
    assert not mine.verified
    assert not is_in(type(client)())


def proved(client):
    """Who changes addresses is asked for the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_addresses_change_only_after_the_password_once_more(client):
    member()
    enter(client)

    answer = client.post(ADDRESSES, {"email": "a2@example.com", "action_add": ""})

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert EmailAddress.objects.count() == 1


def test_second_address_is_confirmed_made_the_main_one_and_the_old_one_removed(client):
    alice = member()
    enter(client)
    proved(client)

    client.post(ADDRESSES, {"email": "a2@example.com", "action_add": ""})
    early = client.post(ADDRESSES, {"email": "a2@example.com", "action_primary": ""})
    confirmed = client.post(link_in(mail.outbox[-1]))
    assert confirmed["Location"] == ADDRESSES
    client.post(ADDRESSES, {"email": "a2@example.com", "action_primary": ""})
    client.post(ADDRESSES, {"email": "alice@example.com", "action_remove": ""})

    assert early.status_code == 302
    alice.refresh_from_db()
    assert alice.email == "a2@example.com"
    assert [each.email for each in EmailAddress.objects.all()] == ["a2@example.com"]
    told = [(each.to, each.subject) for each in mail.outbox[1:]]
    assert (["alice@example.com"], "Your main address was changed") in told
    assert (["a2@example.com"], "An address was removed from your account") in told


def test_main_address_cannot_be_removed(client):
    member()
    enter(client)
    proved(client)

    client.post(ADDRESSES, {"email": "alice@example.com", "action_remove": ""})

    assert EmailAddress.objects.filter(email="alice@example.com").exists()


def test_nobody_adds_more_addresses_than_five(client):
    alice = member()
    for n in range(4):
        EmailAddress.objects.create(user=alice, email=f"a{n}@example.com")
    enter(client)
    proved(client)

    client.post(ADDRESSES, {"email": "six@example.com", "action_add": ""})

    assert EmailAddress.objects.count() == 5


def test_who_only_typed_an_address_is_not_opened_by_it(client):
    """Alice mistyped her second address; its owner asks for a new password."""
    alice = member()
    EmailAddress.objects.create(user=alice, email="stranger@example.com")

    client.post(RESET, {"email": "stranger@example.com"})

    assert "No account here has this address" in mail.outbox[-1].body


def test_typed_but_unproved_address_stands_in_nobodys_way(client):
    alice = member()
    EmailAddress.objects.create(user=alice, email="stranger@example.com")

    client.post(SIGN_UP, {"email": "stranger@example.com", "password1": PASSWORD})
    client.post(link_in(mail.outbox[-1]))

    assert EmailAddress.objects.get(email="stranger@example.com").user != alice
    assert is_in(client)


def test_form_that_is_refused_drops_nobodys_unproved_address(client):
    alice = member()
    EmailAddress.objects.create(user=alice, email="second@example.com")

    client.post(SIGN_UP, {"email": "second@example.com", "password1": "x"})

    assert EmailAddress.objects.filter(user=alice, email="second@example.com").exists()


def test_sign_up_takes_as_long_for_a_known_address(client, monkeypatch):
    """What takes its time is the password, made unreadable once for each of them."""
    member()
    made = []

    def note(password, *args, **options):
        made.append(password)
        return make_password(password, *args, **options)

    monkeypatch.setattr("django.contrib.auth.base_user.make_password", note)
    for email in ("alice@example.com", "nobody@example.com"):
        type(client)().post(SIGN_UP, {"email": email, "password1": PASSWORD})

    assert made == [PASSWORD] * 2


def test_who_signed_up_with_my_address_loses_it_when_i_prove_it(client):
    """Squatted, never proved; then the owner adds it to an account that she has."""
    squatter = member("squatter", "mine@example.com", verified=False)
    alice = member()
    enter(client)
    proved(client)
    client.post(ADDRESSES, {"email": "mine@example.com", "action_add": ""})

    client.post(link_in(mail.outbox[-1]))
    client.post(ADDRESSES, {"email": "mine@example.com", "action_primary": ""})

    alice.refresh_from_db()
    assert alice.email == "mine@example.com"
    assert not User.objects.filter(pk=squatter.pk).exists()


def test_owner_of_a_squatted_address_takes_the_account_by_its_mailbox(client):
    member("squatter", "mine@example.com", "what the squatter knows", verified=False)

    client.post(RESET, {"email": "mine@example.com"})
    client.get(link_in(mail.outbox[-1]))
    new_password(client, link_in(mail.outbox[-1]), "what only the owner knows")

    assert not User.objects.get().check_password("what the squatter knows")
    assert User.objects.get().check_password("what only the owner knows")


def new_password(client, link, password):
    page = client.get(link)
    there = page["Location"] if page.status_code == 302 else link
    return client.post(there, {"password1": password, "password2": password})


def test_password_is_set_anew_by_the_mail_which_ends_every_session(client):
    member()
    enter(client)
    elsewhere = type(client)()
    elsewhere.post(RESET, {"email": "alice@example.com"})

    new_password(elsewhere, link_in(mail.outbox[-1]), "another good sentence")

    assert client.get(ADDRESSES).status_code == 302
    assert mail.outbox[-1].subject == "Your password was changed"
    assert is_in(elsewhere)
    enter(client, password="another good sentence")
    assert is_in(client)


def test_password_set_anew_by_the_mail_stands_in_for_no_second_factor(client):
    TOTP.activate(member(), generate_totp_secret())
    client.post(RESET, {"email": "alice@example.com"})

    answer = new_password(client, link_in(mail.outbox[-1]), "another good sentence")

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


def test_link_to_set_a_password_works_once(client):
    member()
    client.post(RESET, {"email": "alice@example.com"})
    link = link_in(mail.outbox[-1])
    new_password(client, link, "another good sentence")
    elsewhere = type(client)()

    again = elsewhere.get(link)
    new_password(elsewhere, link, "the thief's own sentence")

    assert "This link is used up" in again.content.decode()
    assert User.objects.get().check_password("another good sentence")


def test_older_link_dies_when_an_address_of_the_account_changes(client):
    alice = member()
    client.post(RESET, {"email": "alice@example.com"})
    link = link_in(mail.outbox[-1])

    EmailAddress.objects.create(user=alice, email="a2@example.com", verified=True)

    assert "This link is used up" in client.get(link).content.decode()


def test_changed_password_keeps_this_device_and_logs_out_the_others(client):
    member()
    elsewhere = type(client)()
    enter(elsewhere)
    enter(client)

    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "another good sentence",
            "password2": "another good sentence",
        },
    )

    assert client.get(ADDRESSES).status_code == 200
    assert elsewhere.get(ADDRESSES).status_code == 302
    assert mail.outbox[-1].subject == "Your password was changed"
    page = client.get(reverse("usersessions_list"))
    assert len(page.context["rows"]) == 1
    assert UserSession.objects.count() >= 1


def test_sessions_leave_nothing_behind(client):
    member()
    enter(client)
    assert UserSession.objects.get().ip == "127.0.0.1"
    client.post(reverse("account_logout"))
    assert not UserSession.objects.exists()

    enter(client)
    elsewhere = type(client)()
    elsewhere.post(SIGN_UP, {"email": "new@example.com", "password1": PASSWORD})
    tasks.forget_sessions()
    assert is_in(client)
    assert UserSession.objects.exists()

    with time_machine.travel(timezone.now() + timedelta(days=365)):
        tasks.forget_sessions()

    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_sign_up_with_one_address_at_the_same_moment_make_one_account(client):
    def sign_up():
        data = {"email": "new@example.com", "password1": PASSWORD}
        return type(client)().post(SIGN_UP, data)

    answers = race(sign_up, sign_up)

    sent = reverse("account_email_verification_sent")
    assert [answer["Location"] for answer in answers] == [sent, sent]
    assert User.objects.count() == 1
    assert EmailAddress.objects.count() == 1


def test_account_that_never_proved_an_address_is_forgotten_after_a_week(client):
    client.post(SIGN_UP, {"email": "typo@example.com", "password1": PASSWORD})
    member("alice")
    member("bob", verified=False)  # entered before the address was to be proved
    User.objects.filter(handle="bob").update(last_login=timezone.now())
    staff = member("mo", verified=False)
    User.objects.filter(pk=staff.pk).update(is_staff=True)
    UserFactory(handle="made-by-command")
    week = timezone.now() + timedelta(days=7, minutes=1)

    assert forget_unproved() == 0
    assert forget_unproved(week) == 1

    left = User.objects.order_by("handle").values_list("handle", flat=True)
    assert list(left) == ["alice", "bob", "made-by-command", "mo"]
    assert not EmailAddress.objects.filter(email="typo@example.com").exists()


def test_unproved_accounts_are_swept(client):
    client.post(SIGN_UP, {"email": "typo@example.com", "password1": PASSWORD})
    User.objects.update(date_joined=timezone.now() - timedelta(days=8))

    tasks.forget_unproved()

    assert not User.objects.exists()
