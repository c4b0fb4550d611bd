"""Time that passes only when somebody sleeps."""

import threading

from integrations.http import Clock


class FakeClock(Clock):
    def __init__(self, start=1_800_000_000.0):
        self.time = start
        self.slept = []
        self._lock = threading.Lock()

    def now(self):
        return self.time

    def monotonic(self):
        return self.time

    def sleep(self, seconds):
        with self._lock:
            self.slept.append(seconds)
            self.time += seconds

    def shared_now(self):
        return f"{self.time:.6f}"
