"""A character's page."""

import re
from dataclasses import asdict

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.details import read_details
from integrations.lodestone.parsers.frame import read_frame
from integrations.lodestone.parsers.gear import read_item_level
from integrations.lodestone.parsers.levels import read_levels
from integrations.lodestone.parsers.page import read_page
from integrations.lodestone.parsers.text import attribute, image_url, lines_of, one
from integrations.lodestone.schemas import Character, Frame

_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def parse_character(html: str | bytes, status: int = 200) -> Character:
    """The character on the page. Raises the errors of `integrations.lodestone.errors`.

    A private profile is a value with `is_private`; a page without a part that every
    profile has is `Changed`, and names the part.
    """
    page = read_page(html, status)
    frame = read_frame(page.main)
    if is_private(page.main):
        return _character(frame, language=page.language, is_private=True)
    return _character(frame, language=page.language, **_profile(page.main))


def is_private(main: LexborNode) -> bool:
    """The message stands in an element of its own, and nothing of a profile beside it."""
    message = main.css_first(selectors.PRIVATE)
    return message is not None and main.css_first(selectors.PUBLIC) is None


def _character(frame: Frame, **more: object) -> Character:
    return Character(**asdict(frame), **more)  # type: ignore[arg-type]


def _profile(main: LexborNode) -> dict[str, object]:
    details = read_details(main)
    return {
        **{name: getattr(details, name) for name in details.__slots__},
        "bio": _bio(main),
        "job_levels": read_levels(main),
        "portrait_url": _portrait(main),
        "active_level": _active_level(main),
        "active_job_icon_url": _active_icon(main),
        "item_level": read_item_level(main),
    }


def _bio(main: LexborNode) -> str:
    """An element of another kind inside means that the text was never closed."""
    node = one(main, selectors.BIO, "profile text")
    tags = {child.tag for child in node.css("*") if child.mem_id != node.mem_id}
    if not tags <= selectors.BIO_TAGS:
        raise changed("profile text")
    return lines_of(node)


def _portrait(main: LexborNode) -> str | None:
    links = main.css(selectors.PORTRAIT)
    if not links and not main.css_first(selectors.PORTRAIT_TRACE):
        return None
    link = one(main, selectors.PORTRAIT, "portrait")
    return image_url(attribute(link, "href"), "portrait")


def _active_level(main: LexborNode) -> int | None:
    if not main.css_first(selectors.ACTIVE_TRACE):
        return None
    line = main.css_first(selectors.ACTIVE_LEVEL)
    numbers = _NUMBER.findall(line.text()) if line else []
    if len(numbers) != 1:
        raise changed("active level")
    return int(numbers[0])


def _active_icon(main: LexborNode) -> str | None:
    if not main.css_first(selectors.ACTIVE_TRACE):
        return None
    icon = one(main, selectors.ACTIVE_ICON, "active job")
    return image_url(attribute(icon, "src"), "active job")
