"""Time as the layer knows it: one object, so that tests need not wait."""

import time


class Clock:
    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def shared_now(self) -> str:
        """What the scripts in Redis take for now; empty: Redis' own clock."""
        return ""


SYSTEM = Clock()


class Deadline:
    """The moment after which a call is not worth its while."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._at = clock.monotonic() + seconds

    def left(self) -> float:
        return self._at - self._clock.monotonic()

    def need(self, at_most: float) -> float:
        """Seconds to wait for something; `TimeoutError` where none are left."""
        left = min(at_most, self.left())
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left
