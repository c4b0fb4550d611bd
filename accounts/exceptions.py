"""Errors that a view turns into a message."""


class TeamArchivedError(Exception):
    """The team has ended; nothing of it changes any more."""
