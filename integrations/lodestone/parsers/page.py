"""The page as a tree, if it is one, and whole."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.outcome import check_body, check_status
from integrations.lodestone.parsers.text import classes, one
from integrations.parts import Parts

# The longest recorded page has 210,000 characters and 4,900 tags. A tree of nothing but
# unclosed elements costs the square of their number, hence limits before the parser.
MAX_CHARACTERS = 1_000_000
MAX_TAGS = 15_000
MAX_TAG_LENGTH = 50_000
MAX_UNCLOSED = 20

SIDE = "side column"
_END = re.compile(r"</html\s*>(?:\s|<!--(?:[^-]|-(?!->))*-->)*\Z", re.IGNORECASE)
# Unclosed, each of these is opened again in every later paragraph.
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike")
).union(("strong", "tt", "u"))
_SHORT_TAG = re.compile(r"<(/?[abcefinstu][a-z]{0,5})[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    tree: LexborHTMLParser
    main: LexborNode
    language: str | None


def read_page(
    html: str | bytes, status: int, parts: Parts, main: str = selectors.MAIN
) -> Page:
    """The page, or the error it stands for. `main` is where its content is."""
    check_status(status)
    text = _decoded(html)
    _refuse_monsters(text)
    tree = LexborHTMLParser(text)
    check_body(tree, status)
    if not _END.search(text, max(0, len(text) - 5_000)):
        raise changed("end of page")
    found = one(tree, main, "main column")
    if main == selectors.MAIN:
        _check_closed(tree, found)
        parts.read(one, tree, selectors.SIDE, SIDE)
    return Page(tree, found, _language(tree))


def _decoded(html: str | bytes) -> str:
    try:
        if isinstance(html, bytes):
            return html.decode("utf-8-sig")
        html.encode()  # lone surrogates are no text
    except UnicodeError:
        raise changed("encoding") from None
    return html.removeprefix("\ufeff")


def _refuse_monsters(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise changed("length")
    pieces = text.split("<")
    if len(pieces) > MAX_TAGS or max(map(len, pieces)) > MAX_TAG_LENGTH:
        raise changed("number of tags")
    if _most_unclosed(text) > MAX_UNCLOSED:
        raise changed("nesting of tags")


def _most_unclosed(text: str) -> int:
    most = 0
    unclosed = dict.fromkeys(_FORMATTING, 0)
    for tag in _SHORT_TAG.findall(text):
        name = tag.strip("/").lower()
        if name in unclosed:
            unclosed[name] = max(0, unclosed[name] + (-1 if tag[0] == "/" else 1))
            most = max(most, unclosed[name])
    return most


def _check_closed(tree: LexborHTMLParser, main: LexborNode) -> None:
    """A side column that is not beside the main one shows that that was never closed."""
    if any(_parent(side) != _parent(main) for side in tree.css(selectors.SIDE)):
        raise changed("main column")


def _parent(node: LexborNode) -> int | None:
    return node.parent.mem_id if node.parent else None


def _language(tree: LexborHTMLParser) -> str | None:
    body = tree.body
    for name in classes(body) if body else ():
        language = name.removeprefix(selectors.BODY_LANGUAGE)
        if language != name and language in selectors.HTML_LANGUAGES.values():
            return language
    html = tree.root
    code = (html.attributes.get("lang") if html else None) or ""
    return selectors.HTML_LANGUAGES.get(code.lower())
