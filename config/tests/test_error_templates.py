"""What a page of an error says, and that the two gravest need nothing to be shown."""

import pytest
from django.template.loader import render_to_string

from config.limits import wait_words

ASKING = (400, 403, 404, 405, 413, 429)


@pytest.mark.parametrize("status", [500, 503])
def test_the_gravest_pages_need_no_request_and_no_database(status):
    html = render_to_string(
        f"errors/{status}.html", {"status": status, "request_id": "4f1c2a9e"}
    )

    assert html.lstrip().startswith("<!doctype html>")
    assert f">{status}</span>" in html
    assert "<code>4f1c2a9e</code>" in html
    assert html.count("<h1>") == 1
    assert "<script" not in html


@pytest.mark.parametrize("status", ASKING)
def test_other_pages_say_what_to_do_inside_the_site(status, rf):
    request = rf.get("/lost/")

    html = render_to_string(f"errors/{status}.html", {"status": status}, request)

    assert f">{status}</span>" in html
    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert '<header class="site-header">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_refusal_gives_its_reason(rf):
    html = render_to_string(
        "errors/403.html",
        {"status": 403, "title": "No", "cause": "Only <officers>."},
        rf.get("/"),
    )

    assert "Only &lt;officers&gt;." in html


def test_who_asked_too_often_hears_how_long_to_wait(rf):
    words = wait_words(240)

    html = render_to_string(
        "errors/429.html", {"status": 429, "words": words}, rf.get("/")
    )

    assert "Too many tries. Wait 4 minutes, then try again." in html


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (0, "1 second,"),
        (1, "1 second,"),
        (59, "59 seconds,"),
        (91, "2 minutes,"),
        (3600, "60 minutes,"),
        (5401, "2 hours,"),
        (86_400, "24 hours,"),
    ],
)
def test_a_wait_is_said_in_a_unit_that_people_use(wait, said):
    assert f"Wait {said} then" in wait_words(wait)
