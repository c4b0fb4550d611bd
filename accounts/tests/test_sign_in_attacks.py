"""What people try at a log-in page who should not get in."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOG_IN, SIGN_UP = reverse("account_login"), reverse("account_signup")
RESET, ADDRESSES = reverse("account_reset_password"), reverse("account_email")
SESSIONS, AGAIN = reverse("usersessions_list"), reverse("account_reauthenticate")
AWAY = [
    "//evil.example",
    "///evil.example",
    "https:evil.example",
    "https://evil.example/",
    "http://testserver@evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\x00//evil.example",
]


@pytest.fixture
def alice():
    return UserFactory(handle="alice")


def enter(client, password=PASSWORD, **more):
    known = {"login": "alice@example.com", "password": password}
    return client.post(LOG_IN, known | more)


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("back", AWAY)
def test_log_in_leads_nobody_away(client, alice, back):
    answer = enter(client, next=back)

    assert is_in(client)
    assert answer["Location"] == "/"


@pytest.mark.parametrize("back", AWAY)
@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_signup"])
def test_no_page_of_somebody_who_is_in_leads_away(client, alice, name, back):
    client.force_login(alice)

    answer = client.post(reverse(name), {"next": back})

    assert answer["Location"] == "/"


@pytest.mark.parametrize("back", AWAY)
def test_password_once_more_leads_nobody_away(client, alice, back):
    client.force_login(alice)

    answer = client.post(AGAIN, {"password": PASSWORD, "next": back})

    assert answer["Location"] == "/"


def test_session_that_somebody_was_given_is_not_the_one_they_log_in_with(client, alice):
    """Session fixation: the thief knows the key from before."""
    client.get(LOG_IN)
    client.session["begun"] = True
    session = client.session
    session["begun"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    enter(client)

    assert is_in(client)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not is_in(thief)


def test_log_out_ends_the_session_and_not_only_the_cookie(client, alice):
    enter(client)
    kept = client.session.session_key

    client.post(reverse("account_logout"))

    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(ADDRESSES).status_code == 302


def test_link_logs_nobody_out(client, alice):
    enter(client)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)


@pytest.mark.parametrize("path", [LOG_IN, SIGN_UP, RESET, "/accounts/logout/"])
def test_form_of_another_site_is_refused(alice, path):
    strict = Client(enforce_csrf_checks=True)
    data = {"login": "alice@example.com", "password": PASSWORD, "email": "a@b.example"}

    answer = strict.post(path, {**data, "password1": "three good words here"})

    assert answer.status_code == 403
    assert not is_in(strict)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "garbage", ["\0", "\ud800", "😀" * 2000, "'; drop table", "%00"]
)
def test_strange_password_is_a_wrong_one(client, alice, garbage):
    data = {"login": "alice@example.com"}
    body = garbage.encode("utf-8", "surrogatepass")

    answer = client.post(LOG_IN, data | {"password": body.decode("utf-8", "replace")})

    assert answer.status_code == 200
    assert not is_in(client)


def test_account_that_is_closed_does_not_open(client, alice):
    alice.is_active = False
    alice.save()

    answer = enter(
        client,
    )

    assert not is_in(client)
    assert "closed" in client.get(answer["Location"]).content.decode()


def test_closed_account_is_told_so_to_nobody_who_does_not_know_its_password(
    client, alice
):
    alice.is_active = False
    alice.save()

    answer = enter(client, password="a guess")

    assert "do not belong together" in answer.content.decode()


def test_closed_account_gets_no_link_to_set_a_password(client, alice):
    alice.is_active = False
    alice.save()

    client.post(RESET, {"email": "alice@example.com"})

    assert "No account here has this address" in mail.outbox[0].body


def test_account_that_is_closed_is_out_at_once(client, alice):
    enter(client)
    alice.is_active = False
    alice.save()

    assert client.get(ADDRESSES).status_code == 302


def test_suspended_member_logs_in_and_reads_and_keeps_their_way_in_safe(client):
    UserFactory(handle="alice", suspended=True)

    enter(client)

    assert is_in(client)
    assert client.get("/listings/").status_code == 200
    assert client.get(reverse("account_change_password")).status_code == 200


def test_session_of_somebody_else_is_nowhere(client, alice):
    other, eve = Client(), UserFactory(handle="eve")
    other.post(LOG_IN, {"login": "eve@example.com", "password": PASSWORD})
    enter(client)
    hers = eve.usersession_set.get()

    answer = client.post(reverse("usersessions_end", args=[hers.pk]))

    assert answer.status_code == 404
    assert is_in(other)


def test_member_logs_out_another_device(client, alice):
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18 Safari/605"})
    enter(phone)
    enter(client)
    page = client.get(SESSIONS)
    [there] = [row for row in page.context["rows"] if not row["here"]]

    answer = client.post(reverse("usersessions_end", args=[there["session"].pk]))

    assert there["device"] == "Safari on iPhone"
    assert "Safari on iPhone" in page.content.decode()
    assert answer["Location"] == SESSIONS
    assert phone.get(ADDRESSES).status_code == 302
    assert client.get(ADDRESSES).status_code == 200


def test_member_logs_out_everywhere_else(client, alice):
    others = [Client(), Client()]
    for each in [*others, client]:
        enter(each)

    client.post(SESSIONS)

    assert [each.get(ADDRESSES).status_code for each in others] == [302, 302]
    assert len(client.get(SESSIONS).context["rows"]) == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_sessions_cost_the_same_whatever_their_number(
    client, alice, item_count, django_assert_num_queries
):
    for _ in range(item_count - 1):
        enter(Client())
    enter(client)
    client.get(SESSIONS)

    with django_assert_num_queries(3):
        page = client.get(SESSIONS)

    assert len(page.context["rows"]) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_addresses_cost_the_same_whatever_their_number(
    client, alice, item_count, django_assert_num_queries
):
    for n in range(item_count - 1):
        EmailAddress.objects.create(user=alice, email=f"a{n}@example.com")
    client.force_login(alice)

    with django_assert_num_queries(4):
        page = client.get(ADDRESSES)

    assert len(page.context["emailaddresses"]) == item_count
