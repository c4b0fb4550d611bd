"""What became of the calls: a log line for each, counters for all processes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

from integrations.errors import (
    Changed,
    CircuitOpen,
    NotFound,
    OutsideError,
    Temporary,
)
from integrations.http import breaker, limits, shared
from integrations.http.addresses import mode
from integrations.http.calls import Call
from integrations.http.clock import SYSTEM, Clock
from integrations.http.service import Service

logger = structlog.get_logger(__name__)

# ARGV: outcome, seconds, then names and values to set.
_COUNT = """
redis.call('HINCRBY', KEYS[1], 'calls', 1)
redis.call('HINCRBY', KEYS[1], 'outcome:' .. ARGV[1], 1)
redis.call('HINCRBYFLOAT', KEYS[1], 'seconds', ARGV[2])
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
"""
_SET = "return redis.call('HSET', KEYS[1], unpack(ARGV))"
UNREAD_SECONDS = 7 * 86400  # that counts of unread parts are kept, from the first on
# ARGV: seconds, then names of parts. Gives those that were not counted before.
_COUNT_UNREAD = """
local new = {}
for i = 2, #ARGV do
  if redis.call('HINCRBY', KEYS[1], ARGV[i], 1) == 1 then table.insert(new, ARGV[i]) end
end
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return new
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one call ended."""

    word: str  # "ok", "cached", "stale", or the outcome of an error
    seconds: float
    requests: int = 0
    status: int | None = None
    error: OutsideError | None = None


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """What all processes know of a service."""

    name: str
    mode: str  # live, sandbox or off
    redis_away: bool = False  # then the rest is unknown
    breaker: str = breaker.Breaker.CLOSED  # closed, open, half open
    retry_in: float = 0.0  # seconds until an open breaker lets a call through
    paused_for: float = 0.0  # seconds the service wants its quiet
    calls: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    mean_seconds: float | None = None
    last_success: datetime | None = None
    last_error: str = ""  # its kind: "timeout", "status 503"
    last_error_at: datetime | None = None
    unread: Mapping[str, int] = field(default_factory=dict)  # parts, of this week
    budget_left: float | None = None
    budget_of: float | None = None
    budget_at: datetime | None = None


def record(service: Service, call: Call, outcome: Outcome, clock: Clock) -> None:
    _log(service, call, outcome)
    now = f"{clock.now():.3f}"
    news: list[str] = []
    if outcome.word == "ok" or isinstance(outcome.error, NotFound):
        news = ["last_success", now]
    elif outcome.error and not isinstance(outcome.error, CircuitOpen):
        news = ["last_error", outcome.error.kind, "last_error_at", now]
    with suppress(shared.RedisAway):
        shared.run(_COUNT, [_key(service)], [outcome.word, outcome.seconds, *news])


def record_budget(service: Service, left: float, of: float) -> None:
    """What the service said is left of its budget, for `status`."""
    now = f"{SYSTEM.now():.3f}"
    values = ["budget_left", left, "budget_of", of, "budget_at", now]
    with suppress(shared.RedisAway):
        shared.run(_SET, [_key(service)], values)


@contextmanager
def noting_changes(service: Service, clock: Clock = SYSTEM) -> Iterator[None]:
    """Around the reading of an answer: `status` tells of one whose form is unknown."""
    try:
        yield
    except Changed as error:
        values = ["last_error", error.kind, "last_error_at", f"{clock.now():.3f}"]
        with suppress(shared.RedisAway):
            shared.run(_SET, [_key(service)], values)
        raise


def record_unread(service: Service, parts: Sequence[str]) -> None:
    """Count the parts of one answer that could not be read; log each once a week."""
    if not parts:
        return
    key = shared.key("unread", service.name)
    try:
        new = shared.run(_COUNT_UNREAD, [key], [UNREAD_SECONDS, *parts])
    except shared.RedisAway:
        new = parts
    for part in new:
        logger.warning("part not read", service=service.name, part=part)


def status(service: Service, clock: Clock = SYSTEM) -> ServiceStatus:
    """For people who look after Muster. Asks Redis only, never the service."""
    try:
        known = shared.fields(_key(service))
        unread = shared.fields(shared.key("unread", service.name))
        state, retry_in = breaker.look(service, clock)
        paused = limits.paused_for(service, clock)
    except shared.RedisAway:
        return ServiceStatus(service.name, mode(), redis_away=True)
    words = {k.partition(":")[2]: int(v) for k, v in known.items() if ":" in k}
    calls = int(known.get("calls", 0))
    return ServiceStatus(
        name=service.name,
        mode=mode(),
        breaker=state,
        retry_in=retry_in,
        paused_for=paused,
        calls=calls,
        outcomes=words,
        mean_seconds=float(known["seconds"]) / calls if calls else None,
        last_success=_moment(known, "last_success"),
        last_error=known.get("last_error", ""),
        last_error_at=_moment(known, "last_error_at"),
        unread={part: int(count) for part, count in sorted(unread.items())},
        budget_left=_number(known, "budget_left"),
        budget_of=_number(known, "budget_of"),
        budget_at=_moment(known, "budget_at"),
    )


def _log(service: Service, call: Call, outcome: Outcome) -> None:
    # Neither address nor query nor body: tokens stand in all of them.
    log = logger.warning if isinstance(outcome.error, Temporary) else logger.info
    log(
        "outside call",
        service=service.name,
        method=call.method,
        call=call.label,
        outcome=outcome.word,
        kind=outcome.error.kind if outcome.error else "",
        status=outcome.status,
        requests=outcome.requests,
        seconds=round(outcome.seconds, 3),
    )


def _key(service: Service) -> str:
    return shared.key("metrics", service.name)


def _number(known: Mapping[str, str], name: str) -> float | None:
    return float(known[name]) if name in known else None


def _moment(known: Mapping[str, str], name: str) -> datetime | None:
    value = _number(known, name)
    return None if value is None else datetime.fromtimestamp(value, UTC)
