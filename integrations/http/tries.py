"""A call with all its tries: breaker, turn, request, and again where that is safe."""

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    wait_exponential_jitter,
)

from integrations.errors import (
    Changed,
    CircuitOpen,
    RateLimited,
    Temporary,
)
from integrations.http import breaker, limits
from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.clock import Clock, Deadline
from integrations.http.exchange import exchange
from integrations.http.service import Service
from integrations.http.verdict import judged, quiet_for


class Tries:
    """One use: `run()` gives the answer or raises an `OutsideError`."""

    def __init__(self, service: Service, call: Call, clock: Clock) -> None:
        self.service = service
        self.call = call
        self.clock = clock
        self.requests = 0
        self._deadline: Deadline | None = None
        self._backoff = wait_exponential_jitter(
            multiplier=service.backoff, max=service.deadline, jitter=service.backoff
        )

    def run(self) -> Answer:
        retrying = Retrying(
            sleep=self.clock.sleep,
            stop=self._enough,
            wait=self._wait,
            retry=retry_if_exception(_may_heal),
            reraise=True,
        )
        return retrying(self._try)

    def _try(self) -> Answer:
        probe = breaker.enter(self.service, self.clock)
        try:
            answer = exchange(self.service, self.call, self.clock, self._turn)
        except RateLimited:  # nobody was asked
            self._leave(probe=probe)
            raise
        except Temporary:
            breaker.fail(self.service, self.clock, probe=probe)
            raise
        except Changed:  # strange, but alive
            breaker.succeed(self.service, self.clock, probe=probe)
            raise
        except BaseException:
            self._leave(probe=probe)
            raise
        # A 429 is a living service's answer: its pause is kept, the circuit stays.
        end = breaker.fail if answer.status >= 500 else breaker.succeed
        end(self.service, self.clock, probe=probe)
        self._heed(answer)
        return judged(answer, self.call, self.clock)

    def _turn(self) -> Deadline:
        """Wait until the service may be asked. The first turn starts the deadline."""
        patience = self._deadline.left() if self._deadline else self.service.patience
        limits.take(self.service, self.call.lane, self.clock, patience)
        self._deadline = self._deadline or Deadline(self.clock, self.service.deadline)
        self.requests += 1
        return self._deadline

    def _heed(self, answer: Answer) -> None:
        if seconds := quiet_for(answer, self.clock):
            for_all = answer.headers.get("x-ratelimit-global", "").lower() == "true"
            lane = "" if for_all else self.call.lane
            limits.pause(self.service, seconds, lane=lane, clock=self.clock)

    def _leave(self, *, probe: bool) -> None:
        if probe:
            breaker.release(self.service)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        told = error.retry_after if isinstance(error, Temporary) else None
        return max(self._backoff(state), told or 0.0)

    def _enough(self, state: RetryCallState) -> bool:
        attempts = self.service.attempts if self.call.repeatable else 1
        if self._deadline is None or state.attempt_number >= attempts:
            return True
        return state.upcoming_sleep >= self._deadline.left()


def _may_heal(error: BaseException) -> bool:
    return isinstance(error, Temporary) and not isinstance(error, CircuitOpen)
