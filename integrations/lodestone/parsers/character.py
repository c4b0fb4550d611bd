"""A character's page."""

import re
from dataclasses import asdict
from typing import Any

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.details import read_details
from integrations.lodestone.parsers.frame import read_frame
from integrations.lodestone.parsers.gear import read_item_level
from integrations.lodestone.parsers.levels import read_levels
from integrations.lodestone.parsers.page import SIDE, read_page
from integrations.lodestone.parsers.text import attribute, image_url, lines_of, one
from integrations.lodestone.schemas import Character
from integrations.parts import Parts

_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def parse_character(html: str | bytes, status: int = 200) -> Character:
    """The character on the page. Raises the errors of `integrations.lodestone.errors`.

    A private profile is a value with `is_private`. A page that does not say whose it is
    is `Changed`; any other part of another form is left out, and named in `unread`.
    """
    parts = Parts()
    page = read_page(html, status, parts)
    told: dict[str, Any] = asdict(read_frame(page.main, parts))
    told["is_private"] = parts.read(is_private, page.main)
    if not told["is_private"]:
        is_closed = SIDE not in parts.unread
        told |= _profile(page.main, parts, is_closed=is_closed)
    return Character(**told, language=page.language, unread=parts.unread)


def is_private(main: LexborNode) -> bool:
    """The message stands in an element of its own, and nothing of a profile beside it."""
    if main.css_first(selectors.PUBLIC):
        return False
    if main.css_first(selectors.PRIVATE):
        return True
    raise changed("profile")


def _profile(main: LexborNode, parts: Parts, *, is_closed: bool) -> dict[str, object]:
    """Where the main column is not closed, a piece of gear may not be, either."""
    details = read_details(main, parts)
    return {
        **{name: getattr(details, name) for name in details.__slots__},
        "bio": parts.read(_bio, main),
        "job_levels": read_levels(main, parts),
        "portrait_url": parts.read(_portrait, main),
        "active_level": parts.read(_active_level, main),
        "active_job_icon_url": parts.read(_active_icon, main),
        "item_level": parts.read(read_item_level, main) if is_closed else None,
    }


def _bio(main: LexborNode) -> str:
    """An element of another kind inside means that the text was never closed."""
    node = one(main, selectors.BIO, "profile text")
    tags = {child.tag for child in node.css("*") if child.mem_id != node.mem_id}
    if not tags <= selectors.BIO_TAGS:
        raise changed("profile text")
    return lines_of(node)


def _portrait(main: LexborNode) -> str:
    link = one(main, selectors.PORTRAIT, "portrait")
    return image_url(attribute(link, "href"), "portrait")


def _active_level(main: LexborNode) -> int:
    line = main.css_first(selectors.ACTIVE_LEVEL)
    numbers = _NUMBER.findall(line.text()) if line else []
    if len(numbers) != 1:
        raise changed("active level")
    return int(numbers[0])


def _active_icon(main: LexborNode) -> str:
    icon = one(main, selectors.ACTIVE_ICON, "active job")
    return image_url(attribute(icon, "src"), "active job")
