"""Errors that a view turns into a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Lack:
    """A part of the listing that must still be said, and its name for people."""

    part: str
    words: Any  # translated where it is printed

    def __str__(self) -> str:
        return str(self.words)


class ListingClosedError(PermissionDenied):
    """A closed listing never changes again. A view may let it pass."""

    def __init__(self) -> None:
        super().__init__(
            gettext("It's closed, and a closed listing never opens again.")
        )


class ListingIncompleteError(Exception):
    """Not enough is said for the listing to recruit; `lacks` names what."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = lacks
        super().__init__(", ".join(str(lack) for lack in lacks))


class ListingRefusalError(Exception):
    """The team's listings as they stand do not allow it; `message` tells who asked."""

    message: Any = ""

    def __str__(self) -> str:
        return str(self.message)


class AlreadyRecruitingError(ListingRefusalError):
    """Another permanent listing of the team recruits."""

    message = _("Another listing of this team already looks for a permanent member.")


class TooManyDraftsError(ListingRefusalError):
    message = _(
        "This static has as many private listings as it can have: publish or close "
        "one first."
    )


class TooManySubstitutesError(ListingRefusalError):
    message = _(
        "As many listings of this static look for substitutes as can at once: pause or "
        "close one first."
    )


class RenewedLatelyError(ListingRefusalError):
    """What moves a listing up does not move it twice; `allowed_at` says when again."""

    def __init__(self, allowed_at: datetime) -> None:
        super().__init__(f"allowed at {allowed_at}")
        self.allowed_at = allowed_at

    @property
    def message(self) -> str:
        hours = max(
            1, -(-int((self.allowed_at - timezone.now()).total_seconds()) // 3600)
        )
        return ngettext(
            "This was renewed lately. You can renew it again in %(n)d hour.",
            "This was renewed lately. You can renew it again in %(n)d hours.",
            hours,
        ) % {"n": hours}


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
