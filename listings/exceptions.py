"""Errors that a view turns into a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Lack:
    """A part of the listing that must still be said, and its name for people."""

    part: str
    words: Any  # translated where it is printed

    def __str__(self) -> str:
        return str(self.words)


class ListingIncompleteError(Exception):
    """Not enough is said for the listing to recruit; `lacks` names what."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = lacks
        super().__init__(", ".join(str(lack) for lack in lacks))


class AlreadyRecruitingError(Exception):
    """Another permanent listing of the team recruits."""

    message = _("Another listing of this team already looks for a permanent member.")


class SlotTakenError(Exception):
    """Somebody else holds the slot already."""


class AlreadySeatedError(Exception):
    """The member holds another seat of this listing."""

    message = _("They hold another seat of this listing already.")


class NotOfTheTeamError(Exception):
    """Who shall sit does not belong to the listing's team, or no longer does."""

    message = _("Only members of the team can sit in its listings.")


class EditConflictError(Exception):
    """Somebody saved the listing after this editor had opened it."""
