"""The rules and what is said of privacy; the operator may put others in their place."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.sign_in import UNPROVED_KEPT
from accounts.enums import SEEKING_FOR
from config.testing.pages import words_in
from config.texts.views import TITLES, source
from listings.actions.day_views import KEPT as VIEWS_KEPT
from listings.enums import LIFETIME
from messaging.enums import FAILED_KEPT, SENT_KEPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.TEXTS_FOLDER = str(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", TITLES)
def test_page_has_one_title_and_costs_no_query(name, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(f"/{name}/")

    html = page.content.decode()
    assert page.status_code == 200
    assert re.findall(r"<h1>(.*?)</h1>", html) == [str(TITLES[name])]
    assert f"<title>{TITLES[name]} · Muster</title>" in html


@pytest.mark.parametrize("path", ["/", "/accounts/signup/", "/accounts/login/"])
def test_every_foot_leads_to_them(path: str, client: Client):
    foot = client.get(path).content.decode().partition("site-footer")[2]

    for name in TITLES:
        assert f'href="{reverse(name)}"' in foot


def test_sign_up_names_them_before_the_button(client: Client):
    html = client.get("/accounts/signup/").content.decode()
    before = html[html.index("<h1>") : html.index('type="submit">Sign up')]

    for name in TITLES:
        assert f'href="{reverse(name)}"' in before


def test_operators_text_stands_in_place_of_ours_at_once(folder: Path, client: Client):
    (folder / "rules.md").write_text(
        "\ufeff# House rules\n\nNo <b>shouting</b>. Ruhe, 静か."
    )
    first = client.get("/rules/")
    (folder / "rules.md").write_text("# House rules\n\nWhisper.")

    assert "No <b>shouting</b>. Ruhe, 静か." in words_in(first)
    assert "Whisper." in words_in(client.get("/rules/"))
    # The other one is still ours.
    assert "sessionid" in words_in(client.get("/privacy/"))


@pytest.mark.parametrize("broken", [b"\xff\xfe caf\xe9", b""], ids=["latin", "empty"])
def test_operators_text_of_any_bytes_is_no_error(broken, folder: Path, client: Client):
    (folder / "privacy.md").write_bytes(broken)

    assert client.get("/privacy/").status_code == 200


def test_folder_that_is_not_there_leaves_our_texts(settings: Any, client: Client):
    settings.TEXTS_FOLDER = "/no/such/folder"

    assert "paid carries" in words_in(client.get("/rules/"))


@pytest.mark.parametrize(
    ("name", "words", "kept"),
    [
        ("privacy", "nobody confirms is deleted after {} days", UNPROVED_KEPT),
        ("privacy", "{} days after sending", SENT_KEPT),
        ("privacy", "{} days if sending failed", FAILED_KEPT),
        ("privacy", "ends after {} days unless you renew", SEEKING_FOR),
        ("privacy", "view counts of listings: {} days", VIEWS_KEPT),
        ("rules", "expire after {} days", LIFETIME),
    ],
)
def test_our_texts_say_what_the_code_does(name, words, kept):
    assert words.format(kept.days) in source(name)


def test_every_cookie_that_is_set_is_named(client: Client):
    client.post("/settings/zone/", {"zone": "Asia/Tokyo"})
    client.post(
        "/accounts/signup/",
        {"email": "a@example.com", "password1": "three raids a week"},
    )

    assert "zone" in client.cookies
    assert {
        name for name in client.cookies if f"`{name}`" not in source("privacy")
    } == set()
