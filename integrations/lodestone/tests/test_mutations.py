"""A hurt page gives a typed error or the truth, never a lie and no other exception.

What it says less than the truth it names. Some examples of each harm; before a change
of the parsers is trusted, `MUTATIONS=20` tries twenty times as many.
"""

import os
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.errors import OutsideError
from integrations.lodestone import pages
from integrations.lodestone.parsers import (
    parse_character,
    parse_class_jobs,
    parse_search,
    parse_world_status,
)
from integrations.lodestone.schemas import (
    Character,
    ClassJobs,
    SearchPage,
    WorldState,
)
from integrations.lodestone.tests import mutations, samples
from integrations.lodestone.tests.people import BRAN, JOBS, PIP, TAMSIN, found

pytestmark = pytest.mark.slow

OWN = [pages.character_page(who) for who in (TAMSIN, BRAN, PIP)]
RECORDED = [
    samples.page(name).decode()
    for name in samples.names("character_2") + samples.names("character_private")
    if samples.FOLDER.is_dir()
]
WORLDS = {"Light": [WorldState("Lich", "Online", "Standard", "Open")]}
PARSERS = [parse_character, parse_class_jobs, parse_search, parse_world_status]
HARMS = [
    mutations.cut,
    mutations.tag_lost,
    mutations.two_tags_lost,
    mutations.tag_doubled,
    mutations.attribute_lost,
    mutations.class_renamed,
    mutations.bytes_hurt,
]


MORE = int(os.environ.get("MUTATIONS", "1"))
NOTHING: tuple[Any, ...] = (None, {}, "")


def examples(number):
    return settings(max_examples=number * MORE, deadline=None)


@cache
def truth_of(text):
    return asdict(parse_character(text))


def drawing(data):
    return lambda highest: data.draw(st.integers(0, max(0, highest)))


def outcome(parse, page):
    """What the parser says, None for an error that callers know."""
    try:
        return parse(page)
    except OutsideError:
        return None


def check_no_lie(text, harm, data):
    read = outcome(parse_character, harm(text, drawing(data)))
    if read is None:
        return
    told, truth = asdict(read), dict(truth_of(text))
    if told["item_level"] is None:  # "cannot say" is no lie
        truth["item_level"] = None
    levels = told.pop("job_levels")
    assert levels.items() <= truth["job_levels"].items()
    less = {key for key in told if told[key] != truth[key]} - {"unread"}
    assert {key: told[key] for key in less if told[key] not in NOTHING} == {}
    assert not less & {"id", "name"}
    if less or levels != truth["job_levels"]:
        assert read.unread


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@examples(30)
@given(data=st.data())
def test_a_hurt_page_tells_no_lie(harm, data):
    check_no_lie(data.draw(st.sampled_from(OWN)), harm, data)


@samples.needs_samples
@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@examples(10)
@given(data=st.data())
def test_a_hurt_recorded_page_tells_no_lie(harm, data):
    check_no_lie(data.draw(st.sampled_from(RECORDED)), harm, data)


@pytest.mark.parametrize("text", OWN, ids=["public", "bare", "private"])
@examples(25)
@given(data=st.data())
def test_a_page_that_is_cut_off_is_never_a_character(text, data):
    with pytest.raises(OutsideError):
        parse_character(mutations.cut(text, drawing(data)))


@pytest.mark.parametrize("text", OWN, ids=["public", "bare", "private"])
@examples(5)
@given(data=st.data())
def test_the_order_of_attributes_means_nothing(text, data):
    shuffled = mutations.attributes_shuffled(text, drawing(data))

    assert asdict(parse_character(shuffled)) == truth_of(text)


def check_piece(text, data):
    truth = truth_of(text)
    read = outcome(parse_character, mutations.piece_lost(text, drawing(data)))
    if read is None:
        return
    told = asdict(read)
    assert (told["id"], told["name"]) == (truth["id"], truth["name"])
    told.pop("unread")
    assert told.pop("job_levels").items() <= truth["job_levels"].items()
    bio = told.pop("bio")  # a line of it may be what was lost
    assert bio is None or set(bio.split("\n")) <= set(truth["bio"].split("\n"))
    assert all(value in (None, truth[key]) for key, value in told.items())


@examples(50)
@given(data=st.data())
def test_a_page_with_a_hole_tells_no_lie(data):
    check_piece(data.draw(st.sampled_from(OWN)), data)


@samples.needs_samples
@pytest.mark.slow
@examples(40)
@given(data=st.data())
def test_a_recorded_page_with_a_hole_tells_no_lie(data):
    check_piece(data.draw(st.sampled_from(RECORDED)), data)


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@examples(30)
@given(
    page=st.binary(max_size=300) | st.text(max_size=300), status=st.integers(-1, 1000)
)
def test_noise_is_an_error_with_every_status(parse, page, status):
    with pytest.raises(OutsideError):
        parse(page, status)


VALUES = {
    parse_character: (Character, pages.character_page(TAMSIN)),
    parse_class_jobs: (ClassJobs, pages.class_job_page(TAMSIN, JOBS)),
    parse_search: (SearchPage, pages.search_page([found()])),
    parse_world_status: (dict, pages.world_status_page(WORLDS)),
}


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@examples(30)
@given(data=st.data())
def test_noise_inside_a_page_raises_nothing_else(parse, data):
    kind, text = VALUES[parse]
    place = drawing(data)(len(text))
    noise = data.draw(st.text(st.characters(exclude_categories=[]), max_size=50))

    read = outcome(parse, text[:place] + noise + text[place:])

    assert read is None or type(read) is kind


RESULTS = tuple(found(number) for number in range(1, 8))


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@examples(20)
@given(data=st.data())
def test_a_hurt_search_loses_nobody_silently(harm, data):
    text = pages.search_page(RESULTS)

    read = outcome(parse_search, harm(text, drawing(data)))

    if read is None:
        return
    assert [(f.id, f.name) for f in read.results] == [(f.id, f.name) for f in RESULTS]
    for told, true in zip(read.results, RESULTS, strict=True):
        assert told.world == true.world or (told.world is None and read.unread)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@examples(15)
@given(data=st.data())
def test_a_hurt_class_job_page_tells_no_lie(harm, data):
    text = pages.class_job_page(TAMSIN, JOBS)

    read = outcome(parse_class_jobs, harm(text, drawing(data)))

    assert read is None or (read.character.id, read.jobs) == (TAMSIN.id, JOBS)
