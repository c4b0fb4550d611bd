"""Which character is meant: whatever people, and others, type."""

import pytest

from accounts.forms.characters import AddCharacterForm, FindCharacterForm
from accounts.tests.factories import world_id


@pytest.mark.parametrize(
    "typed",
    [
        "12345678",
        " 12345678 ",
        "https://na.finalfantasyxiv.com/lodestone/character/12345678/",
        "https://eu.finalfantasyxiv.com/lodestone/character/12345678",
        "http://jp.finalfantasyxiv.com/lodestone/character/12345678/class_job/",
        "fr.finalfantasyxiv.com/lodestone/character/12345678/?utm=x#top",
        "DE.FinalFantasyXIV.com/lodestone/character/12345678/achievement/?page=2",
    ],
)
def test_every_usual_form_of_an_address_is_its_number(typed):
    form = AddCharacterForm({"address": typed})

    assert form.is_valid()
    assert form.cleaned_data["address"] == 12345678


NUMBER = "up to 10 digits"
ELSEWHERE = "no address at the Lodestone"
PAGE = "no character's"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "required"),
        ("0", NUMBER),
        ("-1", NUMBER),
        ("+5", NUMBER),
        ("1.5", NUMBER),
        ("0123", NUMBER),
        ("1" * 30, NUMBER),
        ("１２３４５", NUMBER),
        ("١٢٣", NUMBER),
        ("https://evil.example/lodestone/character/1/", ELSEWHERE),
        ("https://na.finalfantasyxiv.com@evil.example/lodestone/character/1/", ELSEWHERE),
        ("https://evil@na.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("https://na.finalfantasyxiv.com:8080/lodestone/character/1/", ELSEWHERE),
        ("https://na.finalfantasyxiv.com.evil.example/lodestone/character/1/", ELSEWHERE),
        ("https://xna.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("https://nafinalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("https://evil.example/?https://na.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("ftp://na.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("//na.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("javascript:alert(1)//na.finalfantasyxiv.com/lodestone/character/1/", ELSEWHERE),
        ("https://na.finalfantasyxiv.com/lodestone/character/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/0/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/-1/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/" + "1" * 30 + "/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/１２３/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/freecompany/9231112598715000001/", PAGE),
        ("https://na.finalfantasyxiv.com/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/../../lodestone/character/1/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/1%00/", PAGE),
        ("12345678\x00", "Null characters"),
        ("https://na.finalfantasyxiv.com/lodestone/character/\x001/", "Null characters"),
        ("x" * 1_000_000, "at most 300 characters"),
        ("<script>alert(1)</script>", ELSEWHERE),
        ("Wren Hollowell", ELSEWHERE),
        ("\u202e87654321", ELSEWHERE),
    ],
)  # fmt: skip
def test_anything_else_is_told_beside_the_field(typed, said):
    form = AddCharacterForm({"address": typed})

    assert not form.is_valid()
    assert said in form.errors["address"][0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wren Hollowell", "Wren Hollowell"),
        ("  wren   hollowell ", "wren hollowell"),
        ("Grimsby O’tolle", "Grimsby O'tolle"),
        ("Anne-Lise Du-pont", "Anne-Lise Du-pont"),
    ],
)
def test_a_name_is_read_as_the_game_writes_it(db, typed, meant):
    form = FindCharacterForm({"name": typed, "world": str(world_id("lich"))})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": meant, "world": world_id("lich")}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Wren",
        "Wren Hollowell Third",
        "Wren H0llowell",
        '"Wren" Hollowell',
        "Wren\x00 Hollowell",
        "レン ホロウェル",
        "W" * 1_000_000,
        "Wren Hollowell&page=2",
        "Abcdefghijklmnop Hollowell",
    ],
)
def test_what_no_character_is_called_is_told_beside_the_field(db, typed):
    form = FindCharacterForm({"name": typed, "world": str(world_id("lich"))})

    assert not form.is_valid()
    assert list(form.errors) == ["name"]


@pytest.mark.parametrize("typed", ["", "0", "-1", "99999999", "lich", "1 or 1=1", "９"])
def test_a_world_is_one_of_the_list(db, typed):
    form = FindCharacterForm({"name": "Wren Hollowell", "world": typed})

    assert not form.is_valid()
    assert list(form.errors) == ["world"]
