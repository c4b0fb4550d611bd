"""Names as the client writes them, and as the catalogue does."""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212]")


def tidy(name: str) -> str:
    """A name as the catalogue writes it: plain spaces and dashes, a capital first."""
    visible = "".join(c for c in name if unicodedata.category(c) not in {"Cf", "Cc"})
    name = " ".join(_DASHES.sub("-", visible).split())
    return name[:1].upper() + name[1:]


def tidy_job(name: str, language: str) -> str:
    """The client writes jobs small; English has each of their words with a capital."""
    words = tidy(name).split(" ")
    if language == "en":
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words)


def is_same(one: str, other: str) -> bool:
    """Whether they are one name, whatever their capitals, spaces and dashes."""
    return _key(one) == _key(other)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKC", tidy(name)).replace("\u2019", "'")
    return "".join(plain.casefold().split())
