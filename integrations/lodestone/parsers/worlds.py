"""The page with the state of every world."""

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.page import read_page
from integrations.lodestone.parsers.text import (
    attribute,
    clean,
    one,
    required,
    text_of,
)
from integrations.lodestone.schemas import WorldState
from integrations.parts import Parts

WHAT = "worlds"


def parse_world_status(
    html: str | bytes, status: int = 200
) -> dict[str, tuple[WorldState, ...]]:
    """Data centre to its worlds, in the order of the page."""
    page = read_page(html, status, Parts(), selectors.WORLDS_PAGE)
    groups = page.main.css(selectors.WORLD_GROUP)
    found = {_group_name(group): _worlds(group) for group in groups}
    count = sum(map(len, found.values()))
    if not found or len(page.main.css(selectors.WORLD_NAME)) != count:
        raise changed(WHAT)
    if not len(found) == len(groups) == len(page.main.css(selectors.WORLD_GROUP_NAME)):
        raise changed(WHAT)
    return found


def _group_name(group: LexborNode) -> str:
    return required(text_of(one(group, selectors.WORLD_GROUP_NAME, WHAT)), WHAT)


def _worlds(group: LexborNode) -> tuple[WorldState, ...]:
    worlds = tuple(_world(node) for node in group.css(selectors.WORLD))
    if not worlds:
        raise changed(WHAT)
    return worlds


def _world(node: LexborNode) -> WorldState:
    return WorldState(
        name=required(text_of(one(node, selectors.WORLD_NAME, WHAT)), WHAT),
        status=_tooltip(node, selectors.WORLD_STATUS),
        category=text_of(one(node, selectors.WORLD_CATEGORY, WHAT)),
        creation=_tooltip(node, selectors.WORLD_CREATION),
    )


def _tooltip(node: LexborNode, selector: str) -> str:
    return clean(attribute(one(node, selector, WHAT), "data-tooltip"))
