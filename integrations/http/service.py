"""What the HTTP layer has to know of one outside service."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests a second in the long run, so many at once after a quiet time."""

    per_second: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Service:
    """One outside service. All times are seconds."""

    name: str
    hosts: Collection[str]  # exact names; nothing else is ever asked
    base_url: str  # "https://…" on one of the hosts, before every path
    rate: Rate  # for all processes together
    lane_rate: Rate | None = None  # besides, for each lane of calls
    patience: float = 30.0  # at most so long a task waits for its turn
    connect_timeout: float = 3.0
    read_timeout: float = 6.0  # of silence
    deadline: float = 10.0  # a call with all its tries, from its first turn on
    max_bytes: int = 4 * 1024 * 1024  # of an answer, unpacked
    attempts: int = 3  # where repeating is safe
    backoff: float = 0.5  # before the second try, growing, with jitter
    opens_after: int = 5  # failures in a row until the circuit opens
    rests_for: float = 60.0  # until one call may try whether the service is back
    cache_seconds: int = 0  # of a GET that does not say otherwise
    sandbox: str = ""  # its first path segment in the sandbox; else its name

    def __post_init__(self) -> None:
        base = urlsplit(self.base_url)
        if base.scheme != "https" or base.hostname not in self.hosts:
            raise ValueError(f"{self.name}: base_url must be https on one of its hosts")

    @property
    def sandbox_segment(self) -> str:
        return self.sandbox or self.name
