"""What a Lodestone page says. Addresses and ids are as the page writes them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A free company or a PvP team. The id has up to forty digits: text, no number."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class GrandCompany:
    name: str
    rank: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands at the head of every page of a character, private or not."""

    id: int
    name: str
    title: str | None
    world: str | None
    data_centre: str | None
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class Character:
    """A character's page. With `is_private` everything after `language` is unknown.

    Whose page it is (`id`, `name`) is always there. Anything else is None where the
    page does not have it; where it has it in a form that we do not know, `unread` names
    it, too. `bio` is the profile text; the site writes a lone "-" for an empty one.
    `job_levels` has each job as the page names it, in the page's language, with None
    where the job was never begun. `item_level` is the average of the gear, None unless
    the page shows every piece of it.
    """

    id: int
    name: str
    title: str | None
    world: str | None
    data_centre: str | None
    avatar_url: str | None
    language: str | None = None  # na, eu, jp, de or fr: the site's, not the player's
    is_private: bool | None = False  # None: the page has neither form
    race: str | None = None
    clan: str | None = None
    gender: Gender | None = None
    nameday: str | None = None
    guardian: str | None = None
    city_state: str | None = None
    grand_company: GrandCompany | None = None
    free_company: Affiliation | None = None
    pvp_team: Affiliation | None = None
    bio: str | None = None
    job_levels: dict[str, int | None] = field(default_factory=dict)
    portrait_url: str | None = None
    active_level: int | None = None
    active_job_icon_url: str | None = None
    item_level: int | None = None
    unread: tuple[str, ...] = ()  # parts whose form we do not know
    as_of: datetime | None = None  # when the page was fetched; the parser cannot know


@dataclass(frozen=True, slots=True)
class JobProgress:
    """A job as the class/job page has it: "Warrior" in full is "Warrior / Marauder"."""

    name: str
    full_name: str
    level: int | None
    experience: str


@dataclass(frozen=True, slots=True)
class ClassJobs:
    character: Frame
    language: str | None
    is_private: bool
    jobs: tuple[JobProgress, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search."""

    id: int
    name: str
    world: str | None
    data_centre: str | None
    avatar_url: str | None
    active_level: int | None
    grand_company: str | None
    free_company: Affiliation | None
    languages: str | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results. The site shows no more than 1,000, then `is_capped`."""

    results: tuple[Found, ...]
    total: int | None
    page: int | None
    pages: int | None
    next_url: str | None
    is_capped: bool
    language: str | None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorldState:
    name: str
    status: str
    category: str
    creation: str
