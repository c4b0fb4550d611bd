"""Errors that a view turns into a message."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from accounts.enums import InviteEnd
from config.lib.moments import exact_time


class AlreadyCreatedError(Exception):
    """The form has created something already, and says something else now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    @property
    def message(self) -> SafeString:
        words = _("Already created: {link}. What you see here isn't saved; send it again "
                  "to create another one.")  # fmt: skip
        link = format_html('<a href="{}">{}</a>', self.address, _("have a look"))
        return format_html(words, link=link)


class TeamArchivedError(PermissionDenied):
    """The team has ended; nothing of it changes any more. A view may let it pass: the
    page for what is not allowed then says so."""

    def __init__(self) -> None:
        super().__init__(
            _("This static has ended, so nothing about it can be changed.")
        )


class HandleTakenError(Exception):
    """It is somebody's, or was, or could be taken for it: who asks is not told which."""


class HandleTooSoonError(Exception):
    """A handle changes once a week; `allowed_at` says when it may again."""

    def __init__(self, allowed_at: datetime) -> None:
        super().__init__(f"allowed at {allowed_at}")
        self.allowed_at = allowed_at


class OneselfError(Exception):
    """Nobody blocks themself."""


class GoneError(Exception):
    """Whoever this is about has left Muster."""


class ErasedError(GoneError, PermissionDenied):
    """Who acts has erased their account in the meantime. A view may let it pass."""

    def __init__(self) -> None:
        super().__init__(_("This account is erased."))


class LeadsOthersError(Exception):
    """Somebody else could lead these teams: they are handed over first."""

    def __init__(self, teams: list[Any]) -> None:
        super().__init__(", ".join(str(team) for team in teams))
        self.teams = teams


class TooManyBlocksError(Exception):
    """Each page asks whom its reader blocks, so they have an end."""


class SuspendedError(PermissionDenied):
    """Who acts only reads for now. A view may let it pass."""

    def __init__(self, user: Any) -> None:
        super().__init__(
            _("Your account is suspended until %(end)s. Reason: %(reason)s")
            % {
                "end": exact_time(user.suspended_until),
                "reason": user.suspension_reason,
            }
        )


class NotYoursToDoError(PermissionDenied):
    """The role in the team does not allow it, or no longer does."""

    def __init__(self) -> None:
        super().__init__(_("Your role in this static doesn't allow that."))


class NotAMemberError(PermissionDenied):
    """Who acts isn't in the team, or not any more."""

    def __init__(self) -> None:
        super().__init__(_("Only members of this static can do that."))


class NotAModeratorError(PermissionDenied):
    """Who acts does not moderate this, or no longer does."""

    def __init__(self) -> None:
        super().__init__(_("You can't moderate this, or not any more."))


class TeamRefusalError(Exception):
    """The team as it stands now does not allow it; `message` tells the one who asked."""

    message: Any = ""

    def __str__(self) -> str:
        return str(self.message)


class MemberGoneError(TeamRefusalError):
    message = _l("They are no longer in this team.")


class AlreadyMemberError(TeamRefusalError):
    message = _l("They are in this team already.")


class LeaderStaysError(TeamRefusalError):
    message = _l("A team is never without a leader: hand the leadership over first.")


class LastMemberError(TeamRefusalError):
    """Whoever leaves alone ends the team, and must have meant it."""

    message = _l("You are the last one in this team: leaving ends it.")


class CannotLeadError(TeamRefusalError):
    message = _l("They cannot lead the team right now.")


class CharacterGoneError(TeamRefusalError):
    message = _l("This character is no longer among yours.")


class TeamFullError(TeamRefusalError):
    message = _l("This team is full.")


class CannotBeInvitedError(TeamRefusalError):
    """For whatever reason: who asks is not told which."""

    message = _l(
        "No player with this handle can be invited. Look at how it is written, or "
        "send them a link."
    )


class AlreadyInvitedError(TeamRefusalError):
    message = _l("They are invited already, and have not answered yet.")


class TooManyTeamsError(TeamRefusalError):
    message = _l("You are in as many teams as anybody can be: leave one first.")


class LeadsTooManyError(TeamRefusalError):
    message = _l(
        "You lead as many statics as anybody can: hand one over or end one first."
    )


class TooManyInvitesError(TeamRefusalError):
    message = _l("Too many invitations are open: take one back first.")


class InviteEndedError(TeamRefusalError):
    def __init__(self, reason: InviteEnd) -> None:
        self.reason = reason
        super().__init__(reason)

    message = _l("This invitation lets nobody in any more.")


class InviteNotForYouError(TeamRefusalError):
    """For whatever reason: who asks is not told which."""

    message = _l(
        "This invitation does not work for your account. The team can invite you by "
        "your handle."
    )


class TooManyError(Exception):
    """There is an end to how many somebody may have; `most` says which."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"at most {most}")


class CoolingDownError(Exception):
    """It was just done; `wait` says in how many seconds it may be done again."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"allowed again in {wait} s")


class SeenTogetherError(Exception):
    """Everybody would see that two characters belong together, and nobody said so."""


class NotYoursError(Exception):
    """Somebody else has shown more lately that the character is theirs."""
