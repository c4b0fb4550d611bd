"""The levels of all jobs on a profile: all of them, or none."""

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.text import (
    attribute,
    classes,
    clean,
    level,
    one,
    required,
    text_of,
)

WHAT = "job levels"


def read_levels(main: LexborNode) -> dict[str, int | None]:
    lists = main.css(selectors.LEVEL_LIST)
    if len(lists) < selectors.LEVEL_LISTS:
        raise changed(WHAT)
    levels: dict[str, int | None] = {}
    for node in lists:
        for name, reached in _entries(node):
            if name in levels:
                raise changed(WHAT)
            levels[name] = reached
    check_count(len(levels))
    _nothing_left_over(lists[0], len(levels))
    return levels


def check_count(count: int) -> None:
    """Jobs come in pairs, with an expansion: a count between is a page with a hole."""
    counts = selectors.JOB_COUNTS
    if count not in counts and count < counts[-1]:
        raise changed(WHAT)


def _entries(node: LexborNode) -> list[tuple[str, int | None]]:
    items = node.css("li")
    words = [text_of(item) for item in items]
    if not items or " ".join(words) != clean(node.text(separator=" ")):
        raise changed(WHAT)  # a level outside of an entry, or an empty list
    return [
        (_name(item), level(word, WHAT))
        for item, word in zip(items, words, strict=True)
    ]


def _name(item: LexborNode) -> str:
    icon = one(item, "img[data-tooltip]", WHAT)
    return required(clean(attribute(icon, "data-tooltip")), WHAT)


def _nothing_left_over(first: LexborNode, count: int) -> None:
    """No icon of a job stands outside of the lists, in the part of the page with them."""
    around = first.parent
    while around is not None and selectors.LEVEL_TOGGLE not in classes(around):
        around = around.parent
    if around is not None and len(around.css("img[data-tooltip]")) != count:
        raise changed(WHAT)
