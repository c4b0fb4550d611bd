"""Reads whole sheets, page by page."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings

from integrations.errors import Changed, Temporary
from integrations.http import Clock, Outside, Rate, Service
from integrations.http.clock import SYSTEM
from integrations.xivapi import parsers
from integrations.xivapi.parsers import XIVAPI
from integrations.xivapi.schemas import Game, Page, Version

SERVICE = Service(
    name=XIVAPI,
    hosts=("v2.xivapi.com",),
    base_url="https://v2.xivapi.com/api",
    rate=Rate(per_second=2, burst=5),
    read_timeout=15,
    deadline=30,
)
PAGE = 500  # rows; no more are given at once
MOST_PAGES = 60
LATEST = "latest"

T = TypeVar("T")


class Xivapi:
    """One reading: all its calls are about one version of the game, by one schema.

    Which ones, XIVAPI_VERSION and XIVAPI_SCHEMA say; without them it is the newest
    version, and the schema by which the first answer came.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self.outside = Outside(SERVICE, clock)
        self.version: str = settings.XIVAPI_VERSION
        self.schema: str = settings.XIVAPI_SCHEMA
        self._came_of = ""  # the version as answers name it

    def versions(self) -> tuple[Version, ...]:
        return parsers.parse_versions(self._get("/version", {}, "version"))

    def read(self) -> Game:
        """Everything. Raises what `integrations.errors` lists."""
        self.version = self.version or self._newest()
        return Game(
            data_centres=self.sheet(
                "WorldDCGroupType", parsers.DATA_CENTRE, parsers.parse_data_centre
            ),
            worlds=self.sheet("World", parsers.WORLD, parsers.parse_world),
            jobs=self.sheet("ClassJob", parsers.JOB, parsers.parse_job),
            duties=self.sheet(
                "ContentFinderCondition", parsers.DUTY, parsers.parse_duty
            ),
            version=self.version,
            schema=self.schema,
        )

    def sheet(self, name: str, fields: str, parse: Callable[[Any], T]) -> tuple[T, ...]:
        """All rows of a sheet, with these fields."""
        rows: list[T] = []
        after: int | None = None
        for _ in range(MOST_PAGES):
            page = self._page(name, fields, after)
            rows += map(parse, page.rows)
            if len(page.rows) < PAGE or page.last_id is None:
                return tuple(rows)
            if after is not None and page.last_id <= after:
                raise Changed(XIVAPI, f"{name} begins again")
            after = page.last_id
        raise Changed(XIVAPI, f"{name} without end")

    def _newest(self) -> str:
        """Its number if it has one: "latest" may mean another in a minute."""
        newest = next((v for v in self.versions() if LATEST in v.names), None)
        names = newest.names if newest else ()
        return next((each for each in names if each != LATEST), LATEST)

    def _page(self, name: str, fields: str, after: int | None) -> Page:
        params: dict[str, str | int] = {"fields": fields, "limit": PAGE}
        if after is not None:
            params["after"] = after
        if self.version:
            params["version"] = self.version
        if self.schema:
            params["schema"] = self.schema
        page = parsers.parse_page(self._get(f"/sheet/{name}", params, name))
        self._keep_to(page)
        return page

    def _keep_to(self, page: Page) -> None:
        kept_to = (page.schema, page.version) == (self.schema, self._came_of)
        if self._came_of and not kept_to:
            raise Temporary(XIVAPI, "a patch came in between")
        self.schema, self._came_of = page.schema, page.version

    def _get(self, path: str, params: dict[str, str | int], label: str) -> Any:
        return self.outside.get(path, params=params, label=label).json()
