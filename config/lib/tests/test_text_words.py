import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.letters import fold
from config.lib.text import name_tokens, search_words, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Savage Mode", ["savage", "mode"]),
        ("P8S/M4S", ["p8s", "m4s"]),
        ("Café ÉLAN Ägypten", ["cafe", "elan", "agypten", "aegypten"]),
        ("Straße", ["strasse"]),
        ("ﬁn １２３", ["fin", "123"]),
        ("don't stop", ["don", "dont", "t", "stop"]),
        ("mid-core", ["mid", "midcore", "core"]),
        ("-- 3-4 nights --", ["3", "4", "nights"]),
        ("Zodiark’s-fall", ["zodiark", "zodiarks", "zodiarksfall", "s", "fall"]),
        ("a-b-c-d-e", ["a", "ab", "abc", "abcd", "b", "c", "d", "e"]),
        ("für Łódź", ["fur", "lodz", "fuer"]),
        ("零式", ["零", "式", "零式"]),
        ("絶・零式", ["絶", "零", "式", "絶零", "零式"]),
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
        ("Cœur", "coeur"),
        ("Pandæmonium", "PANDAEMONIUM"),
        ("Łódź đak þing ĳs ħŧ", "lodz dak thing ijs ht"),
        ("ɓɗƙ ǥ ȼ ɇ ɨ ꞓ ᵹ", "bdk g c e i c ᵹ"),
        ("ꜱᴛᴀᴛɪᴄ", "static"),
        ("𝕊𝕥𝕒𝕥𝕚𝕔", "static"),
        ("IŞIK İyi", "ışık iyi"),
        ("ẞ", "ss"),
        ("ёлка", "елка"),
        ("Ἀθηνᾶς ΆΘΗΝΑΣ", "αθηνας αθηνας"),
        ("Sil'dihn", "Sil’dihn"),
        ("Sil`dihn", "Silʼdihn"),
        ("Sil´dihn", "Sil＇dihn"),
        ("mid-core", "mid‑core"),
        ("mid–core", "mid−core"),
        ("mid_core", "mid‐core"),
        ("ダンシング・グリーン", "ﾀﾞﾝｼﾝｸﾞ･ｸﾞﾘｰﾝ"),
        ("sta\u00adtic", "static"),
        ("\u202esta\u200dtic\ufeff", "static"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_two_spellings_are_found_by_each_other(one, other):
    assert fold(one) == fold(other)
    assert tokens(one) == tokens(other)


def finds(typed: str, text: str) -> bool:
    """As a search does, whose last word is whole."""
    there = set(tokens(text))
    return all(
        any(there.issuperset(t for unit in units for t in unit) for units in ways)
        for ways in search_words(typed, 12)
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("fuer anfaenger", "für Anfänger"),
        ("fur anfanger", "für Anfänger"),
        ("für Anfänger", "fuer anfaenger"),
        ("FUER", "fu\u0308r"),
        ("smoerrebroed", "smørrebrød"),
        ("smorrebrod", "smørrebrød"),
        ("smørrebrød", "smoerrebroed"),
        ("Gaasefjord", "Gåsefjord"),
        ("Gåsefjord", "Gaasefjord"),
        ("Mjölnir", "Mjølnir"),
        ("laereplass", "læreplass"),
        ("sildihn", "Sil'dihn"),
        ("sil'dihn", "Sildihn"),
        ("Sil’dihn", "Sil`dihn"),
        ("merchants tale", "Merchant's Tale"),
        ("merchant's tale", "Merchants Tale"),
        ("leveil deden", "L'Éveil d'Éden"),
        ("eden", "L'Éveil d'Éden"),
        ("midcore", "mid-core"),
        ("mid-core", "midcore"),
        ("mid-core", "mid core"),
        ("mid‑core", "mid–core"),
        ("nightowl", "night_owl"),
        ("night owl", "night_owl"),
        ("arc-en-ciel", "l’arc-en-ciel"),
        ("ダンシンググリーン", "ダンシング・グリーン"),
        ("ダンシング・グリーン", "ダンシンググリーン"),
        ("グリーン", "ダンシング・グリーン"),
        ("m4sの絶", "絶と M4Sの絶"),
    ],
)
def test_what_is_written_otherwise_is_found(typed, text):
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("fur", "fuer"),  # no German word is broken up
        ("dul", "duel"),
        ("blu", "blue"),
        ("does", "dos"),
        ("stale", "Merchant's-tale"),
        ("34", "3-4 nights"),
        ("midcore", "mid core"),
        ("mid-core", "mid"),
    ],
)
def test_what_says_something_else_is_not(typed, text):
    assert not finds(typed, text)


@pytest.mark.parametrize("typed", ["ultimaweapon", "theultimaweapon", "honeyblovely"])
def test_a_name_is_found_without_its_spaces(typed):
    assert typed in {*name_tokens("The Ultima Weapon"), *name_tokens("Honey B. Lovely")}


@given(st.text())
def test_a_text_is_found_by_itself(text):
    assert finds(text, text)


def test_no_more_parts_than_asked_are_looked_for():
    assert len(search_words("a b c d", 3)) == 3
    assert search_words("a-b-c-d e", 3) == [[[("abc",)], [("a",), ("b",), ("c",)]]]


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
