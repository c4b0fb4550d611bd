"""Errors that a view turns into a message."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class TeamArchivedError(PermissionDenied):
    """The team has ended; nothing of it changes any more. A view may let it pass: the
    page for what is not allowed then says so."""

    def __init__(self) -> None:
        super().__init__(_("This team has ended, and nothing of it changes any more."))


class OneselfError(Exception):
    """Nobody blocks themself."""


class GoneError(Exception):
    """Whoever this is about has left Muster."""
