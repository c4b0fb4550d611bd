"""What only XIVAuth says; the rest is in `integrations.errors`."""

from integrations.errors import Permanent

XIVAUTH = "xivauth"


class CodeRefused(Permanent):
    """The code was used before, is too old or was given to somebody else."""

    outcome = "code refused"


class TokenExpired(Permanent):
    """401: the token is of no more use; its person has to sign in again."""

    outcome = "token expired"


class ScopeMissing(Permanent):
    """403: its person did not allow us to see this."""

    outcome = "scope missing"
