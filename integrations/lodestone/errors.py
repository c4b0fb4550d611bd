"""What the Lodestone may say instead of a page, beyond `integrations.errors`."""

from integrations.errors import Changed, NotFound, Permanent, Temporary

SERVICE = "lodestone"


class PageNotFound(NotFound):
    """404: no character with this id, or no longer."""


class PageHidden(Permanent):
    """403: its player shows this character to nobody who is not signed in."""

    outcome = "hidden"


class TooManyFound(Permanent):
    """A search finds more names that contain this one than we read pages."""

    outcome = "too many found"


class Maintenance(Temporary):
    """The site is closed for a while. Ask again much later, half an hour or so."""

    outcome = "maintenance"


class Blocked(Temporary):
    """The site, or what stands before it, does not talk to us. Ask far less often."""

    outcome = "blocked"


def changed(what: str) -> Changed:
    """The page lacks `what`, or has it in another form: it says nothing we can trust."""
    return Changed(SERVICE, what)
