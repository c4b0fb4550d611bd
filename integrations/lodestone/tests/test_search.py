"""Pages of search results, and of worlds."""

from dataclasses import replace
from typing import Any

import pytest

from integrations.errors import Changed
from integrations.lodestone.pages import search_page, world_status_page
from integrations.lodestone.parsers import parse_search, parse_world_status
from integrations.lodestone.schemas import WorldState
from integrations.lodestone.tests.people import found

MANY = [found(number) for number in range(1, 121)]


def test_results_are_those_of_the_main_column():
    read = parse_search(search_page(MANY[:3]))

    assert read.results == tuple(MANY[:3])
    assert (read.total, read.page, read.pages, read.next_url) == (3, 1, 1, None)
    assert not read.is_capped


def test_a_long_list_tells_its_next_page():
    read = parse_search(search_page(MANY, query="Tam", number=2))

    assert read.results == tuple(MANY[50:100])
    assert (read.total, read.page, read.pages) == (120, 2, 3)
    assert read.next_url == "/lodestone/character/?page=3&q=Tam"


def test_the_last_page_has_no_next():
    read = parse_search(search_page(MANY, number=3))

    assert (len(read.results), read.next_url) == (20, None)


def test_beyond_the_end_there_is_nobody():
    read = parse_search(search_page(MANY, number=4))

    assert (read.results, read.total) == ((), 120)


def test_a_capped_total_is_marked():
    read = parse_search(search_page([found(n) for n in range(1, 1101)]))

    assert (read.total, read.pages, read.is_capped) == (1000, 20, True)


@pytest.mark.parametrize(
    "total", ["1,000 Total", "1.000 Gesamt", "1 000 résultats", "1000件"]
)
def test_the_total_is_read_in_every_language(total):
    text = search_page(MANY[:2], language="fr").replace("2 Total", total)

    assert parse_search(text).total == 1000


def test_nobody_of_this_name_is_no_error():
    read = parse_search(search_page([]))

    assert (read.results, read.total, read.page) == ((), 0, None)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("entry__link", "results"),
        ("entry__name", "results"),
        ("/lodestone/character/1/", "id"),
        ("Tamsin O&#39;rell</p>", "name"),
    ],
)
def test_who_was_found_must_be_read(part, what):
    text = search_page(MANY[:1])
    assert part in text

    with pytest.raises(Changed) as told:
        parse_search(text.replace(part, "renamed"))

    assert told.value.what == what


@pytest.mark.parametrize(
    ("part", "what", "less"),
    [
        ("entry__chara__face", "avatar", {"avatar_url"}),
        ("parts__total", "total", set()),
        ("Page 1 of 1", "pager", set()),
        ("entry__chara__lang", "languages", {"languages"}),
        ("Lich [Light]", "world", {"world", "data_centre"}),
        ("entry__world", "world", {"world", "data_centre"}),
        ("<span>100</span>", "level", {"active_level"}),
        ("ldst__side", "side column", set()),
    ],
)
def test_any_other_part_may_be_missing_and_is_named(part, what, less):
    text = search_page(MANY[:1])
    assert part in text
    other = "<span>many</span>" if part.startswith("<") else "renamed"

    nothing: Any = dict.fromkeys(less)

    read = parse_search(text.replace(part, other))

    assert read.unread == (what,)
    assert read.results == (replace(MANY[0], **nothing),)


def test_neither_results_nor_their_absence_is_an_error():
    text = search_page([]).replace("parts__zero", "renamed")

    with pytest.raises(Changed) as told:
        parse_search(text)

    assert told.value.what == "results"


WORLDS = {
    "Light": (
        WorldState("Lich", "Online", "Standard", "Open"),
        WorldState("Odin", "Maintenance", "Congested", "Closed"),
    ),
    "Mana": (WorldState("Titan", "Online", "New", "Open"),),
}


def test_worlds_come_by_data_centre():
    assert parse_world_status(world_status_page(WORLDS)) == WORLDS


@pytest.mark.parametrize(
    "part",
    [
        "world-dcgroup__item",
        "world-dcgroup__header",
        "world-list__item",
        "world-list__world_name",
        "ldst__contents--worldstatus",
    ],
)
def test_worlds_are_all_there_or_none(part):
    text = world_status_page(WORLDS).replace(part, "renamed", 1)

    with pytest.raises(Changed):
        parse_world_status(text)
