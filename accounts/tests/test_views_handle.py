"""The page for another handle."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import FormerHandle, User
from accounts.tests.factories import UserFactory
from config.testing.pages import form_in, html_of, words_in

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/handle/"


@pytest.fixture
def moss(client):
    user = UserFactory(handle="moss")
    client.force_login(user)
    return user


def called(user):
    return User.objects.get(pk=user.pk).handle


@pytest.mark.parametrize("typed", ["Fern-tail", "  Fern-tail ", "@Fern-tail"])
def test_handle_is_changed(client, moss, typed):
    page = client.post(ADDRESS, {"handle": typed}, follow=True)

    assert called(moss) == "Fern-tail"
    assert "You are Fern-tail now" in words_in(page)
    assert "leads to you" in words_in(page)
    assert "once a week" in words_in(page)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Type the handle you would like"),
        ("a", "two to thirty"),
        ("-moss", "a letter or a digit first"),
        ("x" * 31, "at most 30"),
        ("x" * 1_000_000, "at most 30"),
        ("two words", "two to thirty"),
        ("a/b", "two to thirty"),
        ("moss\x00", "Null characters"),
        ("мoss", "only look like"),  # a Cyrillic letter
        ("ｍｏｓｓ", "only look like"),  # full width
        ("mo\u200bss", "only look like"),  # no width
        ("mo\u202ess", "invisible control characters"),
        ("café", "only look like"),
        ("もす", "only look like"),
        ("admin", "reserved"),
        ("Adm1n", "reserved"),
        ("mod-erator", "reserved"),
        ("olive", "Somebody has this handle"),
        ("OLIVE", "Somebody has this handle"),
        ("0l1ve", "Somebody has this handle"),
        ("o-live", "Somebody has this handle"),
    ],
)
def test_handle_that_cannot_be_is_told_beside_the_field(client, moss, typed, message):
    UserFactory(handle="olive")

    page = client.post(ADDRESS, {"handle": typed})

    assert page.status_code == 422
    assert message in words_in(page)
    assert 'id="id_handle-error"' in html_of(page)
    assert called(moss) == "moss"
    if typed.isprintable() and typed.strip() == typed:
        assert form_in(page, ADDRESS).data["handle"] == [typed]


def test_second_change_in_a_week_says_when_it_may_be(client, moss):
    changed = timezone.now() - timedelta(days=2)
    User.objects.filter(pk=moss.pk).update(
        handle_changed_at=changed, time_zone="Asia/Tokyo"
    )

    page = client.post(ADDRESS, {"handle": "fern"})

    assert page.status_code == 422
    assert "once a week. Next:" in words_in(page)
    assert "once a week. Next:" in words_in(client.get(ADDRESS))
    assert called(moss) == "moss"


@pytest.mark.parametrize("many", [1, 3])
def test_page_takes_the_same_queries_however_many_one_had(
    client, moss, django_assert_num_queries, many
):
    for number in range(many):
        FormerHandle.objects.create(user=moss, handle=f"older-{number + 2}")

    with django_assert_num_queries(2):  # person, former handles
        page = client.get(ADDRESS)

    assert words_in(page).count("leads to you") == many


def test_suspended_reads_and_does_not_write(client):
    sid = UserFactory(handle="sid", suspended=True)
    client.force_login(sid)

    assert "you can read everything" in words_in(client.get(ADDRESS))
    assert client.post(ADDRESS, {"handle": "sidney"}).status_code == 403
    assert called(sid) == "sid"


def test_page_in_the_header_keeps_the_old_name_when_refused(client, moss):
    """What was refused is nowhere shown as the visitor's name."""
    UserFactory(handle="olive")

    page = client.post(ADDRESS, {"handle": "olive"})

    assert "/players/moss/" in words_in(page)
    assert "/players/olive/" not in html_of(page)


def test_old_address_leads_to_the_new_one(client, moss):
    client.post(ADDRESS, {"handle": "fern"})

    answer = client.get("/players/moss/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/players/fern/")
