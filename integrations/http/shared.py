"""What all processes know together, in Redis; and that Redis may be away."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from redis.commands.core import Script
from redis.exceptions import RedisError

from config.lib.redis_absence import RedisAbsence, absence_of, client_at, redis_key

PAUSE = 1.0  # seconds nobody asks a Redis that failed


class RedisAway(Exception):  # noqa: N818 -- a state of things, handled at once
    """Go by what this process knows."""


def key(kind: str, *names: str) -> str:
    return redis_key("outside", kind, *names)


def run(script: str, keys: Iterable[str], args: Iterable[Any]) -> Any:
    """The result of a script, which no other can interrupt. Raises `RedisAway`."""
    absence = _absence()
    if not absence.may_ask():
        raise RedisAway
    try:
        result = _script(settings.REDIS_URL, script)(list(keys), list(args))
    except (RedisError, OSError, ValueError) as error:
        absence.begin(error)
        raise RedisAway from error
    absence.end()
    return result


def fields(name: str) -> dict[str, str]:
    """A whole hash. Raises `RedisAway`."""
    flat = run("return redis.call('HGETALL', KEYS[1])", [name], [])
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _absence() -> RedisAbsence:
    return absence_of(f"outside:{settings.REDIS_URL}", PAUSE)


@cache
def _script(url: str, source: str) -> Script:
    return client_at(url, decode_responses=True).register_script(source)


# Before each script: now, from its first argument or from Redis' own clock.
NOW = """
local now = tonumber(ARGV[1])
if not now then
  local t = redis.call('TIME')
  now = tonumber(t[1]) + tonumber(t[2]) / 1000000
end
"""
