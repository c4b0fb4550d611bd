"""Who may do what, for the addresses of signing in: allauth's, and ours beside them.

They ask only whether somebody is logged in, so two kinds of visitor stand for all of
them; that Sid and Mo are no others is a test of its own. What is posted is nothing.
"""

from typing import NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.tests.log_in import log_in
from listings.tests.people import People
from tests.test_permissions import SIGN_IN, names

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOGIN = "log-in first"
AGAIN = "the password once more first"
HOME = "somewhere else"  # a redirect that begins with nothing of the above


class Row(NamedTuple):
    name: str
    anonymous: tuple[int | str, int | str]  # GET, POST
    member: tuple[int | str, int | str]
    args: tuple[object, ...] = ()


def open_to_all(name: str, get: int = 200, post: int = 405, *args: object) -> Row:
    return Row(name, (get, post), (get, post), args)


def of_members(
    name: str, get: int | str = 200, post: int | str = 200, *args: object
) -> Row:
    return Row(name, (LOGIN, LOGIN), (get, post), args)


ROWS = [
    Row("account_login", (200, 200), (HOME, HOME)),
    Row("account_signup", (200, 200), (HOME, HOME)),
    Row("account_logout", (HOME, HOME), (200, HOME)),
    open_to_all("account_inactive"),
    open_to_all("account_email_verification_sent"),
    # Only for whom has signed up in this browser a moment ago.
    Row("account_send_again", (405, LOGIN), (405, HOME)),
    open_to_all("account_confirm_email", 200, 404, "no-such-key"),
    open_to_all("account_reset_password", 200, 200),
    open_to_all("account_reset_password_done"),
    open_to_all("account_reset_password_from_key", 200, 200, "1", "no-such-key"),
    open_to_all("account_reset_password_from_key_done"),
    # Only in the middle of a log-in by a mailed code, which is off.
    Row("account_confirm_login_code", (LOGIN, LOGIN), (HOME, HOME)),
    of_members("account_email", 200, HOME),
    of_members("account_change_password"),
    of_members("account_set_password", HOME, HOME),  # who has one changes it
    of_members("account_reauthenticate"),
    of_members("usersessions_list", 200, HOME),
    of_members("usersessions_end", 405, 404, 404),
    of_members("mfa_index", 200, 405),
    # Only in the middle of a log-in.
    Row("mfa_authenticate", (LOGIN, LOGIN), (HOME, HOME)),
    of_members("mfa_reauthenticate", AGAIN, AGAIN),  # who has none
    of_members("mfa_activate_totp", AGAIN, AGAIN),
    of_members("mfa_deactivate_totp", 404, 404),
    of_members("mfa_view_recovery_codes", 404, 405),
    of_members("mfa_generate_recovery_codes", AGAIN, AGAIN),
    of_members("mfa_download_recovery_codes", 404, 404),
    of_members("mfa_list_webauthn", 200, 405),
    of_members("mfa_add_webauthn", AGAIN, AGAIN),
    of_members("mfa_edit_webauthn", AGAIN, AGAIN, 404),
    of_members("mfa_remove_webauthn", AGAIN, AGAIN, 404),
    of_members("mfa_reauthenticate_webauthn", AGAIN, AGAIN),
    Row("mfa_login_webauthn", (LOGIN, LOGIN), (HOME, HOME)),
    of_members("socialaccount_connections"),
    Row("socialaccount_signup", (LOGIN, LOGIN), (LOGIN, LOGIN)),  # begun nowhere
    open_to_all("socialaccount_login_cancelled"),
    open_to_all("socialaccount_login_error", 401),
    # Not configured here.
    open_to_all("discord_login", 404, 404),
    open_to_all("discord_callback", 404, 404),
    open_to_all("xivauth_login", 404, 404),
    open_to_all("xivauth_callback", 404, 404),
]


def visit(method: str, row: Row, visitor: object) -> int | str:
    client = Client()
    if visitor:
        log_in(client, visitor)
    with transaction.atomic():
        answer = client.generic(method, reverse(row.name, args=row.args))
        transaction.set_rollback(True)
    to = answer.headers.get("Location", "")
    if to.startswith("/accounts/login/"):
        return LOGIN
    if to.startswith("/accounts/reauthenticate/"):
        return AGAIN
    return HOME if to else answer.status_code


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_who_may_do_what(row: Row, people: People):
    found = [
        tuple(visit(method, row, who) for method in ("GET", "POST"))
        for who in (None, people.dana)
    ]

    assert found == [row.anonymous, row.member]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_suspension_takes_nothing_of_it(row: Row, people: People):
    found = tuple(visit(method, row, people.sid) for method in ("GET", "POST"))

    assert found == row.member


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_of_somebody_else_is_nowhere(name: str, people: People):
    hers = Authenticator.objects.create(
        user=people.alice, type="webauthn", data={"name": "Hers"}
    )
    client = Client()
    log_in(client, people.dana)
    client.post(reverse("account_reauthenticate"), {"password": "muster-demo"})

    for method in ("GET", "POST"):
        answer = client.generic(method, reverse(name, args=[hers.pk]))
        assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=hers.pk).exists()


def test_every_address_of_signing_in_has_a_row():
    known = set(names(get_resolver().url_patterns))

    assert {name for name in known if name.startswith(SIGN_IN)} == {
        row.name for row in ROWS
    }
