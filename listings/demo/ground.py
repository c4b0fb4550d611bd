"""What every batch of the board stands on, read once a process."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

LARGE = 5_000  # listings; from here on one in ten recruits
BATCH = 500  # listings made at a time; part of what a seed means
SHOWN = 2  # listings of the teams that everybody meets


@dataclass(frozen=True)
class Ground:
    listings: int
    seed: int
    now: datetime
    moderator_id: str | None = None

    @property
    def is_large(self) -> bool:
        return self.listings >= LARGE

    @cached_property
    def end(self) -> int:
        return int(self.now.astimezone(UTC).timestamp())

    @property
    def batches(self) -> int:
        return -(-(self.listings - SHOWN) // BATCH)

    def listings_in(self, batch: int) -> int:
        return min(BATCH, self.listings - SHOWN - batch * BATCH)
