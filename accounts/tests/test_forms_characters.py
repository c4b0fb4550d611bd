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


ADDRESS = "https://eu.finalfantasyxiv.com/lodestone/character/12345678/"


@pytest.mark.parametrize(
    "typed",
    [
        f"<{ADDRESS}>",
        f"Tamsin Orell {ADDRESS}",
        f"my main: {ADDRESS}, thanks!",
        f"that is me ({ADDRESS}).",
        f"{ADDRESS}.",
        f"[Tamsin Orell]({ADDRESS})",
        f"[Tamsin Orell](<{ADDRESS}> 'Lodestone')",
        f"**{ADDRESS}**",
        f"||{ADDRESS}||",
        f"`{ADDRESS}`",
        f'<a href="{ADDRESS}">Tamsin</a>',
        f"„{ADDRESS}“",
        f"「{ADDRESS}」です",
        f"{ADDRESS}\n{ADDRESS}class_job/",
        f"\u200b{ADDRESS}\ufeff",
        "https://de.finalfantasyxiv.com/lodestone/character/12345678/mount?x=1#a",
        "https://jp.finalfantasyxiv.com/lodestone/character/12345678#profile",
        "https://na.finalfantasyxiv.com/lodestone/character/12345678/goldsaucer/",
        "https://m.na.finalfantasyxiv.com/lodestone/character/12345678/",
        "https://eu.finalfantasyxiv.com/lodestone/character/１２３４５６７８/",
        "ｈｔｔｐｓ：／／ｊｐ．ｆｉｎａｌｆａｎｔａｓｙｘｉｖ．ｃｏｍ／ｌｏｄｅｓｔｏｎｅ／ｃｈａｒａｃｔｅｒ／１２３４５６７８／",
        "１２３４５６７８",
        "<12345678>",
        "#12345678",
        "12345678/",
        "https://www.fflogs.com/character/lodestone-id/12345678",
        "https://ja.fflogs.com/character/lodestone-id/12345678?zone=73&metric=dps",
        "fflogs.com/character/lodestone-id/12345678#difficulty=101",
        "https://tomestone.gg/character/12345678/tamsin-orell",
        "https://jp.tomestone.gg/character/12345678/tamsin-orell/progress",
        "https://lalachievements.com/char/12345678/",
        "https://www.lalachievements.com/char/12345678/mounts/",
        "https://ffxivcollect.com/characters/12345678",
        "https://ffxivcollect.com/characters/12345678/stats/",
        "https://xivapi.com/character/12345678?data=AC",
        f"{ADDRESS} https://tomestone.gg/character/12345678/tamsin-orell",
    ],
)
def test_an_address_is_found_as_people_paste_it(typed):
    form = AddCharacterForm({"address": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["address"] == 12345678


def test_two_characters_in_one_text_are_asked_about():
    other = "https://tomestone.gg/character/87654321/brin-ashdown"
    form = AddCharacterForm({"address": f"{ADDRESS} {other} {ADDRESS}"})

    assert not form.is_valid()
    assert "12345678, 87654321" in form.errors["address"][0]


NUMBER = "up to 10 digits"
ELSEWHERE = "no address at the Lodestone"
PAGE = "no character's"
OWN = "FF Logs' own"


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
        ("１２３４５６７８９０１", NUMBER),
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
        ("https://na.finalfantasyxiv.com/lodestone/character/١٢٣/", PAGE),
        ("https://na.finalfantasyxiv.com/lodestone/character/12345678901/", PAGE),
        ("Tamsin Orell 12345678", ELSEWHERE),
        ("https://www.fflogs.com/character/id/12345678", OWN),
        ("Logs: <https://de.fflogs.com/character/id/12345678?zone=73>", OWN),
        ("https://www.fflogs.com/character/eu/lich/tamsin%20orell", ELSEWHERE),
        ("https://www.fflogs.com/reports/a1B2c3D4", ELSEWHERE),
        ("https://tomestone.gg/character-name/lich/tamsin-orell", ELSEWHERE),
        ("https://tomestone.gg.evil.example/character/12345678/x", ELSEWHERE),
        ("https://evil.example/character/lodestone-id/12345678", ELSEWHERE),
        ("https://ffxivcollect.com/characters/search?name=1", ELSEWHERE),
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
