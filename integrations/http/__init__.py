"""The one way to the outside world.

    LODESTONE = Service(
        name="lodestone",
        hosts=("na.finalfantasyxiv.com",),
        base_url="https://na.finalfantasyxiv.com",
        rate=Rate(per_second=1, burst=2),
    )
    outside = Outside(LODESTONE)
    answer = outside.get("/lodestone/character/1/", label="character", allow_stale=86400)

Every call has a deadline and a limit in size, goes only to the service's own hosts and
to the internet's addresses, waits for its turn among all processes, is repeated where
that is safe, keeps the pauses a service asks for, and stops at an open circuit. What it
raises stands in `integrations.errors`. In the sandbox (`OUTSIDE=sandbox`) the same
calls go to `SANDBOX_URL/<service>/<path>`, with `off` they raise `NotConfigured`.

Calls belong in tasks: no page waits for the outside.
"""

from integrations.http.answer import Answer
from integrations.http.clock import Clock
from integrations.http.limits import pause
from integrations.http.metrics import (
    ServiceStatus,
    noting_changes,
    record_budget,
    record_unread,
    status,
)
from integrations.http.off import switched_off
from integrations.http.outside import Outside
from integrations.http.service import Rate, Service

__all__ = [
    "Answer",
    "Clock",
    "Outside",
    "Rate",
    "Service",
    "ServiceStatus",
    "noting_changes",
    "pause",
    "record_budget",
    "record_unread",
    "status",
    "switched_off",
]
