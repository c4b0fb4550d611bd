"""A circuit breaker per service, one for all processes.

Closed, until `opens_after` tries in a row fail. Then open: nobody asks for `rests_for`
seconds. Then half open: exactly one call is let through, and how that ends decides.
While Redis is away each process has a breaker of its own.
"""

import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import structlog

from integrations.errors import CircuitOpen
from integrations.http import shared
from integrations.http.clock import Clock
from integrations.http.service import Service

logger = structlog.get_logger(__name__)


class Breaker(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


# ARGV: now, rest, lease. Gives a state and the seconds until somebody may ask.
_ENTER = (
    shared.NOW
    + """
local b = redis.call('HMGET', KEYS[1], 'opened', 'probe')
if not b[1] then return {'closed', '0'} end
local left = tonumber(b[1]) + tonumber(ARGV[2]) - now
if left > 0 then return {'open', tostring(left)} end
if b[2] then
  left = tonumber(b[2]) + tonumber(ARGV[3]) - now
  if left > 0 then return {'open', tostring(left)} end
end
redis.call('HSET', KEYS[1], 'probe', string.format('%.6f', now))
return {'half open', '0'}
"""
)
# ARGV: now, threshold, whether this was the probe. Gives 1 when it opens.
_FAIL = (
    shared.NOW
    + """
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
redis.call('EXPIRE', KEYS[1], 86400)
local open = redis.call('HEXISTS', KEYS[1], 'opened') == 1
if (open and ARGV[3] == '1') or (not open and failures >= tonumber(ARGV[2])) then
  redis.call('HSET', KEYS[1], 'opened', string.format('%.6f', now))
  redis.call('HDEL', KEYS[1], 'probe')
  return 1
end
return 0
"""
)
# A late answer to a call from before does not close it: only the probe does.
_SUCCEED = """
if ARGV[2] == '0' and redis.call('HEXISTS', KEYS[1], 'opened') == 1 then return 0 end
return redis.call('DEL', KEYS[1])
"""
_RELEASE = "return redis.call('HDEL', KEYS[1], 'probe')"


@dataclass
class _Own:
    failures: int = 0
    opened: float | None = None
    probe: float | None = None


_own: dict[str, _Own] = {}
_lock = threading.Lock()


def enter(service: Service, clock: Clock) -> bool:
    """Whether this is the one probe. Raises `CircuitOpen` where nobody may ask."""
    times = [clock.shared_now(), service.rests_for, _lease(service)]
    try:
        state, left = shared.run(_ENTER, [_key(service)], times)
    except shared.RedisAway:
        state, left = _own_enter(service, clock.monotonic())
    if state == Breaker.OPEN:
        raise CircuitOpen(service.name, float(left))
    return bool(state == Breaker.HALF_OPEN)


def fail(service: Service, clock: Clock, *, probe: bool) -> None:
    args = [clock.shared_now(), service.opens_after, int(probe)]
    opens = _own_fail(service, clock.monotonic(), probe=probe)
    with suppress(shared.RedisAway):
        opens = bool(shared.run(_FAIL, [_key(service)], args))
    if opens:
        logger.warning("outside circuit opens", service=service.name)


def succeed(service: Service, clock: Clock, *, probe: bool) -> None:
    with _lock:
        own = _own.get(service.name)
        if own and (probe or own.opened is None):
            del _own[service.name]
    with suppress(shared.RedisAway):
        shared.run(_SUCCEED, [_key(service)], [clock.shared_now(), int(probe)])
    if probe:
        logger.warning("outside circuit closes", service=service.name)


def release(service: Service) -> None:
    """The probe said nothing of the service: another may be sent."""
    with _lock:
        if own := _own.get(service.name):
            own.probe = None
    with suppress(shared.RedisAway):
        shared.run(_RELEASE, [_key(service)], [])


def look(service: Service, clock: Clock) -> tuple[Breaker, float]:
    """State, and seconds until somebody may ask. Raises `shared.RedisAway`."""
    now = clock.shared_now() or shared.run(_TIME, [], [""])
    opened = shared.fields(_key(service)).get("opened")
    if opened is None:
        return Breaker.CLOSED, 0.0
    left = float(opened) + service.rests_for - float(now)
    return (Breaker.OPEN, left) if left > 0 else (Breaker.HALF_OPEN, 0.0)


_TIME = shared.NOW + "return string.format('%.6f', now)"


def _key(service: Service) -> str:
    return shared.key("breaker", service.name)


def _lease(service: Service) -> float:
    # A probe whose process died must not keep the circuit open for ever.
    return service.patience + service.deadline + 5


def _own_enter(service: Service, now: float) -> tuple[str, float]:
    with _lock:
        own = _own.get(service.name)
        if own is None or own.opened is None:
            return Breaker.CLOSED, 0.0
        ends = [own.opened + service.rests_for]
        if own.probe is not None:
            ends.append(own.probe + _lease(service))
        if max(ends) > now:
            return Breaker.OPEN, max(ends) - now
        own.probe = now
        return Breaker.HALF_OPEN, 0.0


def _own_fail(service: Service, now: float, *, probe: bool) -> bool:
    with _lock:
        own = _own.setdefault(service.name, _Own())
        own.failures += 1
        if probe or (own.opened is None and own.failures >= service.opens_after):
            own.opened, own.probe = now, None
            return True
        return False
