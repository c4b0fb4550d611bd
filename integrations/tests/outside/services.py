"""A service as tests want it: quick, and named like no real one."""

from dataclasses import replace

from integrations.http import Rate, Service

EXAMPLE = Service(
    name="example",
    hosts=("api.example.com", "www.example.com"),
    base_url="https://api.example.com",
    rate=Rate(per_second=1000, burst=1000),
    connect_timeout=0.5,
    read_timeout=0.3,
    deadline=2.0,
    backoff=0.1,
    max_bytes=100_000,
    opens_after=1000,  # what tests of the breaker change
)


def example(**changes):
    return replace(EXAMPLE, **changes)
