"""What XIVAPI's sheets say. Ids are the client's own, as the catalogue's are."""

from collections.abc import Mapping
from dataclasses import dataclass

Names = Mapping[str, str]  # by language; a name may be empty


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the game: `names` such as "7.4" and "latest"."""

    names: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a sheet, as they came; `last_id` is where the next page goes on."""

    schema: str
    version: str
    rows: tuple[object, ...]
    last_id: int | None


@dataclass(frozen=True, slots=True)
class GameWorld:
    id: int
    name: str
    is_public: bool
    data_centre_id: int | None


@dataclass(frozen=True, slots=True)
class GameDataCentre:
    id: int
    name: str
    region_id: int


@dataclass(frozen=True, slots=True)
class GameJob:
    id: int
    abbreviation: str
    names: Names
    is_job: bool  # that fights, and no base class


@dataclass(frozen=True, slots=True)
class GameDuty:
    id: int
    names: Names
    is_high_end: bool


@dataclass(frozen=True, slots=True)
class Game:
    """All that we read, of one version and by one schema."""

    version: str
    schema: str
    data_centres: tuple[GameDataCentre, ...]
    worlds: tuple[GameWorld, ...]
    jobs: tuple[GameJob, ...]
    duties: tuple[GameDuty, ...]
