"""Who sees what of somebody."""

import pytest

from accounts.models import Profile
from accounts.tests.factories import ProfileFactory, UserFactory
from config.testing.pages import form_in, html_of, words_in

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/privacy/"


@pytest.fixture
def moss(client):
    user = UserFactory(handle="moss")
    client.force_login(user)
    return user


def test_profile_is_public_and_shows_no_percentiles_at_first(client, moss):
    data = form_in(client.get(ADDRESS), ADDRESS).data

    assert data["visibility"] == ["public"]
    assert "shows_percentiles" not in data


@pytest.mark.parametrize("chosen", ["public", "members", "hidden"])
def test_choice_is_kept_and_shown(client, moss, chosen):
    data = {"visibility": chosen, "shows_percentiles": "on"}
    page = client.post(ADDRESS, data, follow=True)

    assert page.redirect_chain == [(ADDRESS, 302)]
    profile = Profile.objects.get(user=moss)
    assert (profile.visibility, profile.shows_percentiles) == (chosen, True)
    assert form_in(page, ADDRESS).data["visibility"] == [chosen]


def test_percentiles_are_hidden_again(client, moss):
    ProfileFactory(user=moss, shows_percentiles=True)

    client.post(ADDRESS, {"visibility": "public"})

    assert not Profile.objects.get(user=moss).shows_percentiles


@pytest.mark.parametrize("chosen", ["", "friends", "public\x00", "x" * 100_000])
def test_anything_else_is_told(client, moss, chosen):
    page = client.post(ADDRESS, {"visibility": chosen})

    assert page.status_code == 422
    assert "Choose who sees your profile." in words_in(page)
    assert 'id="id_visibility-error"' in html_of(page)
    assert not Profile.objects.exists()


def test_page_says_how_to_leave(client, moss):
    assert "/settings/erase/" in html_of(client.get(ADDRESS))


def test_queries_of_the_page(client, moss, django_assert_num_queries):
    with django_assert_num_queries(3):  # person, profile, blocks
        client.get(ADDRESS)
