import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.text import fold, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Savage Mode", ["savage", "mode"]),
        ("P8S/M4S", ["p8s", "m4s"]),
        ("Café ÉLAN Ägypten", ["cafe", "elan", "agypten"]),
        ("Straße", ["strasse"]),
        ("ﬁn １２３", ["fin", "123"]),
        ("don't stop-it snake_case", ["don", "t", "stop", "it", "snake_case"]),
        ("零式", ["零", "式", "零式"]),
        ("絶・零式", ["絶", "零", "式", "零式"]),
        ("M4Sの絶", ["m4s", "の", "絶", "の絶"]),
        ("𠮷野", ["𠮷", "野", "𠮷野"]),
        ("한국", ["한", "국", "한국"]),
        ("हिन्दी ไทย Привет", ["हिन्दी", "ไทย", "привет"]),
        ("", []),
        (" \t\n!?・。", []),
        ("a\0b\ud800c", ["a", "b", "c"]),
    ],
)
def test_the_words_that_search_sees(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｱﾚｷｻﾝﾀﾞｰ", "アレキサンダー"),
        ("ﾊﾟｲﾝ", "パイン"),
        ("が", "か\u3099"),
        ("ば", "は\u309b"),
        ("ぱ", "は゜"),
        ("ＡＢＣ", "abc"),
        ("é", "e\u0301"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("㍿", "株式会社"),
        ("①", "1"),
    ],
)
def test_two_spellings_are_found_by_each_other(one, other):
    assert fold(one) == fold(other)
    assert tokens(one) == tokens(other)


def test_voicing_tells_words_apart():
    assert tokens("が") != tokens("か")
    assert tokens("パ") != tokens("ハ")


@pytest.mark.parametrize("word", ["零式", "零", "式", "レキ", "アレキ", "絶ア"])
def test_a_part_of_a_japanese_title_is_found(word):
    title = set(tokens("絶アレキサンダー零式"))

    assert title.issuperset(tokens(word))


@pytest.mark.parametrize("mark", ["\u0301", "\u0334", "\u0489", "\u20dd", "\ufe20"])
def test_heaped_marks_do_not_hide_a_word(mark):
    heaped = "".join(letter + mark * 500 for letter in "static")

    assert tokens(heaped) == ["static"]


def test_heaped_voicing_marks_leave_the_character():
    assert tokens("か" + "\u3099" * 1000 + "零") == tokens("が零")


@given(st.text())
def test_words_are_short_and_hold_nothing_a_database_refuses(text):
    for token in tokens(text):
        assert 1 <= len(token) <= 64
        assert "\0" not in token
        assert token.encode("utf-8").decode() == token
        assert not any(character.isspace() for character in token)


@given(st.text())
def test_a_composed_and_a_decomposed_text_have_the_same_words(text):
    assert tokens(unicodedata.normalize("NFC", text)) == tokens(
        unicodedata.normalize("NFD", text)
    )


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
