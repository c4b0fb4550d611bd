"""The levels of all jobs on a profile."""

from collections import Counter
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
from integrations.parts import Parts

WHAT = "job levels"


def read_levels(main: LexborNode, parts: Parts) -> dict[str, int | None]:
    """Every job of which both name and level can be read. Where there may be more, that
    is noted."""
    lists = main.css(selectors.LEVEL_LIST)
    entries = [_entries(node, parts) for node in lists]
    parts.read(_check_counts, [len(some) for some in entries])
    every = [entry for some in entries for entry in some if entry]
    uses = Counter(name for name, _level in every)
    levels = {name: value for name, value in every if uses[name] == 1}
    parts.read(_check_whole, lists, len(levels))
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


def _entries(node: LexborNode, parts: Parts) -> list[tuple[str, int | None] | None]:
    items = node.css("li")
    parts.read(_check_list, node, [text_of(item) for item in items])
    return [parts.read(_entry, item) for item in items]


def _check_list(node: LexborNode, words: list[str]) -> None:
    if not words or " ".join(words) != clean(node.text(separator=" ")):
        raise changed(WHAT)  # a level outside of an entry, or an empty list


def _entry(item: LexborNode) -> tuple[str, int | None]:
    return _name(item), level(text_of(item), WHAT)


def _name(item: LexborNode) -> str:
    icon = one(item, "img[data-tooltip]", WHAT)
    return required(clean(attribute(icon, "data-tooltip")), WHAT)


def _check_whole(lists: list[LexborNode], count: int) -> None:
    """No icon of a job stands outside of the lists, in the part of the page with them."""
    around = lists[0].parent if lists else None
    while around is not None and selectors.LEVEL_TOGGLE not in classes(around):
        around = around.parent
    if around is not None and len(around.css("img[data-tooltip]")) != count:
        raise changed(WHAT)
