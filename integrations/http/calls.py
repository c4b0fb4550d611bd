"""One call, as its client wants it."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    accept_status: Collection[int] = (200,)
    repeatable: bool = True
    cache_seconds: int = 0
    allow_stale: int = 0
    label: str = ""  # what a log may say of it: "character", never an address
    lane: str = ""

    def accepts(self, status: int) -> bool:
        return status in self.accept_status

    @property
    def fingerprint(self) -> str:
        """The same for two calls that must get the same answer."""
        parts = [
            self.method,
            self.url,
            self.body.hex(),
            str(sorted(self.accept_status)),
        ]
        parts += [f"{k.lower()}={v}" for k, v in sorted(self.headers.items())]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
