"""What a page is that is not a character's."""

import pytest

from integrations.errors import Changed, NotFound, Permanent, RateLimited, Temporary
from integrations.lodestone import pages
from integrations.lodestone.errors import (
    Blocked,
    Maintenance,
    PageHidden,
    PageNotFound,
)
from integrations.lodestone.parsers import parse_character, parse_search
from integrations.lodestone.tests.people import TAMSIN

DENIED = "<html><body><h1>Access Denied</h1></body></html>"
CASES = [
    (pages.not_found_page(), 404, PageNotFound),
    (pages.not_found_page("jp"), 404, PageNotFound),
    ("", 404, PageNotFound),
    (pages.hidden_page(), 403, PageHidden),
    (pages.hidden_page("fr"), 403, PageHidden),
    (DENIED, 403, Blocked),
    ("", 403, Blocked),
    (pages.challenge_page(), 403, Blocked),
    (pages.challenge_page(), 503, Blocked),
    (pages.challenge_page(), 200, Blocked),
    (pages.maintenance_page(), 503, Maintenance),
    (pages.maintenance_page("de"), 502, Maintenance),
    (pages.maintenance_page(), 200, Maintenance),
    ("", 503, Maintenance),
    ("", 429, RateLimited),
    ("", 500, Temporary),
    ("", 504, Temporary),
    ("", 408, Temporary),
    ("", 0, Temporary),
    ("", 301, Temporary),
    ("", 400, Permanent),
    ("", 401, Permanent),
    ("", 200, Changed),
    (DENIED, 200, Changed),
    ("<html></html>", 200, Changed),
    (b"\xff\xfe\x00", 200, Changed),
    (b"\x89PNG\r\n\x1a\n", 200, Changed),
]


@pytest.mark.parametrize(("html", "status", "error"), CASES)
@pytest.mark.parametrize("parse", [parse_character, parse_search])
def test_every_outcome_has_its_own_error(parse, html, status, error):
    with pytest.raises(error) as told:
        parse(html, status)

    assert type(told.value) is error
    assert told.value.service == "lodestone"


def test_callers_need_only_the_shared_errors():
    assert issubclass(PageNotFound, NotFound)
    assert issubclass(PageHidden, Permanent)
    assert issubclass(Maintenance, Temporary)
    assert issubclass(Blocked, Temporary)


def test_no_error_repeats_the_page():
    text = pages.character_page(TAMSIN).replace("Tamsin O&#39;rell", "Tamsin secret 1")

    with pytest.raises(Changed) as told:
        parse_character(text)

    assert str(told.value) == "lodestone: changed: name"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "<div>" * 2_000_000,
        "<b c=1>" * 10_000 + "<p>x</p>" * 4_000,
        "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">",
        pages.character_page(TAMSIN) + " " * 10_000_000,
        pages.character_page(TAMSIN)[:-7] + "<!--" + "-" * 200_000 + "--></html>",
    ],
    ids=["text", "depth", "formatting", "attributes", "blank", "comment"],
)
def test_a_monstrous_page_is_refused_before_it_is_read(text):
    with pytest.raises(Changed) as told:
        parse_character(text)

    assert told.value.what in {"length", "number of tags", "nesting of tags"}
