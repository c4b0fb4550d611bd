"""What a status means for the caller, and for how long a service wants its quiet."""

import math
from email.utils import parsedate_to_datetime

from integrations.errors import Changed, NotFound, Permanent, RateLimited, Temporary
from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.clock import Clock

UNSAID = 5.0  # seconds to keep away after a 429 that does not say how long
_LATER = {408, 425}
_GONE = {404, 410}


def judged(answer: Answer, call: Call, clock: Clock) -> Answer:
    """The answer, if its status is one that the caller wants; else an error with it."""
    if call.accepts(answer.status):
        return answer
    error = _error(answer, quiet_for(answer, clock))
    error.answer = answer
    raise error


def quiet_for(answer: Answer, clock: Clock) -> float | None:
    """Seconds that a service asks to be left alone; None where it does not."""
    if answer.status != 429 and answer.status < 500:
        return None
    told = retry_after(answer.headers.get("retry-after", ""), clock.now())
    return UNSAID if told is None and answer.status == 429 else told


def retry_after(value: str, now: float) -> float | None:
    """A `Retry-After`, in seconds or as a date; None where it is neither."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - now
        except (ValueError, OverflowError, OSError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _error(answer: Answer, quiet: float | None) -> Temporary | Permanent | Changed:
    service, status = answer.service, answer.status
    if status == 429:
        return RateLimited(service, quiet or 0.0, status=status)
    if status in _LATER or status >= 500:
        error = Temporary(service, f"status {status}", status=status)
        error.retry_after = quiet
        return error
    if status in _GONE:
        return NotFound(service, status)
    if status >= 400:
        return Permanent(service, status)
    return Changed(service, f"status {status}")
