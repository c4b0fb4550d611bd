"""The Lodestone: characters, their jobs, the search."""

import re
from dataclasses import replace

from integrations.lodestone import pages
from integrations.lodestone.schemas import Character, Found
from integrations.sandbox.exchange import Reply, Request, html
from integrations.sandbox.faults import Fault
from integrations.sandbox.jobs import progress
from integrations.sandbox.people import BY_ID, PEOPLE, Page, Person
from integrations.sandbox.state import State

_CHARACTER = re.compile(r"/lodestone/character/([0-9]{1,10})/(class_job/)?")
# What a new layout would call otherwise.
_MOVED = (b"frame__chara__name", b"entry__link", b"parts__total", b"parts__zero")


def reply(request: Request, state: State) -> Reply:
    if request.method != "GET":
        return failing(404)
    if request.path == "/lodestone/character/":
        return html(_search(request))
    found = _CHARACTER.fullmatch(request.path)
    person = BY_ID.get(int(found[1])) if found else None
    if found is None or person is None:
        return failing(404)
    if request.fault == Fault.HIDDEN or person.page == Page.HIDDEN:
        return html(pages.hidden_page(), 403)
    if person.page == Page.MAINTENANCE:
        return failing(503)
    character = shown(person, state)
    return html(_class_jobs(character) if found[2] else pages.character_page(character))


def failing(status: int) -> Reply:
    if status == 404:
        return html(pages.not_found_page(), 404)
    return html(pages.maintenance_page(), status)


def moved(body: bytes) -> bytes:
    """The same page after the site's next redesign."""
    for name in _MOVED:
        body = body.replace(name, b"new_" + name)
    return body


def shown(person: Person, state: State) -> Character:
    """The character as the page says it today, with the profile text of today."""
    bio = state.bio(person.id)
    is_private = person.page == Page.PRIVATE
    character = replace(person.character, is_private=is_private)
    # All pages are the North American site's: that is the one we ask.
    return replace(character, language="na", bio=character.bio if bio is None else bio)


def _class_jobs(character: Character) -> str:
    jobs = () if character.is_private else tuple(progress(character.job_levels))
    if character.is_private:
        return pages.character_page(character)
    return pages.class_job_page(character, jobs)


def _search(request: Request) -> str:
    """Part of a name, or in quotes the whole name; on one world, or on all."""
    query, world = request.query.get("q", ""), request.query.get("worldname", "")
    number = request.query.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() else 1
    found = [
        _found(each.character)
        for each in PEOPLE
        if each.page != Page.HIDDEN
        and _is_named(each.character.name, query)
        and world.casefold() in {"", (each.character.world or "").casefold()}
    ]
    return pages.search_page(found, query=query, number=max(page, 1))


def _is_named(name: str, query: str) -> bool:
    words = query.strip().casefold()
    if len(words) > 1 and words[0] == words[-1] == '"':
        return name.casefold() == words[1:-1]
    return words in name.casefold()


def _found(who: Character) -> Found:
    company = who.grand_company
    return Found(
        id=who.id,
        name=who.name,
        world=who.world,
        data_centre=who.data_centre,
        avatar_url=who.avatar_url,
        active_level=who.active_level,
        grand_company=f"{company.name} / {company.rank}" if company else None,
        free_company=who.free_company,
        languages={"jp": "JA", "de": "EN/DE", "fr": "EN/FR"}.get(
            who.language or "", "EN"
        ),
    )
