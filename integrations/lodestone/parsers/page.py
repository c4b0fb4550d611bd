"""The page as a tree, if it is one, and whole."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.outcome import check_body, check_status
from integrations.lodestone.parsers.text import classes

# The longest recorded page has 210,000 characters and 4,900 tags. A tree of nothing but
# unclosed elements costs the square of their number, hence limits before the parser.
MAX_CHARACTERS = 1_000_000
MAX_TAGS = 15_000
MAX_TAG_LENGTH = 50_000
MAX_UNCLOSED = 20

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


def read_page(html: str | bytes, status: int, main: str = selectors.MAIN) -> Page:
    """The page, or the error it stands for. `main` is where its content is."""
    check_status(status)
    text = _decoded(html)
    _refuse_monsters(text)
    tree = LexborHTMLParser(text)
    check_body(tree, status)
    if not _END.search(text, max(0, len(text) - 5_000)):
        raise changed("end of page")
    return Page(tree, _content(tree, main), _language(tree))


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


def _content(tree: LexborHTMLParser, selector: str) -> LexborNode:
    """The main column; the side column beside it shows that it was closed."""
    found = tree.css(selector)
    if len(found) != 1:
        raise changed("main column")
    if selector == selectors.MAIN:
        side = tree.css(selectors.SIDE)
        if len(side) != 1 or not _are_siblings(found[0], side[0]):
            raise changed("side column")
    return found[0]


def _are_siblings(first: LexborNode, second: LexborNode) -> bool:
    above, beside = first.parent, second.parent
    return above is not None and beside is not None and above.mem_id == beside.mem_id


def _language(tree: LexborHTMLParser) -> str | None:
    body = tree.body
    for name in classes(body) if body else ():
        language = name.removeprefix(selectors.BODY_LANGUAGE)
        if language != name and language in selectors.HTML_LANGUAGES.values():
            return language
    html = tree.root
    code = (html.attributes.get("lang") if html else None) or ""
    return selectors.HTML_LANGUAGES.get(code.lower())
