"""How many pages of the Lodestone one core reads in a second."""

import time
from statistics import median

from integrations.lodestone.pages import character_page
from integrations.lodestone.parsers import parse_character
from integrations.lodestone.tests import samples
from integrations.lodestone.tests.people import TAMSIN
from tests.bench.figures import Figure

ROUNDS, PAGES = 9, 30
RECORDED = "character_2025_43809410"
LENGTH = 160_000  # of that recorded page
_MARK = '<div class="db-tooltip"><ul>'
_LINE = '<li class="db-tooltip__bonus"><span>Critical Hit</span> +393</li>'


def measure() -> list[Figure]:
    page = _page()
    speeds = [_speed(page) for _ in range(ROUNDS)]
    return [Figure("parse_lodestone", median(speeds))]


def _page() -> str:
    """The recorded page, or our own with tooltips as long as those."""
    if samples.FOLDER.is_dir():
        return str(samples.page(RECORDED), "utf-8")
    page = character_page(TAMSIN)
    lines = (LENGTH - len(page)) // len(_LINE)
    return page.replace(_MARK, _MARK + _LINE * lines, 1)


def _speed(page: str) -> float:
    began = time.process_time()
    for _ in range(PAGES):
        parse_character(page)
    return PAGES / (time.process_time() - began)
