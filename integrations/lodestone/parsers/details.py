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
from integrations.parts import Parts

_GENDERS: dict[str, Gender] = {"♀": "female", "♂": "male"}
_CLAN = re.compile(r"(.*\S) ?[/\uff0f] ?([♀♂])")
_FREE_COMPANY = re.compile(r".*/lodestone/freecompany/(\d{1,40})/?")
_PVP_TEAM = re.compile(r".*/lodestone/pvpteam/([0-9a-f]{1,64})/?")
_VALUES = {selectors.BLOCK_NAME, selectors.BLOCK_BIRTH}


@dataclass(frozen=True, slots=True)
class Details:
    race: str | None
    clan: str | None
    gender: Gender | None
    nameday: str | None
    guardian: str | None
    city_state: str | None
    grand_company: GrandCompany | None
    free_company: Affiliation | None
    pvp_team: Affiliation | None


@dataclass(frozen=True, slots=True)
class _Row:
    kind: int | None  # place in BLOCK_TITLES, None where the title is unknown
    lines: list[str]
    is_birth: bool
    is_english: bool
    box: int | None  # which block it stands in

    @property
    def text(self) -> str:
        return clean(" ".join(self.lines))


def read_details(main: LexborNode, parts: Parts) -> Details:
    parts.read(_check_profile, main)
    rows = _rows(main, parts)
    race = parts.read(_race_row, rows)
    name, clan, gender = (race and parts.read(_race, race)) or (None, None, None)
    birth = parts.read(_birth, rows)
    guardian = parts.read(_guardian, rows, birth) if birth else None
    others = [row for row in rows if row not in (race, birth, guardian)]
    is_english = any(row.is_english for row in rows)
    return Details(
        race=name,
        clan=clan,
        gender=gender,
        nameday=birth.text if birth else None,
        guardian=guardian.text if guardian else None,
        city_state=parts.read(_city, others, is_english=is_english),
        grand_company=parts.read(_grand_company, others, is_english=is_english),
        free_company=parts.read(_free_company, main),
        pvp_team=parts.read(_pvp_team, main),
    )


def _check_profile(main: LexborNode) -> None:
    detail = one(main, selectors.DETAIL, "profile")
    no_loose_text([detail, *detail.css("div")], "profile")


def _bare(title: str) -> str:
    return "".join(title.split()).casefold()


_KINDS = {
    _bare(title): kind
    for titles in selectors.BLOCK_TITLES.values()
    for kind, title in enumerate(titles)
}
_ENGLISH = frozenset(map(_bare, selectors.BLOCK_TITLES["en"]))


def _rows(main: LexborNode, parts: Parts) -> list[_Row]:
    """Each title with the value that follows it at once."""
    titles = main.css(f"p.{selectors.BLOCK_TITLE}")
    values = main.css(f"p.{selectors.BLOCK_NAME}, p.{selectors.BLOCK_BIRTH}")
    found = [parts.read(_row, title) for title in titles]
    parts.read(_check_pairs, len(values), len(titles))
    return [row for row in found if row]


def _check_pairs(values: int, titles: int) -> None:
    if values != titles:
        raise changed("profile")


def _row(title: LexborNode) -> _Row:
    value = title.next
    while value is not None and value.tag == "-text":
        value = value.next
    if value is None or not _VALUES & set(classes(value)):
        raise changed("profile")
    if {child.tag for child in value.css("*")} - {value.tag, "br"}:
        raise changed("profile")  # never closed
    lines = [clean(line) for line in lines_of(value).split("\n")]
    if selectors.BLOCK_TITLE in classes(value) or not all(lines):
        raise changed("profile")
    written = _bare(title.text())
    return _Row(
        kind=_KINDS.get(written),
        lines=lines,
        is_birth=selectors.BLOCK_BIRTH in classes(value),
        is_english=written in _ENGLISH,
        box=title.parent.mem_id if title.parent else None,
    )


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


def _birth(rows: list[_Row]) -> _Row:
    found = [row for row in rows if row.is_birth]
    if len(found) != 1:
        raise changed("nameday")
    return found[0]


def _guardian(rows: list[_Row], birth: _Row) -> _Row:
    """It follows the nameday in the same block."""
    found = [row for row in rows if row.box == birth.box and row is not birth]
    if len(found) != 1 or found[0].kind not in {selectors.GUARDIAN, None}:
        raise changed("guardian")
    return found[0]


def _told_by(
    rows: list[_Row], kind: int, what: str, *, is_english: bool
) -> _Row | None:
    """By its title; else by its form, if the page is not in English.

    In English an unknown title is a new kind of block, to be passed over.
    """
    titled = [row for row in rows if row.kind == kind]
    if len(titled) > 1:
        raise changed(what)
    is_company = kind == selectors.COMPANY
    formed = [r for r in rows if r.kind is None and (" / " in r.text) == is_company]
    if titled or not formed:
        return titled[0] if titled else None
    if is_english and is_company:  # so much like one that there may be an error
        raise changed(what)
    return None if is_english else formed[0]


def _city(rows: list[_Row], *, is_english: bool) -> str:
    row = _told_by(rows, selectors.CITY, "city-state", is_english=is_english)
    if row is None or " / " in row.text:
        raise changed("city-state")
    return row.text


def _grand_company(rows: list[_Row], *, is_english: bool) -> GrandCompany | None:
    row = _told_by(rows, selectors.COMPANY, "grand company", is_english=is_english)
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
        for node in main.css(f"{selectors.DETAIL} a")
        if (match := address.fullmatch(attribute(node, "href")))
    ]
    if len(matches) > 1 or (not matches and main.css_first(trace)):
        raise changed(what)
    if not matches:
        return None
    match, link = matches[0]
    return Affiliation(match[1], required(text_of(link), what))
