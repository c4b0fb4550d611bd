"""The average item level, as the game counts it."""

import re

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.text import classes

WHAT = "item level"
_NUMBER = re.compile(r"\d{1,4}")


def read_item_level(main: LexborNode) -> int | None:
    """None unless there is a piece for every slot.

    A two-handed weapon counts twice. Gear whose level is synchronised to its wearer's
    counts for less than is written on it: then nothing can be said. Raises `Changed`
    where the page does not tell the levels.
    """
    slots = {}
    for node in main.css(selectors.GEAR_SLOT):
        number = _slot_number(node)
        if number is not None and number in slots:
            raise changed(WHAT)
        if number is not None:
            slots[number] = node
    if not slots.keys() >= selectors.GEAR_SLOTS:
        raise changed(WHAT)
    worn = selectors.GEAR_SLOTS | ({selectors.WAIST} & slots.keys())
    levels = {number: _piece_level(slots[number]) for number in worn}
    return _average(levels)


def _average(levels: dict[int, int | None]) -> int | None:
    off_hand = levels.pop(selectors.OFF_HAND)
    known = [level for level in levels.values() if level]
    if len(known) != len(levels) or off_hand is None:
        return None
    total = sum(known) + (off_hand or levels[selectors.MAIN_HAND] or 0)
    return total // (len(known) + 1)


def _slot_number(node: LexborNode) -> int | None:
    for name in classes(node):
        number = name.removeprefix(selectors.GEAR_SLOT_CLASS)
        if number != name and number.isdecimal() and len(number) < 4:
            return int(number)
    return None


def _piece_level(slot: LexborNode) -> int | None:
    """0 for an empty slot, None for what is synchronised."""
    lines = slot.css(selectors.GEAR_LEVEL)
    if not lines and not slot.css_first(selectors.GEAR_IMAGE):
        return 0
    if slot.css_first(selectors.GEAR_SYNCED):
        return None
    numbers = _NUMBER.findall(lines[0].text()) if len(lines) == 1 else []
    if len(numbers) != 1:
        raise changed(WHAT)
    return int(numbers[0])
