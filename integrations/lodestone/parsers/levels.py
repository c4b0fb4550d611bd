"""The levels of all jobs on a profile: all of them, or none."""

from operator import lt

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
    entries = [_entries(node) for node in lists]
    _check_counts([len(some) for some in entries])
    every = [entry for some in entries for entry in some]
    levels = dict(every)
    if len(levels) != len(every):
        raise changed(WHAT)
    _nothing_left_over(lists[0], len(levels))
    return levels


def check_total(count: int) -> None:
    """Jobs come with an expansion: a count between is that of a page with a hole."""
    totals = [sum(counts) for counts in selectors.JOB_COUNTS]
    if count not in totals and count < totals[-1]:
        raise changed(WHAT)


def _check_counts(counts: list[int]) -> None:
    """The same list by list, as long as the lists are the four we know."""
    latest = selectors.JOB_COUNTS[-1]
    check_total(sum(counts))
    if len(counts) < len(latest):
        raise changed(WHAT)
    known = len(counts) > len(latest) or tuple(counts) in selectors.JOB_COUNTS
    if not known and any(map(lt, counts, latest)):
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
