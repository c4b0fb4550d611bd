"""What is made up about people, teams and listings, before it becomes rows.

Times are seconds since 1970: whole numbers are quick to make and to compare.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from config.lib.week import Window
from listings.enums import State, Verb


class ClearPlan(NamedTuple):
    duty_id: int
    kills: int
    percentile: float
    job_id: int
    at: int


@dataclass(slots=True)
class CharacterPlan:
    name: str
    world_id: int
    is_main: bool
    is_shown: bool
    verified: int
    levels: dict[int, int]
    item_level: int
    synced: int
    logs: str
    clears: list[ClearPlan]


@dataclass(slots=True)
class ProfilePlan:
    """`about` comes in parts that meet outside any word."""

    headline: str
    about: list[str]
    languages: list[str]
    voice: str
    intensity: str
    jobs: list[int]
    duty_goals: list[int]
    tier_goals: list[int]
    can_travel: bool
    would_transfer: bool
    shows_percentiles: bool
    visibility: str
    seeking_since: int
    windows: tuple[Window, ...]


@dataclass(slots=True)
class PersonPlan:
    id: str
    handle: str
    time_zone: str
    joined: int
    number: int = 0  # another one for everybody of the crowd
    profile: ProfilePlan | None = None
    characters: list[CharacterPlan] = field(default_factory=list)


@dataclass(slots=True)
class MembershipPlan:
    id: str
    user_id: str
    role: str
    since: int
    kind: str = "permanent"
    until: int | None = None


class SlotPlan(NamedTuple):
    """`place` is a name of the roster's template; with a job it is filled."""

    place: str
    jobs: tuple[int, ...]
    job: int | None = None
    membership_id: str | None = None


class PastSeat(NamedTuple):
    """A seat that was given up."""

    slot: int  # index among the listing's slots
    job: int
    membership_id: str
    since: int
    until: int


class EventPlan(NamedTuple):
    verb: Verb
    at: int
    before: str = ""
    after: str = ""
    actor_id: str | None = None
    note: str = ""


@dataclass(slots=True)
class Life:
    """From the first draft to the state a listing is in."""

    state: State
    created: int
    published: int | None = None
    renewed: int | None = None
    filled: int | None = None
    closed: int | None = None
    hidden: int | None = None
    hidden_reason: str = ""
    events: list[EventPlan] = field(default_factory=list)


@dataclass(slots=True)
class ListingPlan:
    """`title` and `pitch` come in parts that meet outside any word."""

    tail: str
    life: Life
    kind: str
    size: int
    title: list[str]
    pitch: list[str]
    goals: list[tuple[int | None, int | None, str]]  # duty, tier, progress
    slots: list[SlotPlan]
    time_zone: str
    windows: tuple[Window, ...]
    languages: list[str]
    languages_required: list[str]
    stage: str
    intensity: str
    voice: str
    loot: str = ""
    blind: bool = False
    week_one: bool = False
    strategy_url: str = ""
    hours: float | None = None
    starts_on: str | None = None  # an ISO date
    travel_accepted: bool = True
    transfer_wanted: bool = False
    min_item_level: int | None = None
    clears: tuple[int, ...] = ()
    questions: list[tuple[str, str, bool]] = field(default_factory=list)
    past: PastSeat | None = None
    sought_jobs: list[int] = field(default_factory=list)


@dataclass(slots=True)
class TeamPlan:
    id: str
    name: str
    slug: str
    world_id: int
    about: str
    created: int
    people: list[PersonPlan]
    memberships: list[MembershipPlan]
    listings: list[ListingPlan]
    archived: int | None = None
