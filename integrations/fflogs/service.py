"""FF Logs as the HTTP layer sees it, and whom we are there."""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings

from integrations.http import Rate, Service, switched_off
from integrations.http.addresses import mode

FFLOGS = Service(
    name="fflogs",
    hosts=("www.fflogs.com",),
    base_url="https://www.fflogs.com",
    rate=Rate(per_second=1, burst=2),
    read_timeout=15.0,  # forty zones in one answer
    deadline=30.0,
    sandbox="fflogs",
)


@dataclass(frozen=True, slots=True)
class Account:
    """A client registered at FF Logs."""

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)

    def key(self, kind: str) -> str:
        """Where the cache keeps something of this account."""
        both = f"{self.client_id}\n{self.client_secret}"
        return f"fflogs:{kind}:{hashlib.sha256(both.encode()).hexdigest()[:16]}"


def account() -> Account:
    """Ours. Raises `NotConfigured` where there is none."""
    if mode() == "sandbox":  # which asks nobody in, and learns no real secret
        return Account("sandbox", "sandbox")
    if not settings.FFLOGS_CLIENT_ID or not settings.FFLOGS_CLIENT_SECRET:
        why = "FFLOGS_CLIENT_ID and FFLOGS_CLIENT_SECRET are not set"
        raise switched_off(FFLOGS.name, why)
    return Account(settings.FFLOGS_CLIENT_ID, settings.FFLOGS_CLIENT_SECRET)
