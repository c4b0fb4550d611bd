"""A service as tests want it: patient with a busy machine, named like no real one."""

from dataclasses import replace

from integrations.http import Rate, Service

EXAMPLE = Service(
    name="example",
    hosts=("api.example.com", "www.example.com"),
    base_url="https://api.example.com",
    rate=Rate(per_second=1000, burst=1000),
    connect_timeout=10.0,
    read_timeout=10.0,
    deadline=30.0,
    backoff=0.1,
    max_bytes=100_000,
    opens_after=1000,  # what tests of the breaker change
)
# For those that are silent: as little of real time as an answer on this machine takes.
HASTY = replace(EXAMPLE, read_timeout=1.0)


def example(**changes):
    return replace(EXAMPLE, **changes)
