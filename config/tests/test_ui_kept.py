"""What templates draw once and keep, and what every page shows of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from config.context import part_of_site
from config.templatetags import ui


def test_what_is_kept_sees_only_what_it_names():
    kept = Template("{% kept size %}{{ size }}{{ name }}{% endkept %}")

    drawn = [
        kept.render(Context({"size": size, "name": name}))
        for size, name in [(1, "Alice"), (2, "Bob"), (1, "Eve")]
    ]

    assert drawn == ["1", "2", "1"]


def test_what_is_kept_is_drawn_once_for_each_value():
    drawn = []
    kept = Template("{% kept note %}{{ note.said }}{% endkept %}")

    @dataclass(frozen=True)
    class Note:
        text: str

        @property
        def said(self):
            drawn.append(self.text)
            return self.text

    for text in ("a", "b", "a", "a"):
        kept.render(Context({"note": Note(text)}))

    assert drawn == ["a", "b"]


def test_what_is_kept_may_be_worked_out_and_given_a_name():
    kept = Template(
        "{% kept n size=thing.size|default:'none' %}{{ size }}{{ n }}{% endkept %}"
    )

    drawn = [
        kept.render(Context({"thing": thing, "n": n}))
        for thing, n in [({"size": "big"}, 1), ({"size": "big"}, 2), ({}, 1), (None, 1)]
    ]

    assert drawn == ["big1", "big2", "none1", "none1"]


def test_what_is_kept_goes_by_the_language_that_the_page_says():
    kept = Template("{% load i18n %}{% kept %}{% translate 'Monday' %}{% endkept %}")
    with translation.override("de"):
        kept.render(Context({"language": "de"}))

    assert kept.render(Context({"language": "en"})) == "Monday"
    assert kept.render(Context({"language": "de"})) == "Montag"


def test_what_is_kept_is_drawn_in_each_language():
    kept = Template("{% load i18n %}{% kept %}{% translate 'Monday' %}{% endkept %}")

    drawn = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            drawn.append(kept.render(Context()))

    assert drawn == ["Monday", "Montag", "Monday"]


def test_kept_values_do_not_pile_up():
    kept = Template("{% kept n %}{{ n }}{% endkept %}")
    for n in range(2 * ui.MOST_KEPT + 5):
        kept.render(Context({"n": n}))

    [node] = [each for each in kept.nodelist if hasattr(each, "drawn")]
    assert len(node.drawn) <= ui.MOST_KEPT


def test_a_clock_shows_the_time_there():
    moment = datetime(2026, 1, 1, 23, 5, tzinfo=UTC)

    assert ui.clock_in(moment, ZoneInfo("Asia/Tokyo")) == "08:05"
    assert ui.clock_in(moment) == "23:05"


@pytest.mark.parametrize("knows", ["request", "here"])
def test_a_part_of_the_site_is_marked_where_one_is(knows):
    def link(path):
        template = Template("<a {% link_to 'listings:search' %}>")
        known = {"request": RequestFactory().get(path), "here": part_of_site(path)}
        return template.render(Context({knows: known[knows]}))

    assert part_of_site("/") == "/"
    assert part_of_site("/listings/") == "/listings/"
    assert part_of_site("/listings/new/") == part_of_site("/listings/1/edit/")
    assert link("/listings/") == '<a href="/listings/" aria-current="page">'
    assert link("/listings/new/") == '<a href="/listings/" aria-current="true">'
    assert link("/players/") == '<a href="/listings/">'
