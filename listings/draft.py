"""What a team says in a listing: what the form hands to the action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from config.lib.week import Window


@dataclass(frozen=True)
class GoalDraft:
    duty_id: int | None = None
    tier_id: int | None = None
    progress: str = ""


@dataclass(frozen=True)
class SlotDraft:
    """`job_id` says that the slot is filled, and by what; `membership_id` by whom."""

    position: int
    place: str
    job_ids: frozenset[int]
    job_id: int | None = None
    membership_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        return self.job_id is None


@dataclass(frozen=True)
class QuestionDraft:
    text: str
    answer: str
    required: bool


@dataclass(frozen=True)
class ListingDraft:
    """`fields` are the listing's own plain columns by name."""

    fields: Mapping[str, Any]
    goals: list[GoalDraft]
    slots: list[SlotDraft]
    windows: list[Window]
    time_zone: str
    questions: list[QuestionDraft] = field(default_factory=list)
    clear_ids: frozenset[int] = frozenset()
