"""Development's mailbox."""

import subprocess
import sys

import pytest
from django.conf import settings as project
from django.urls import reverse
from django.utils import timezone

from config.testing.pages import words_in
from config.tests.test_settings import SECRETS, start
from messaging.tests.factories import MailFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = "/mail/"


@pytest.mark.parametrize("item_count", [1, 3])
def test_mails_are_shown_with_their_links(
    client, item_count, django_assert_num_queries
):
    MailFactory.create_batch(
        item_count, text="Go on: https://muster.example/x/?a=1&b=2"
    )

    with django_assert_num_queries(1):
        page = client.get(PAGE)

    link = 'href="https://muster.example/x/?a=1&amp;b=2"'
    assert page.text.count(link) == item_count
    assert page.text.count("alice@example.com") == item_count


def test_what_a_mail_says_is_no_markup(client):
    MailFactory(subject="<i>", text="<script>alert(1)</script>")

    page = client.get(PAGE)

    assert "<script>alert" not in page.text
    assert "<i>" not in page.text


def test_without_mail_one_is_told_how_to_get_one(client):
    assert "No mail yet" in words_in(client.get(PAGE))


def test_states_and_errors_are_told(client):
    MailFactory(failed=True)
    MailFactory(sent=True, emptied_at=timezone.now(), text="")

    words = words_in(client.get(PAGE))

    assert "Failed: 550 no such user" in words
    assert "Its words were removed" in words


def test_the_newest_fifty_are_shown(client):
    MailFactory.create_batch(51)

    page = client.get(PAGE)

    assert page.text.count("<article") == 50
    assert "the newest 50" in words_in(page)


def test_pages_that_promise_a_mail_lead_there(client):
    for address in ("/accounts/confirm-email/", "/accounts/password/reset/done/"):
        assert f'href="{PAGE}"' in client.get(address).text


def test_the_page_shows_nothing_where_no_demo_is(client, settings):
    MailFactory()
    assert reverse("messaging:dev-mail") == PAGE  # addresses are settled with DEMO on
    settings.DEMO = False

    page = client.get(PAGE)

    assert page.status_code == 404
    assert "s3cret" not in page.text


def test_production_has_no_such_address():
    script = (
        "import django; django.setup(); from django.urls import resolve\n"
        "resolve('/admin/login/'); resolve('/mail/')"
    )
    clean = start([], **SECRETS)
    assert clean.returncode == 0, clean.stderr
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.production", **SECRETS},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Resolver404" in run.stderr
    assert "'path': 'mail/'" in run.stderr
