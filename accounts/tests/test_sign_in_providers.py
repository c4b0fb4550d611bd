"""Discord and XIVAuth as ways in, from the button to the account, by the sandbox."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_sign_in_addresses import link_in, new_password
from integrations.sandbox.faults import Fault
from integrations.sandbox.services.discord_sign_in import MEMBERS
from integrations.sandbox.tests.conftest import sandbox, visitor  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOG_IN, SIGN_UP = reverse("account_login"), reverse("account_signup")
CONNECTED = reverse("socialaccount_connections")
ALICE, BOB_UNPROVED, NEWCOMER, SILENT = MEMBERS
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def browser():
    """The sandbox leads only back to this machine."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def client():
    return browser()


def is_in(client):
    return "_auth_user_id" in client.session


def sent_to(client, provider, **query):
    """Where the button leads."""
    answer = client.post(reverse(f"{provider}_login", query=query))
    assert answer.status_code == 302
    return answer["Location"]


def came_back(visitor, away, **choice):  # noqa: F811
    """What somebody brings back who says yes there."""
    parts = urlsplit(away)
    asked = dict(parse_qsl(parts.query))
    done = visitor.post(parts.path, {**asked, "answer": "allow", **choice})
    back = urlsplit(done.headers["Location"])
    return f"{back.path}?{back.query}"


def by_discord(client, visitor, member, **query):  # noqa: F811
    away = sent_to(client, "discord", **query)
    return client.get(came_back(visitor, away, member=member.number))


def by_xivauth(client, visitor, *characters, **query):  # noqa: F811
    away = sent_to(client, "xivauth", **query)
    return client.get(came_back(visitor, away, character=characters))


# --- Configured or not ---------------------------------------------------------


def test_nothing_speaks_of_providers_that_are_not_configured(client):
    pages = [client.get(path).content.decode() for path in (LOG_IN, SIGN_UP)]
    client.force_login(UserFactory())
    pages.append(client.get(CONNECTED).content.decode())

    for name in ("Discord", "XIVAuth"):
        assert [name in page for page in pages] == [False] * 3


@pytest.mark.parametrize("name", ["discord", "xivauth"])
def test_provider_that_is_not_configured_is_no_address(client, name):
    for path in (f"{name}_login", f"{name}_callback"):
        assert client.get(reverse(path)).status_code == 404
        assert client.post(reverse(path)).status_code == 404


def test_each_is_offered_by_its_own_settings(client, settings):
    settings.OUTSIDE = "live"
    settings.DISCORD_CLIENT_ID, settings.DISCORD_CLIENT_SECRET = "id", "secret"

    html = client.get(LOG_IN).content.decode()
    away = sent_to(client, "discord")

    assert "With Discord" in html
    assert "XIVAuth" not in html
    assert away.startswith("https://discord.com/oauth2/authorize?client_id=id&")
    assert "code_challenge_method=S256" in away
    assert "secret" not in away


def test_forms_may_lead_to_the_providers_that_are_offered_and_nowhere_else(
    client, settings
):
    closed = client.get(LOG_IN)["Content-Security-Policy"]
    settings.OUTSIDE = "live"
    settings.XIVAUTH_CLIENT_ID, settings.XIVAUTH_CLIENT_SECRET = "id", "secret"

    pages = [LOG_IN, SIGN_UP, reverse("xivauth_login")]
    opened = [client.get(path)["Content-Security-Policy"] for path in pages]
    other = client.get(reverse("account_reset_password"))["Content-Security-Policy"]

    assert "form-action 'self';" in f"{closed};"
    assert "form-action 'self';" in f"{other};"
    for policy in opened:
        assert "form-action 'self' https://xivauth.net;" in f"{policy};"


def test_a_link_alone_begins_no_log_in(client, visitor):  # noqa: F811
    """Else any page could log a visitor in as somebody else, or connect an account."""
    answer = client.get(reverse("discord_login"))

    assert answer.status_code == 200
    assert "Go to Discord" in answer.content.decode()
    assert "socialaccount_states" not in client.session


# --- Ways in -------------------------------------------------------------------


def test_newcomer_by_discord_with_a_proved_address_is_in_at_once(client, visitor):  # noqa: F811
    by_discord(client, visitor, NEWCOMER, next="/players/")

    user = User.objects.get()
    assert is_in(client)
    assert user.email == "newcomer@example.com"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert "newcomer" not in user.handle, "a handle is chosen, never taken over"


def test_way_wanted_is_kept_through_the_provider(client, visitor):  # noqa: F811
    assert by_discord(client, visitor, NEWCOMER, next="/players/")["Location"] == (
        "/players/"
    )


def test_newcomer_with_an_address_that_discord_saw_unproved_confirms_it_here(
    client,
    visitor,  # noqa: F811
):
    answer = by_discord(client, visitor, BOB_UNPROVED)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)
    assert mail.outbox[0].to == ["bob@example.com"]


@pytest.mark.parametrize("way", ["discord", "xivauth"])
def test_newcomer_without_an_address_says_one_and_confirms_it(client, visitor, way):  # noqa: F811
    if way == "discord":
        answer = by_discord(client, visitor, SILENT)
    else:
        answer = by_xivauth(client, visitor, 1)
    done = client.post(answer["Location"], {"email": "me@example.com"})

    assert answer["Location"] == reverse("socialaccount_signup")
    assert done["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)
    assert mail.outbox[0].to == ["me@example.com"]


def test_known_person_comes_in_again_by_the_same_account(client, visitor):  # noqa: F811
    by_discord(client, visitor, NEWCOMER)
    elsewhere = browser()

    by_discord(elsewhere, visitor, NEWCOMER)

    assert is_in(elsewhere)
    assert User.objects.count() == 1


# --- Accounts that are there -----------------------------------------------------


def test_account_with_the_same_address_proved_on_both_sides_is_joined(client, visitor):  # noqa: F811
    alice = UserFactory(handle="alice")

    by_discord(client, visitor, ALICE)

    assert client.session["_auth_user_id"] == str(alice.pk)
    assert SocialAccount.objects.get().user == alice
    assert alice.check_password(PASSWORD), "her password stays"
    assert mail.outbox[0].to == ["alice@example.com"]
    assert mail.outbox[0].subject == "Discord was connected to your account"


def test_address_that_discord_saw_unproved_opens_no_account(client, visitor):  # noqa: F811
    UserFactory(handle="bob")

    answer = by_discord(client, visitor, BOB_UNPROVED)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert "no second one was made" in mail.outbox[0].body


def test_account_whose_address_nobody_proved_is_not_joined(client, visitor):  # noqa: F811
    """Somebody signed up with Alice's address and waits for her to come."""
    trap = UserFactory(handle="trap", email="alice@example.com", verified=False)

    by_discord(client, visitor, ALICE)

    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    trap.refresh_from_db()
    assert not trap.socialaccount_set.exists()


def test_second_address_that_was_only_typed_does_not_join_its_account(client, visitor):  # noqa: F811
    eve = UserFactory(handle="eve")
    EmailAddress.objects.create(user=eve, email="alice@example.com")

    by_discord(client, visitor, ALICE)

    assert not eve.socialaccount_set.exists()
    assert client.session.get("_auth_user_id") != str(eve.pk)


@pytest.mark.usefixtures("clock_stands_still")
def test_joined_account_asks_for_its_second_factor_before_anything_is_joined(
    client,
    visitor,  # noqa: F811
):
    alice = UserFactory(handle="alice")
    TOTP.activate(alice, SECRET)

    answer = by_discord(client, visitor, ALICE)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert not SocialAccount.objects.exists()

    counter = next(yield_hotp_counters_from_time())
    code = format_hotp_value(hotp_value(SECRET, counter))
    client.post(answer["Location"], {"code": code})

    assert is_in(client)
    assert SocialAccount.objects.get().user == alice


def test_sign_up_by_a_provider_with_a_known_address_tells_only_its_owner(
    client,
    visitor,  # noqa: F811
):
    UserFactory(handle="alice")
    answer = by_xivauth(client, visitor, 1)

    done = client.post(answer["Location"], {"email": "alice@example.com"})

    assert done["Location"] == reverse("account_email_verification_sent")
    assert "no second one was made" in mail.outbox[0].body
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


# --- Connecting and disconnecting ---------------------------------------------------


def logged_in(client, handle="dana"):
    user = UserFactory(handle=handle)
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


def test_member_connects_and_disconnects_and_gets_a_mail_each_time(client, visitor):  # noqa: F811
    dana = logged_in(client)
    by_xivauth(client, visitor, 1, process="connect")
    account = SocialAccount.objects.get()
    listed = client.get(CONNECTED).content.decode()

    client.post(CONNECTED, {"account": account.pk})

    assert account.user == dana
    assert "Disconnect XIVAuth" in listed
    assert "Connect XIVAuth" not in listed.replace("Disconnect XIVAuth", "")
    assert not SocialAccount.objects.exists()
    assert [each.subject for each in mail.outbox] == [
        "XIVAuth was connected to your account",
        "XIVAuth was disconnected from your account",
    ]


def test_account_elsewhere_that_is_somebody_elses_here_is_not_taken_over(
    client,
    visitor,  # noqa: F811
):
    by_discord(client, visitor, NEWCOMER)
    owner = User.objects.get()
    other = browser()
    logged_in(other)

    answer = by_discord(other, visitor, NEWCOMER, process="connect")

    assert "belongs to somebody else" in other.get(answer["Location"]).content.decode()
    assert SocialAccount.objects.get().user == owner


def test_nobody_disconnects_somebody_elses_account(client, visitor):  # noqa: F811
    by_discord(client, visitor, NEWCOMER)
    other = browser()
    logged_in(other)

    other.post(CONNECTED, {"account": SocialAccount.objects.get().pk})

    assert SocialAccount.objects.count() == 1


def test_last_way_in_is_not_thrown_away(client, visitor):  # noqa: F811
    by_discord(client, visitor, NEWCOMER)

    answer = client.post(CONNECTED, {"account": SocialAccount.objects.get().pk})

    assert "Set a password first" in answer.content.decode()
    assert SocialAccount.objects.count() == 1


# --- What may go wrong -----------------------------------------------------------------


@pytest.mark.parametrize("way", ["discord", "xivauth"])
def test_who_says_no_there_reads_that_nothing_changed(client, visitor, way):  # noqa: F811
    away = sent_to(client, way)

    answer = client.get(came_back(visitor, away, answer="deny"), follow=True)

    assert "You said no" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("way", ["discord", "xivauth"])
@pytest.mark.parametrize("state", ["", "guessed", "x" * 5000])
def test_return_that_was_begun_in_no_browser_of_mine_is_refused(
    client,
    visitor,  # noqa: F811
    way,
    state,
):
    """Log-in by a stranger's code would make me act in his account."""
    stranger = browser()
    back = came_back(visitor, sent_to(stranger, way), character=1, member=ALICE.number)
    code = dict(parse_qsl(urlsplit(back).query))["code"]

    answers = [
        client.get(back),
        client.get(reverse(f"{way}_callback"), {"code": code, "state": state}),
    ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert not is_in(client)


@pytest.mark.parametrize("way", ["discord", "xivauth"])
def test_return_works_once(client, visitor, way):  # noqa: F811
    back = came_back(visitor, sent_to(client, way), character=1, member=NEWCOMER.number)
    client.get(back)
    client.post(reverse("account_logout"))

    assert client.get(back).status_code == 401
    assert not is_in(client)


def test_state_of_one_provider_opens_no_other(client, visitor):  # noqa: F811
    back = came_back(visitor, sent_to(client, "xivauth"), character=1)

    answer = client.get(back.replace("/xivauth/", "/discord/"))

    assert answer.status_code == 401


@pytest.mark.parametrize("way", ["discord", "xivauth"])
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault.UNAVAILABLE, "does not answer"),
        (Fault.GARBAGE, "That did not work"),
        (Fault.CHANGED, "That did not work"),
    ],
)
def test_provider_in_trouble_is_told_in_plain_words(
    client,
    visitor,  # noqa: F811
    sandbox,  # noqa: F811
    way,
    fault,
    says,
):
    back = came_back(visitor, sent_to(client, way), character=1, member=NEWCOMER.number)
    sandbox.state.set_fault(way, fault)

    answer = client.get(back)

    assert answer.status_code == 401
    assert says in answer.content.decode()
    assert not is_in(client)


def test_returns_are_counted_since_each_costs_a_call(client, visitor):  # noqa: F811
    path = reverse("discord_callback")
    seen = [client.get(path, {"state": "x"}).status_code for _ in range(21)]

    assert seen == [401] * 20 + [429]


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil"]
)
def test_provider_leads_nobody_away_from_muster(client, visitor, back):  # noqa: F811
    answer = by_discord(client, visitor, NEWCOMER, next=back)

    assert answer["Location"] == "/settings/profile/"  # where a newcomer begins


def test_tokens_are_not_kept(client, visitor):  # noqa: F811
    by_discord(client, visitor, NEWCOMER)

    kept = SocialAccount.objects.get()
    assert not kept.socialtoken_set.exists()
    assert "token" not in str(kept.extra_data)


def confirms(link):
    return "confirm-email" in link


def comes_by(way, client, visitor):  # noqa: F811
    if way == "discord":
        by_discord(client, visitor, BOB_UNPROVED)
    else:
        by_xivauth(client, visitor)
        client.post(reverse("socialaccount_signup"), {"email": "bob@example.com"})
    return is_in(client)


@pytest.mark.parametrize("way", ["discord", "xivauth"])
def test_who_typed_my_address_stays_out_when_i_take_the_account_by_its_mailbox(
    visitor,  # noqa: F811
    way,
):
    mine, new = browser(), "what only the owner knows"
    assert not comes_by(way, browser(), visitor)
    mine.post(reverse("account_reset_password"), {"email": "bob@example.com"})
    new_password(mine, link_in(mail.outbox[-1]), new)
    mine.post(LOG_IN, {"login": "bob@example.com", "password": new})
    mine.post(next(filter(confirms, map(link_in, reversed(mail.outbox)))))
    assert EmailAddress.objects.get().verified

    assert not comes_by(way, browser(), visitor)


def test_reset_password_keeps_the_ways_in_of_who_had_proved_the_address(
    client,
    visitor,  # noqa: F811
):
    by_discord(client, visitor, NEWCOMER)
    other = browser()
    other.post(reverse("account_reset_password"), {"email": "newcomer@example.com"})
    new_password(other, link_in(mail.outbox[-1]), "another good sentence")

    by_discord(fresh := browser(), visitor, NEWCOMER)

    assert is_in(fresh)
