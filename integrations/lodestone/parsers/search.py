"""A page of search results."""

import re

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.page import read_page
from integrations.lodestone.parsers.text import (
    attribute,
    character_id,
    character_name,
    clean,
    image_url,
    leaf_text,
    level,
    one,
    required,
    text_of,
    world_and_data_centre,
)
from integrations.lodestone.schemas import Affiliation, Found, SearchPage
from integrations.parts import Parts

_NUMBER = re.compile(r"\d{1,9}")
_FREE_COMPANY = re.compile(r".*/lodestone/freecompany/(\d{1,40})/?")


def parse_search(html: str | bytes, status: int = 200) -> SearchPage:
    """The results on this page; none where the site says that there are none.

    Raises `Changed` where it is unsure who was found; any other part is left out.
    """
    parts = Parts()
    page = read_page(html, status, parts)
    results = read_results(page.main, parts)
    if not results and page.main.css_first(selectors.NO_RESULTS) is None:
        raise changed("results")
    number, pages = parts.read(_pager, page.main) or (None, None)
    following = page.main.css_first(selectors.PAGER_NEXT)
    url = attribute(following, "href") if following else ""
    return SearchPage(
        results=results,
        total=parts.read(_total, page.main),
        page=number,
        pages=pages,
        next_url=url if url.startswith(("https://", "/")) else None,
        is_capped=page.main.css_first(selectors.CAPPED) is not None,
        language=page.language,
        unread=parts.unread,
    )


def read_results(main: LexborNode, parts: Parts) -> tuple[Found, ...]:
    """Restricted to `main`: the side column has entries about other people."""
    links = main.css(selectors.RESULT)
    if len(main.css(selectors.RESULT_NAME)) != len(links):
        raise changed("results")
    return tuple(_found(link, parts) for link in links)


def _found(link: LexborNode, parts: Parts) -> Found:
    world, data_centre = parts.read(_world, link) or (None, None)
    return Found(
        id=character_id(link, "id"),
        name=character_name(text_of(one(link, selectors.RESULT_NAME, "name"))),
        world=world,
        data_centre=data_centre,
        avatar_url=parts.read(_avatar, link),
        active_level=parts.read(_level, link),
        grand_company=_grand_company(link),
        free_company=parts.read(_free_company, link),
        languages=parts.read(_languages, link),
    )


def _world(link: LexborNode) -> tuple[str, str]:
    return world_and_data_centre(text_of(one(link, selectors.RESULT_WORLD, "world")))


def _avatar(link: LexborNode) -> str:
    face = one(link, selectors.RESULT_FACE, "avatar")
    return image_url(attribute(face, "src"), "avatar")


def _languages(link: LexborNode) -> str:
    return leaf_text(one(link, selectors.RESULT_LANGUAGES, "languages"), "languages")


def _level(link: LexborNode) -> int | None:
    found = link.css(selectors.RESULT_LEVEL)
    return level(text_of(found[0]), "level") if found else None


def _grand_company(link: LexborNode) -> str | None:
    found = link.css("li[data-tooltip]")
    return clean(attribute(found[0], "data-tooltip")) or None if found else None


def _free_company(link: LexborNode) -> Affiliation | None:
    """Beside the result's own link, in the same entry: a link in a link cannot be."""
    following = link.next
    while following is not None and following.tag == "-text":
        following = following.next
    if following is None or following.tag != "a":
        return None
    match = _FREE_COMPANY.fullmatch(attribute(following, "href"))
    if not match:
        return None
    return Affiliation(match[1], required(text_of(following), "free company"))


def _total(main: LexborNode) -> int:
    """ "1000 Total", in whatever language and with whatever between the digits."""
    text = text_of(one(main, selectors.TOTAL, "total"))
    digits = re.sub(r"(?<=\d)[.,'\u2019 ](?=\d{3}(?!\d))", "", text)
    numbers = _NUMBER.findall(digits)
    if len(numbers) != 1:
        raise changed("total")
    return int(numbers[0])


def _pager(main: LexborNode) -> tuple[int | None, int | None]:
    found = main.css_first(selectors.PAGER)
    if found is None:
        return None, None
    numbers = _NUMBER.findall(text_of(found))
    if len(numbers) != 2:
        raise changed("pager")
    return int(numbers[0]), int(numbers[1])
