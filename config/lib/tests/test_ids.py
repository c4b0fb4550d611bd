import re
import uuid

import pytest
from django.http import HttpResponse
from django.urls import (
    NoReverseMatch,
    Resolver404,
    path,
    register_converter,
    resolve,
    reverse,
)
from hypothesis import example, given
from hypothesis import strategies as st

from config.lib.ids import ALPHABET, ShortIdConverter, lengthen, shorten, uuid7

LOWEST, HIGHEST = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)

register_converter(ShortIdConverter, "short_id_of_test")
urlpatterns = [path("things/<short_id_of_test:key>/", HttpResponse, name="thing")]


@given(st.uuids())
@example(LOWEST)
@example(HIGHEST)
def test_a_key_comes_back_from_its_short_form(key):
    short = shorten(key)

    assert lengthen(short) == key
    assert re.fullmatch(f"[{ALPHABET}]{{22}}", short)


@given(st.uuids(), st.uuids())
def test_short_forms_sort_as_their_keys(one, other):
    assert (shorten(one) < shorten(other)) is (one < other)


def test_later_keys_sort_after_earlier_ones():
    keys = [uuid7() for _ in range(2000)]

    assert keys == sorted(set(keys))
    assert {key.version for key in keys} == {7}


@pytest.mark.parametrize(
    "short",
    [
        "", "1", "1" * 21, "1" * 23, "0" * 22, "O" * 22, "I" * 22, "l" * 22, "-" * 22,
        "é" * 22, "z" * 22, " " + "1" * 21, "1" * 21 + "\n",
        # One more than 128 bits hold.
        "YcVfxkQb6JRzqk5kF2tNLw",
    ],
)  # fmt: skip
def test_anything_else_is_no_short_form(short):
    with pytest.raises(ValueError, match="a short id"):
        lengthen(short)


def test_the_alphabet_has_no_characters_that_look_alike():
    assert len(set(ALPHABET)) == 58
    assert set("0OIl").isdisjoint(ALPHABET)
    assert list(ALPHABET) == sorted(ALPHABET)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("key", [LOWEST, HIGHEST, uuid7()])
def test_an_address_names_a_key(key):
    address = reverse("thing", kwargs={"key": key})

    assert address == f"/things/{shorten(key)}/"
    assert resolve(address).kwargs == {"key": key}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("short", ["z" * 22, "1" * 21, "0" * 22, "1" * 22 + "%0A"])
def test_an_address_with_anything_else_is_not_found(short):
    with pytest.raises(Resolver404):
        resolve(f"/things/{short}/")


@pytest.mark.urls(__name__)
def test_no_address_is_made_of_what_is_no_key():
    with pytest.raises((NoReverseMatch, AttributeError)):
        reverse("thing", kwargs={"key": "1"})
