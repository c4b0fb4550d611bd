"""Codes, recovery codes, and the admin that asks for them."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.log_in import log_in, prove_second_factor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock_stands_still"),
]
LOG_IN, CODE = reverse("account_login"), reverse("mfa_authenticate")
SET_UP, ADMIN = reverse("mfa_activate_totp"), reverse("admin:index")


@pytest.fixture
def alice():
    return UserFactory(handle="alice")


@pytest.fixture
def secret(alice):
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    return secret


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enter(client, who="alice", **more):
    known = {"login": f"{who}@example.com", "password": PASSWORD}
    return client.post(LOG_IN, known | more)


def is_in(client):
    return "_auth_user_id" in client.session


def again(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_password_alone_no_longer_opens_the_account(client, secret):
    answer = enter(client, next="/players/")

    assert answer["Location"].startswith(CODE)
    assert not is_in(client)


def test_code_of_the_app_opens_it_and_leads_where_one_wanted(client, secret):
    enter(client, next="/players/")

    answer = client.post(CODE, {"code": code_of(secret)})

    assert is_in(client)
    assert answer["Location"] == "/players/"


def test_code_works_once(client, secret):
    code = code_of(secret)
    enter(client)
    client.post(CODE, {"code": code})
    elsewhere = type(client)()
    enter(elsewhere)

    answer = elsewhere.post(CODE, {"code": code})

    assert not is_in(elsewhere)
    assert "wrong, used, or a moment too old" in answer.content.decode()


@pytest.mark.parametrize(
    "code", ["", "000000", "abc", "1" * 100_000, "\0", "１２３４５６"]
)
def test_wrong_code_is_told_so_beside_the_field(client, secret, code):
    enter(client)

    answer = client.post(CODE, {"code": code})

    assert answer.status_code == 200
    assert 'id="id_code-error"' in answer.content.decode()
    assert not is_in(client)


def test_codes_are_not_guessed_by_trying(client, secret):
    enter(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    answer = client.post(CODE, {"code": code_of(secret)})

    assert "Too many tries" in answer.content.decode()
    assert not is_in(client)


def test_recovery_code_opens_it_once(client, alice, secret):
    RecoveryCodes.activate(alice)
    held = Authenticator.objects.get(type="recovery_codes").wrap()
    code = held.get_unused_codes()[0]
    enter(client)
    client.post(CODE, {"code": code})
    elsewhere = type(client)()
    enter(elsewhere)
    elsewhere.post(CODE, {"code": code})

    assert is_in(client)
    assert not is_in(elsewhere)


GARBAGE = [
    "", "{}", "[]", "null", "7", '{"id": 1}', "x" * 99, '{"id": "AAAA", "rawId": 1}',
    '{"id": "AAAA", "rawId": "AAAA", "response": {}, "type": "public-key"}',
    '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": '
    '{"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", '
    '"attestationObject": "AA", "userHandle": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", GARBAGE)
def test_garbage_in_place_of_a_passkey_is_no_fault_of_ours(client, secret, credential):
    enter(client)
    client.get(reverse("mfa_login_webauthn"))
    sent = {"credential": credential}

    second = client.post(CODE, sent)
    alone = client.post(reverse("mfa_login_webauthn"), sent)

    assert (second.status_code, alone.status_code) == (200, 302)
    assert not is_in(client)


@pytest.mark.parametrize("credential", GARBAGE)
def test_garbage_is_added_as_no_passkey(client, alice, credential):
    log_in(client, alice)
    again(client)
    client.get(reverse("mfa_add_webauthn"))

    answer = client.post(reverse("mfa_add_webauthn"), {"credential": credential})

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_gives_recovery_codes_and_tells_the_owner(client, alice):
    log_in(client, alice)
    first = client.get(SET_UP)
    again(client)
    page = client.get(SET_UP)
    html = page.content.decode()

    answer = client.post(SET_UP, {"code": code_of(page.context["form"].secret)})

    assert first["Location"].startswith(reverse("account_reauthenticate"))
    assert "<svg" in html
    assert "data:image" not in html
    assert page.context["form"].secret in html
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert {each.type for each in Authenticator.objects.all()} == {
        "totp",
        "recovery_codes",
    }
    subjects = {each.subject for each in mail.outbox}
    assert "Your second factor is on" in subjects
    codes = client.get(answer["Location"]).content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", codes)) == 10
    saved = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in saved["Content-Disposition"]


def test_turning_it_off_asks_for_the_owner_and_tells_them(client, alice, secret):
    log_in(client, alice)
    early = client.post(reverse("mfa_deactivate_totp"))
    again(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert early.status_code == 302
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "Your authenticator app was turned off"


@pytest.mark.parametrize("way", ["view", "download", "generate"])
def test_recovery_codes_are_shown_only_after_the_password_once_more(
    client, alice, secret, way
):
    RecoveryCodes.activate(alice)
    log_in(client, alice)

    early = client.get(reverse(f"mfa_{way}_recovery_codes"))
    again(client)

    assert early["Location"].startswith(reverse("account_reauthenticate"))
    shown = client.get(reverse(f"mfa_{way}_recovery_codes"))
    assert shown.status_code == 200
    if way != "generate":  # which shows none
        assert "no-store" in shown["Cache-Control"]


def test_second_factor_waits_until_every_address_is_confirmed(client, alice):
    EmailAddress.objects.create(user=alice, email="a2@example.com")
    log_in(client, alice)
    again(client)

    answer = client.get(SET_UP, follow=True)

    assert "Confirm the addresses in your list first" in answer.content.decode()


@pytest.mark.parametrize(
    "table",
    [
        "mfa/authenticator",
        "socialaccount/socialtoken",
        "usersessions/usersession",
    ],
)
def test_secrets_of_second_factors_are_no_table_of_the_admin(admin_client, table):
    assert admin_client.get(f"{ADMIN}{table}/").status_code == 404


# --- The admin ---------------------------------------------------------------


@pytest.fixture
def mo(people):
    return people.mo


def test_staff_with_a_password_alone_is_led_to_set_up_a_second_factor(client, mo):
    client.force_login(mo)

    answer = client.get(ADMIN, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    assert "opens only with a second factor" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_staff_who_set_it_up_just_now_gets_in(client, mo):
    client.force_login(mo)
    again(client)
    secret = client.get(SET_UP).context["form"].secret

    client.post(SET_UP, {"code": code_of(secret)})

    assert client.get(ADMIN).status_code == 200


def test_session_from_before_the_second_factor_is_asked_for_it(client, mo):
    client.force_login(mo)
    secret = generate_totp_secret()
    TOTP.activate(mo, secret)

    asked = client.get(ADMIN, follow=True)
    place = asked.redirect_chain[-1][0]
    answer = client.post(place, {"code": code_of(secret), "next": ADMIN})

    assert place.startswith(reverse("mfa_reauthenticate"))
    assert answer["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200


def test_password_once_more_is_no_second_factor(client, mo):
    client.force_login(mo)
    TOTP.activate(mo, generate_totp_secret())

    again(client)

    assert client.get(ADMIN).status_code == 302


def test_second_factor_that_is_gone_opens_nothing_any_more(client, mo):
    client.force_login(mo)
    prove_second_factor(client, mo)
    before = client.get(ADMIN).status_code

    Authenticator.objects.all().delete()

    assert (before, client.get(ADMIN).status_code) == (200, 302)


def test_record_of_somebody_elses_second_factor_counts_for_nobody(client, people):
    client.force_login(people.mo)
    prove_second_factor(client, people.alice)
    TOTP.activate(people.mo, generate_totp_secret())

    assert client.get(ADMIN).status_code == 302


def test_visitor_of_the_admin_logs_in_where_all_do(client):
    answer = client.get(ADMIN, follow=True)

    place = answer.redirect_chain[-1][0]
    assert place == f"{LOG_IN}?next={ADMIN}"


def test_admin_has_no_log_in_form_of_its_own_to_guess_passwords_at(client, mo):
    known = {"username": "mo@example.com", "password": PASSWORD, "next": ADMIN}

    client.post(reverse("admin:login"), known)

    assert not is_in(client)


def test_player_is_told_that_the_admin_is_not_theirs(client, people):
    client.force_login(people.dana)

    answer = client.get(ADMIN, follow=True)

    assert answer.status_code == 403
    assert "Only moderators can" in answer.content.decode()


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"],
)
def test_admin_leads_nobody_away(client, mo, back):
    log_in(client, mo)

    answer = client.get(reverse("admin:login"), {"next": back})

    assert answer["Location"] == ADMIN
