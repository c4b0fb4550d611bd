"""The page where somebody erases their account."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from accounts.tests.factories import PASSWORD, MembershipFactory, TeamFactory
from config.testing.pages import form_in, html_of, words_in

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/erase/"


def prove(client: Client) -> None:
    """Say once more who one is."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def charlie(client, people):
    client.force_login(people.charlie)
    prove(client)
    return client


def test_account_is_erased_and_logged_out(charlie, people):
    form = form_in(charlie.get(ADDRESS))
    form.data["handle"] = ["Charlie"]

    page = charlie.post(ADDRESS, form.data, follow=True)

    assert page.redirect_chain == [("/", 302)]
    assert "Your account is erased." in words_in(page)
    assert SESSION_KEY not in charlie.session
    assert User.objects.get(pk=people.charlie.pk).erased_at is not None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type your handle to confirm."),
        ("alice", "This is not your handle."),
        ("x" * 61, "at most 60 characters"),
        ("charlie\x00", "Null characters are not allowed."),
    ],
)
def test_nothing_is_erased_by_another_word(charlie, people, typed, told):
    page = charlie.post(ADDRESS, {"handle": typed})

    assert page.status_code == 422
    assert told in words_in(page)
    assert 'aria-describedby="id_handle-error' in html_of(page)
    assert User.objects.get(pk=people.charlie.pk).erased_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_one_says_again_who_one_is(client, people, method):
    client.force_login(people.charlie)

    page = getattr(client, method)(ADDRESS, {"handle": "charlie"})

    assert page.url.startswith("/accounts/reauthenticate/?next=%2Fsettings%2Ferase%2F")
    assert User.objects.get(pk=people.charlie.pk).erased_at is None


def test_word_that_one_is_oneself_does_not_last(charlie, people, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    assert charlie.get(ADDRESS).status_code == 302


def test_leader_of_others_reads_which_team_to_hand_over(client, people):
    client.force_login(people.alice)
    prove(client)

    page = client.get(ADDRESS)
    answer = client.post(ADDRESS, {"handle": "alice"})

    for each in (page, answer):
        assert "Hand over first" in words_in(each)
        assert f'href="/teams/{people.team.slug}/' in html_of(each)
        assert "Erase my account" not in words_in(each)
    assert answer.status_code == 422
    assert User.objects.get(pk=people.alice.pk).erased_at is None


def test_page_names_the_teams_that_end(client, people):
    TeamFactory(leader=people.charlie, name="The Lonely One")
    MembershipFactory(team=people.rivals, user=people.charlie)
    client.force_login(people.charlie)
    prove(client)

    page = words_in(client.get(ADDRESS))

    assert "The Lonely One , which has nobody but you" in page
    assert "Rival Eight" not in page


def test_who_is_suspended_may_leave(client, people):
    client.force_login(people.sid)
    prove(client)

    client.post(ADDRESS, {"handle": "sid"})

    assert User.objects.get(pk=people.sid.pk).erased_at is not None


def test_page_is_kept_nowhere(charlie):
    assert "no-store" in charlie.get(ADDRESS).headers["Cache-Control"]


def test_other_browsers_are_logged_out(charlie, people):
    other = Client()
    other.login(username=people.charlie.email, password=PASSWORD)
    other.get("/settings/erase/")

    charlie.post(ADDRESS, {"handle": "charlie"})

    assert other.get(ADDRESS).headers["Location"].startswith("/accounts/login/")
    assert User.objects.get(pk=people.charlie.pk).erased_at is not None


@pytest.mark.parametrize("teams", [1, 3])
def test_page_costs_the_same_however_many_teams(
    charlie, people, teams, django_assert_num_queries
):
    for _n in range(teams):
        TeamFactory(leader=people.charlie)
        MembershipFactory(team=TeamFactory(leader=people.charlie))
    charlie.get(ADDRESS)

    with django_assert_num_queries(6):
        charlie.get(ADDRESS)
