"""From signing up to what it opened: each step leads to the next."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import CharacterFactory, UserFactory
from config.lib.ids import shorten
from config.testing.pages import form_in, forms_in, html_of, words_in

pytestmark = pytest.mark.django_db
PASSWORD = "a seat by the window 8"


@pytest.fixture
def confirmation(client, mailoutbox, django_capture_on_commit_callbacks):
    """The page to which the mail leads, opened in the browser that signed up."""
    data = {"email": "fern@example.com", "password1": PASSWORD}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/signup/", data)
    link = re.search(r"/accounts/confirm-email/\S+", mailoutbox[-1].body)
    assert link
    return link.group(0)


def confirm_form(page):
    """Its address is signed anew on each page."""
    forms = [f for f in forms_in(page) if "/confirm-email/" in f.action]
    assert len(forms) == 1
    return forms[0]


def test_handle_is_chosen_where_the_address_is_confirmed(client, confirmation):
    page = client.get(confirmation)
    form = confirm_form(page)
    assert form.data["handle"] == [User.objects.get().first_handle]

    done = client.post(confirmation, {"handle": "Fern"}, follow=True)

    assert User.objects.get().handle == "Fern"
    assert done.redirect_chain[-1][0] == "/settings/profile/"
    assert "You are Fern" in words_in(done)


def test_handle_that_cannot_be_leaves_the_address_to_confirm(client, confirmation):
    UserFactory(handle="olive")

    page = client.post(confirmation, {"handle": "0live"})

    assert page.status_code == 422
    assert "Somebody has this handle" in words_in(page)
    assert confirm_form(page).data["handle"] == ["0live"]
    again = client.post(confirmation, {"handle": "fern"}, follow=True)
    assert again.redirect_chain[-1][0] == "/settings/profile/"


def test_chosen_handle_changes_freely_for_a_day_and_then_once_a_week(client):
    moss = UserFactory(handle="")
    client.force_login(moss)
    for handle in ("moss", "mossy", "mossiest"):
        client.post("/settings/handle/", {"handle": handle})
        assert User.objects.get().handle == handle

    day_ago = timezone.now() - timedelta(hours=25)
    User.objects.update(handle_chosen_at=day_ago)
    page = client.post("/settings/handle/", {"handle": "fern"})

    assert page.status_code == 422
    assert User.objects.get().handle == "mossiest"


def test_each_step_leads_to_the_next_and_the_last_says_what_it_opened(client):
    moss = UserFactory(handle="moss")
    client.force_login(moss)
    page = client.get("/settings/profile/")
    data = {**form_in(page, "/settings/profile/").data, "main_job": ["28"]}

    page = client.post("/settings/profile/", data, follow=True)
    assert page.redirect_chain[-1][0] == "/settings/characters/"
    assert "Next: verify a character" in words_in(page)

    character = CharacterFactory(user=moss, shown=True)
    page = client.get(f"/settings/characters/{shorten(character.pk)}/")
    assert "Next: Set your raid times" in words_in(page)
    assert "/settings/availability/" in html_of(page)

    page = client.get("/settings/availability/")
    data = {
        **form_in(page, "/settings/availability/").data,
        "windows-0-day": ["1"],
        "windows-0-start": ["20:00"],
        "windows-0-end": ["23:00"],
    }  # fmt: skip
    page = client.post("/settings/availability/", data, follow=True)
    where = character.world.data_centre
    assert page.redirect_chain[-1][0] == "/"
    assert f"0 recruiting for scholar on {where.name}".lower() in words_in(page).lower()
    assert f"/listings/?job=SCH&amp;dc={where.slug}" in html_of(page).replace(
        f"/listings/?dc={where.slug}&amp;job=SCH",
        f"/listings/?job=SCH&amp;dc={where.slug}",
    )
    assert "sort=overlap" in html_of(page)

    data = form_in(client.get("/settings/profile/"), "/settings/profile/").data
    again = client.post("/settings/profile/", data, follow=True)
    assert again.redirect_chain[-1][0] == "/settings/profile/"
