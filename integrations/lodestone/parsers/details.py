"""The blocks beside the portrait: race, nameday, city, grand and free company.

They are told apart by their titles and by the form of what follows, not by their
place: who serves no grand company has no such block, and then the free company is the
fourth instead of the fifth.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.text import (
    attribute,
    classes,
    clean,
    lines_of,
    no_loose_text,
    one,
    required,
    text_of,
)
from integrations.lodestone.schemas import Affiliation, Gender, GrandCompany

_GENDERS: dict[str, Gender] = {"♀": "female", "♂": "male"}
_CLAN = re.compile(r"(.*\S) ?[/\uff0f] ?([♀♂])")
_FREE_COMPANY = re.compile(r".*/lodestone/freecompany/(\d{1,40})/?")
_PVP_TEAM = re.compile(r".*/lodestone/pvpteam/([0-9a-f]{1,64})/?")
_ROWS = ", ".join(
    f"p.{name}"
    for name in (selectors.BLOCK_TITLE, selectors.BLOCK_NAME, selectors.BLOCK_BIRTH)
)


@dataclass(frozen=True, slots=True)
class Details:
    race: str
    clan: str
    gender: Gender
    nameday: str
    guardian: str
    city_state: str
    grand_company: GrandCompany | None
    free_company: Affiliation | None
    pvp_team: Affiliation | None


@dataclass(frozen=True, slots=True)
class _Row:
    kind: int | None  # place in BLOCK_TITLES, None where the title is unknown
    lines: list[str]
    is_birth: bool
    is_english: bool

    @property
    def text(self) -> str:
        return clean(" ".join(self.lines))


def read_details(main: LexborNode) -> Details:
    detail = one(main, selectors.DETAIL, "profile")
    no_loose_text([detail, *detail.css("div")], "profile")
    rows = _rows(main)
    race = _race_row(rows)
    at = _birth_at(rows)
    others = _told_apart([*rows[:at], *rows[at + 2 :]], race)
    name, clan, gender = _race(race)
    return Details(
        race=name,
        clan=clan,
        gender=gender,
        nameday=rows[at].text,
        guardian=rows[at + 1].text,
        city_state=_city(others),
        grand_company=_grand_company(others),
        free_company=_free_company(main),
        pvp_team=_pvp_team(main),
    )


def _bare(title: str) -> str:
    return "".join(title.split()).casefold()


_KINDS = {
    _bare(title): kind
    for titles in selectors.BLOCK_TITLES.values()
    for kind, title in enumerate(titles)
}
_ENGLISH = frozenset(map(_bare, selectors.BLOCK_TITLES["en"]))


def _rows(main: LexborNode) -> list[_Row]:
    """Titles and what follows them, strictly in turn."""
    nodes = main.css(_ROWS)
    titles, values = nodes[::2], nodes[1::2]
    in_turn = all(selectors.BLOCK_TITLE in classes(node) for node in titles)
    if len(titles) != len(values) or not in_turn:
        raise changed("profile")
    return [_row(title, value) for title, value in zip(titles, values, strict=True)]


def _row(title: LexborNode, value: LexborNode) -> _Row:
    lines = [clean(line) for line in lines_of(value).split("\n")]
    if selectors.BLOCK_TITLE in classes(value) or not all(lines):
        raise changed("profile")
    written = _bare(title.text())
    is_birth = selectors.BLOCK_BIRTH in classes(value)
    return _Row(_KINDS.get(written), lines, is_birth, written in _ENGLISH)


def _race_row(rows: list[_Row]) -> _Row:
    found = [row for row in rows if row.text.endswith(tuple(_GENDERS))]
    if len(found) != 1:
        raise changed("race, clan and gender")
    return found[0]


def _race(row: _Row) -> tuple[str, str, Gender]:
    match = _CLAN.fullmatch(row.lines[-1])
    if len(row.lines) != 2 or not match:
        raise changed("race, clan and gender")
    return row.lines[0], match[1], _GENDERS[match[2]]


def _birth_at(rows: list[_Row]) -> int:
    """Where the nameday is; the guardian follows in the same block."""
    found = [at for at, row in enumerate(rows) if row.is_birth]
    if len(found) != 1:
        raise changed("nameday")
    following = rows[found[0] + 1 : found[0] + 2]
    if not following or following[0].kind not in {selectors.GUARDIAN, None}:
        raise changed("guardian")
    return found[0]


def _told_apart(rows: list[_Row], race: _Row) -> dict[int, _Row]:
    """City and grand company, by title; else by form, if the page is not in English.

    In English an unknown title is a new kind of block: to be passed over, unless it
    looks so much like a grand company that there may be an error.
    """
    told: dict[int, _Row] = {}
    for row in (row for row in rows if row.kind is not None and row is not race):
        if told.setdefault(row.kind or 0, row) is not row:
            raise changed("profile")
    for row in (row for row in rows if row.kind is None and row is not race):
        form = selectors.COMPANY if " / " in row.text else selectors.CITY
        if not race.is_english:
            told.setdefault(form, row)
        elif form == selectors.COMPANY and form not in told:
            raise changed("grand company")
    return told


def _city(told: dict[int, _Row]) -> str:
    row = told.get(selectors.CITY)
    if row is None or " / " in row.text:
        raise changed("city-state")
    return row.text


def _grand_company(told: dict[int, _Row]) -> GrandCompany | None:
    row = told.get(selectors.COMPANY)
    if row is None:
        return None
    name, slash, rank = row.text.partition(" / ")
    if not slash:
        raise changed("grand company")
    return GrandCompany(name.strip(), rank.strip())


def _free_company(main: LexborNode) -> Affiliation | None:
    trace = selectors.FREE_COMPANY_TRACE
    return _affiliation(main, _FREE_COMPANY, trace, "free company")


def _pvp_team(main: LexborNode) -> Affiliation | None:
    return _affiliation(main, _PVP_TEAM, selectors.PVP_TEAM_TRACE, "PvP team")


def _affiliation(
    main: LexborNode, address: re.Pattern[str], trace: str, what: str
) -> Affiliation | None:
    """By where the link leads. Without one there must be no crest and no name either."""
    matches = [
        (match, node)
        for node in main.css("a")
        if (match := address.fullmatch(attribute(node, "href")))
    ]
    if len(matches) > 1 or (not matches and main.css_first(trace)):
        raise changed(what)
    if not matches:
        return None
    match, link = matches[0]
    return Affiliation(match[1], required(text_of(link), what))
