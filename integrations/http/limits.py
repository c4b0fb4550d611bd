"""When a service may be asked next: one bucket of turns for all processes.

A service's answer "not before …" is a pause that all processes keep. A lane (one
webhook, say) has a bucket and pauses of its own besides the service's.
"""

import hashlib
import threading
from contextlib import suppress
from dataclasses import dataclass

from integrations.errors import RateLimited
from integrations.http import shared
from integrations.http.clock import SYSTEM, Clock
from integrations.http.service import Rate, Service

LONGEST_PAUSE = 6 * 3600.0  # whatever a service says
CAUTION = 4.0  # a process that knows only itself takes so much less
SHORTEST_WAIT = 0.005

# KEYS: pause and bucket of each scope. ARGV: now, then rate and burst of each scope.
# Gives the seconds to wait; "0" when a turn was taken from each bucket.
_TURN = (
    shared.NOW
    + """
local wait, left = 0, {}
for i = 1, #KEYS, 2 do
  local paused = tonumber(redis.call('GET', KEYS[i]) or '0')
  wait = math.max(wait, paused - now)
  local rate, burst = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  local bucket = redis.call('HMGET', KEYS[i + 1], 'turns', 'at')
  local turns = tonumber(bucket[1] or burst)
  local since = math.max(0, now - tonumber(bucket[2] or now))
  turns = math.min(burst, turns + since * rate)
  if turns < 1 then wait = math.max(wait, (1 - turns) / rate) end
  left[i] = turns - 1
end
if wait > 0 then return tostring(wait) end
for i = 1, #KEYS, 2 do
  redis.call('HSET', KEYS[i + 1], 'turns', tostring(left[i]), 'at', string.format('%.6f', now))
  redis.call('EXPIRE', KEYS[i + 1], 86400)
end
return '0'
"""
)

_PAUSE = (
    shared.NOW
    + """
local till = now + tonumber(ARGV[2])
if till > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.6f', till), 'EX', math.ceil(ARGV[2]) + 1)
end
"""
)

_LEFT = (
    shared.NOW + "return tostring(tonumber(redis.call('GET', KEYS[1]) or '0') - now)"
)


@dataclass
class _Own:
    """What this process alone knows of a scope."""

    next_turn: float = 0.0
    paused_until: float = 0.0


_own: dict[str, _Own] = {}
_lock = threading.Lock()


def take(service: Service, lane: str, clock: Clock, patience: float) -> None:
    """Wait for a turn. Raises `RateLimited` where that would need more patience."""
    while (wait := _turn(service, lane, clock)) > 0:
        wait = max(wait, SHORTEST_WAIT)
        if wait > patience:
            raise RateLimited(service.name, wait)
        clock.sleep(wait)
        patience -= wait


def pause(
    service: Service, seconds: float, *, lane: str = "", clock: Clock = SYSTEM
) -> None:
    """Let no process ask the service, or this lane of it, for so long."""
    seconds = min(seconds, LONGEST_PAUSE)
    if not seconds > 0:
        return
    scope = _scope(service, lane)
    with _lock:
        own = _own.setdefault(scope, _Own())
        own.paused_until = max(own.paused_until, clock.monotonic() + seconds)
    with suppress(shared.RedisAway):
        shared.run(_PAUSE, [shared.key("pause", scope)], [clock.shared_now(), seconds])


def paused_for(service: Service, clock: Clock) -> float:
    """Seconds the whole service is still paused. Raises `shared.RedisAway`."""
    keys = [shared.key("pause", service.name)]
    return max(0.0, float(shared.run(_LEFT, keys, [clock.shared_now()])))


def _turn(service: Service, lane: str, clock: Clock) -> float:
    scopes = {_scope(service, ""): service.rate}
    if lane:
        scopes[_scope(service, lane)] = service.lane_rate or service.rate
    keys = [shared.key(kind, s) for s in scopes for kind in ("pause", "turns")]
    rates = [part for r in scopes.values() for part in (r.per_second, r.burst)]
    try:
        return float(shared.run(_TURN, keys, [clock.shared_now(), *rates]))
    except shared.RedisAway:
        return _own_turn(scopes, clock.monotonic())


def _own_turn(scopes: dict[str, Rate], now: float) -> float:
    with _lock:
        known = [(_own.setdefault(s, _Own()), rate) for s, rate in scopes.items()]
        wait = max(max(own.next_turn, own.paused_until) - now for own, _ in known)
        if wait > 0:
            return wait
        for own, rate in known:
            own.next_turn = now + CAUTION / rate.per_second
        return 0.0


def _scope(service: Service, lane: str) -> str:
    # Hashed: what tells lanes apart may be a secret address.
    digest = hashlib.sha256(lane.encode()).hexdigest()[:16]
    return f"{service.name}:{digest}" if lane else service.name
