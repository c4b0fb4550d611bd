"""Long text ends at a word, and no visible character is torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.discord.cutting import cut, length


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("short", 5, "short"),
        ("  short \n", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one\ntwo three", 6, "one…"),
        ("endlessword", 6, "endle…"),
        ("a endlessword", 9, "a endles…"),  # a word from the far end is no loss
        ("零式の固定メンバーを募集", 6, "零式の固定…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("", 10, ""),
        ("half a pair \ud83d", 20, "half a pair \ufffd"),
    ],
)
def test_text_is_cut_at_a_word(text, limit, kept):
    assert cut(text, limit) == kept


@pytest.mark.parametrize(
    "character",
    [
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "e\u0301\u0323",
        "❤️",
        "\u1112\u1161\u11ab",
        "ｶﾞ",
    ],
)
def test_what_looks_like_one_character_stays_one(character):
    text = "ab" + character * 3

    cuts = {cut(text, limit) for limit in range(3, length(text))}

    assert cuts == {"ab" + character * n + "…" for n in range(3)}


def test_flags_are_not_split():
    flags = "🇩🇪🇫🇷🇯🇵🇺🇸"

    cuts = [cut(flags, limit) for limit in (4, 5, 8, 9, 12, 13)]

    assert cuts == ["…", "🇩🇪…", "🇩🇪…", "🇩🇪🇫🇷…", "🇩🇪🇫🇷…", "🇩🇪🇫🇷🇯🇵…"]


def test_a_character_with_endless_accents_is_cut_somewhere():
    assert length(cut("a" + "\u0301" * 500, 100)) == 100


@given(st.text(max_size=60), st.integers(0, 40))
def test_what_is_cut_fits_and_is_how_the_text_begins(text, limit):
    kept = cut(text, limit)

    assert length(kept) <= limit
    assert kept.encode("utf-16")
    whole = cut(text, 1000)
    assert whole.startswith(kept.removesuffix("…"))
    assert kept == whole or kept.endswith("…") or limit == 0


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=2, max_size=20))
def test_no_word_is_torn_where_words_are_short(words):
    text = " ".join(words)

    kept = cut(text, 24)

    assert set(kept.removesuffix("…").split()) <= set(words)
