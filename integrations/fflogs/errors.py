"""What FF Logs may say instead of an answer, beyond `integrations.errors`."""

from integrations.errors import Changed, Permanent

SERVICE = "fflogs"


class Unauthenticated(Permanent):
    """401: the token is not taken, or no longer."""


class Ambiguous(Permanent):
    """FF Logs has several characters for this one, or another: nothing can be said."""

    outcome = "ambiguous"


def changed(what: str) -> Changed:
    """The answer lacks `what`, or has it in another form."""
    return Changed(SERVICE, what)
