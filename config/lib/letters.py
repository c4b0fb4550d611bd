"""One form for all the spellings of a letter, as search compares them."""

import re
import unicodedata

# What stands inside a word and may be left out or be another sign of its kind.
JOINER = "-"
_JOINERS = (
    "-_'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u2035"
    "\u055a\ua78c\uff07"  # apostrophes
    "\u02d7\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
    "\u00b7\u2027\u30a0\u30fb\uff65"  # hyphens, and the dots between names
    "\u200b"  # where a line may break
)
# Voicing marks that stand beside their character, which NFKC would tear off it.
_VOICED = {"\u309b": "\u3099", "\u309c": "\u309a"}
_SIGNS = str.maketrans({**dict.fromkeys(_JOINERS, JOINER), **_VOICED})
# What nobody sees: soft hyphens, directions, joiners, variants of a character.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef]+"
)
# Marks that no word needs: Latin accents and their extensions, the marks left over
# where no Japanese character could take them, and those that enclose.
_LOOSE = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0488\u0489]+"
)
_LEFT_OVER = re.compile("[\u3099\u309a]+")
# Latin letters that Unicode takes for one piece, by what their names say of them.
_LATIN_BLOCKS = (
    range(0xC0, 0x2B0), range(0x1D00, 0x1DC0), range(0x1E00, 0x1F00),
    range(0x2C60, 0x2C80), range(0xA720, 0xA800), range(0xAB30, 0xAB70),
)  # fmt: skip
_NAMED = re.compile(
    r"LATIN (?:SMALL )?(?:LETTER|LIGATURE) (?:SMALL CAPITAL )?([A-Z]{1,2})(?: WITH .+)?"
)
_NAMELESS = {
    "þ": "th", "ð": "d", "\u0131": "i", "ȷ": "j", "ĸ": "k", "ŋ": "ng", "ə": "e",
    "ɛ": "e", "ɔ": "o", "\u0261": "g",
}  # fmt: skip
# How these are written where a keyboard lacks them, besides without their marks.
_WIDE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _base_letters() -> dict[int, str]:
    letters = {ord(letter): base for letter, base in _NAMELESS.items()}
    for code in (code for block in _LATIN_BLOCKS for code in block):
        if found := _NAMED.fullmatch(unicodedata.name(chr(code), "")):
            letters.setdefault(code, found[1].lower())
    return letters


_BASE = _base_letters()


def fold(text: str) -> str:
    """One form for all spellings: width and case folded, accents dropped, letters of
    Latin taken apart, every apostrophe, hyphen and dot inside a name a `-`."""
    return _without_marks(_one_width(text))


def spellings(text: str) -> list[str]:
    """The folded text; and once more with ae, oe, ue, aa where letters stand for them.
    Both have the same words in the same order."""
    folded = _one_width(text)
    wide = folded.translate(_WIDE)
    plain = _without_marks(folded)
    return [plain] if wide == folded else [plain, _without_marks(wide)]


def _one_width(text: str) -> str:
    seen = _UNSEEN.sub("", text).translate(_SIGNS)
    # Signs again: some stand in what a letter like ŉ is taken apart to.
    folded = unicodedata.normalize("NFKC", seen).casefold().translate(_SIGNS)
    return unicodedata.normalize("NFC", folded)


def _without_marks(folded: str) -> str:
    plain = _LOOSE.sub("", unicodedata.normalize("NFD", folded)).translate(_BASE)
    return _LEFT_OVER.sub("", unicodedata.normalize("NFKC", plain))
