"""Asks the Lodestone, politely: once a second for all of Muster, and never in a page."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from integrations.errors import NotFound, OutsideError, RateLimited, Temporary
from integrations.http import (
    Answer,
    Outside,
    Rate,
    Service,
    noting_changes,
    record_unread,
)
from integrations.lodestone.errors import SERVICE, TooManyFound, changed
from integrations.lodestone.parsers import (
    parse_character,
    parse_class_jobs,
    parse_search,
    parse_world_status,
)
from integrations.lodestone.schemas import (
    Character,
    ClassJobs,
    Found,
    SearchPage,
    WorldState,
)

LODESTONE = Service(
    name=SERVICE,
    hosts=("na.finalfantasyxiv.com",),  # the others show the same in another language
    base_url="https://na.finalfantasyxiv.com",
    rate=Rate(per_second=1),
    read_timeout=10.0,
    deadline=25.0,
    max_bytes=2 * 1024 * 1024,
    attempts=2,
)
KEEP = 900  # seconds for which a page is good enough again
MOST_PAGES = 3  # of a search for one name on one world

Value = TypeVar("Value")
Parse = Callable[[bytes, int], Value]


class Lodestone:
    """One call, one page. Raises what `integrations.errors` and `.errors` here list."""

    def __init__(self, outside: Outside | None = None) -> None:
        self.outside = outside or Outside(LODESTONE)

    def character(self, lodestone_id: int, *, fresh: bool = False) -> Character:
        """The character with this id. With `fresh`, as the site has it now.

        `as_of` says when the page was fetched. To look for a code in the profile text
        takes a fresh page; anything else may be a quarter of an hour old.
        """
        answer, found = self._read(
            _path(lodestone_id), parse_character, "character", fresh=fresh
        )
        _check_id(found.id, lodestone_id)
        return replace(found, as_of=answer.fetched_at)

    def class_jobs(self, lodestone_id: int) -> ClassJobs:
        path = f"{_path(lodestone_id)}class_job/"
        _answer, found = self._read(path, parse_class_jobs, "class_job")
        _check_id(found.character.id, lodestone_id)
        return found

    def search(self, name: str, world: str) -> tuple[Found, ...]:
        """Those of exactly this name on exactly this world, whatever their case.

        A name is borne once on a world, but the site finds parts of names, too. Raises
        `TooManyFound` where nobody is found and not all pages were read.
        """
        words = " ".join(name.replace('"', " ").split())
        if not words or not world:
            return ()
        for number in range(1, MOST_PAGES + 1):
            page = self._search_page(words, world, number)
            found = tuple(f for f in page.results if _is_wanted(f, words, world))
            if found or _is_last(page, number):
                return found
        raise TooManyFound(SERVICE)

    def world_status(self) -> dict[str, tuple[WorldState, ...]]:
        path = "/lodestone/worldstatus/"
        return self._read(path, parse_world_status, "worldstatus")[1]

    def _search_page(self, name: str, world: str, number: int) -> SearchPage:
        params: dict[str, str | int] = {"q": f'"{name}"', "worldname": world}
        if number > 1:
            params["page"] = number
        path = "/lodestone/character/"
        return self._read(path, parse_search, "search", params=params)[1]

    def _read(
        self,
        path: str,
        parse: Parse[Value],
        label: str,
        *,
        params: dict[str, str | int] | None = None,
        fresh: bool = False,
    ) -> tuple[Answer, Value]:
        """403 is asked for: whether it hides one page or blocks us, the page tells."""
        try:
            answer = self.outside.get(
                path,
                params=params,
                headers={"Cache-Control": "no-cache"} if fresh else None,
                accept_status=(200, 403),
                cache_seconds=0 if fresh else KEEP,
                label=label,
            )
        except (NotFound, Temporary) as error:
            raise _as_told(error, parse) from None
        with noting_changes(self.outside.service, self.outside.clock):
            value = parse(answer.content, answer.status)
        if not answer.age_seconds:  # else it was counted when it came
            record_unread(self.outside.service, getattr(value, "unread", ()))
        return answer, value


def _path(lodestone_id: int) -> str:
    return f"/lodestone/character/{lodestone_id:d}/"


def _is_wanted(found: Found, name: str, world: str) -> bool:
    """On the world that was asked for, if its world line cannot be read."""
    is_there = found.world is None or found.world.casefold() == world.casefold()
    return is_there and found.name.casefold() == name.casefold()


def _is_last(page: SearchPage, number: int) -> bool:
    """Without a pager, a page that leads to another one is not the last."""
    if page.is_capped and number == page.pages:
        return False
    return number >= page.pages if page.pages else page.next_url is None


def _check_id(found: int, wanted: int) -> None:
    if found != wanted:
        raise changed("id")


def _as_told(error: NotFound | Temporary, parse: Parse[object]) -> OutsideError:
    """The same error in the page's own words: maintenance and not only a status 503."""
    if error.answer is None or isinstance(error, RateLimited):
        return error
    try:
        parse(error.answer.content, error.answer.status)
    except (NotFound, Temporary) as told:
        told.answer = error.answer
        if isinstance(told, Temporary) and isinstance(error, Temporary):
            told.retry_after = error.retry_after
        return told
    except OutsideError:
        pass
    return error
