"""Text, numbers and addresses out of nodes."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from integrations.lodestone.errors import changed

_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:['\u2019-][^\W\d_]*)*", re.UNICODE)
_IMAGE = re.compile(
    r"https?://[a-z0-9-]{1,40}\.finalfantasyxiv\.com/[\w./-]{1,200}"
    r"\.(?:jpe?g|png|gif|webp)(?:\?\w*)?",
    re.ASCII,
)
_LEVEL = re.compile(r"[1-9][0-9]{0,2}")
_WORLD = re.compile(
    r"([^\[\]()<>/]{1,40}?) ?(?:\[([^\[\]<>/]{1,40})\]|\(([^\[\]()<>/]{1,40})\))"
)
_SOURCE_BREAK = re.compile(r"[ \t]*[\r\n\f][ \t\r\n\f]*")
_AROUND_BREAK = re.compile(r"\x00?\x01\x00?")
_CHARACTER = re.compile(
    r"(?:https://[a-z]+\.finalfantasyxiv\.com)?/lodestone/character/([1-9][0-9]{0,18})/?"
)


def classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def clean(text: str | None) -> str:
    """One line: white space of any kind is one space, ends are trimmed."""
    return " ".join((text or "").split())


def text_of(node: LexborNode) -> str:
    return clean(node.text())


def lines_of(node: LexborNode) -> str:
    """The text with `<br>` as line break, as a browser shows it but for inner spaces."""
    parts = []
    for piece in node.traverse(include_text=True):
        if piece.tag == "br":
            parts.append("\x01")
        elif piece.tag == "-text":
            plain = piece.text(deep=False).translate(_NO_CONTROLS)
            parts.append(_SOURCE_BREAK.sub("\x00", plain))
    text = _AROUND_BREAK.sub("\n", "".join(parts))
    return text.replace("\x00", " ").strip()


_NO_CONTROLS = {0: None, 1: None, 0xA0: " "}


def one(scope: LexborNode | LexborHTMLParser, selector: str, what: str) -> LexborNode:
    """The only match; several are as wrong as none."""
    found = scope.css(selector)
    if len(found) != 1:
        raise changed(what)
    return found[0]


def leaf_text(node: LexborNode, what: str) -> str:
    """The text of an element that holds no other; one that does was never closed."""
    if len(node.css("*")) > 1:  # itself is among them
        raise changed(what)
    return text_of(node)


def required(text: str, what: str) -> str:
    if not text:
        raise changed(what)
    return text


def no_loose_text(nodes: list[LexborNode], what: str) -> None:
    """Text between elements has lost the element that said what it is."""
    if any(node.text(deep=False).strip() for node in nodes):
        raise changed(what)


def character_name(text: str) -> str:
    """First and last name: letters, apostrophes and hyphens."""
    parts = text.split(" ")
    if len(parts) != 2 or len(text) > 40 or not all(map(_NAME.fullmatch, parts)):
        raise changed("name")
    return text


def world_and_data_centre(text: str) -> tuple[str, str]:
    """From "World [Data Centre]", or with round brackets as until 2022.

    Both are any words: those of test centres have spaces, digits and round brackets.
    """
    match = _WORLD.fullmatch(text)
    names = (match[1].strip(), (match[2] or match[3]).strip()) if match else ("", "")
    if not all(names):
        raise changed("world")
    return names


def level(text: str, what: str) -> int | None:
    """None for "-"."""
    if text == "-":
        return None
    if not _LEVEL.fullmatch(text):
        raise changed(what)
    return int(text)


def character_id(link: LexborNode, what: str) -> int:
    match = _CHARACTER.fullmatch(attribute(link, "href"))
    if not match:
        raise changed(what)
    return int(match[1])


def attribute(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()


def image_url(url: str, what: str) -> str:
    """An address on one of the game's hosts, which change from year to year."""
    if not _IMAGE.fullmatch(url):
        raise changed(what)
    return url
