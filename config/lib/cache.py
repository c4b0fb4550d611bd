"""A cache on Redis that endures Redis being refused, hanging or talking nonsense."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import (
    RedisCache,
    RedisCacheClient,
    RedisSerializer,
)
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

from config.lib.redis_absence import absence_of, waits

logger = logging.getLogger(__name__)

_AWAY = object()
# The fault of one key, while Redis itself is well.
_OF_ONE_KEY = ("WRONGTYPE", "value is not an integer", "increment or decrement")


class UnreadableError(Exception):
    """What lies in the cache was written by another release, or is damaged."""


class _Client(RedisCacheClient):
    """One client a server. Django makes one a call, which costs as much as the call."""

    _client: Any
    _get_connection_pool: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ready: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = self._get_connection_pool(write)
        if pool not in self._ready:
            self._ready[pool] = self._client(connection_pool=pool)
        return self._ready[pool]


class EnduringRedisCache(RedisCache):
    """Treats every failure of Redis as a miss, and logs it.

    After a failure nobody asks Redis for `away_seconds`, then one thread tries, so a
    hanging Redis costs a page one time-out and not one a call. Meanwhile everything is
    missing, `add` succeeds, and `incr` counts from zero; what was changed in that time
    is there again as it was. So nothing that allows or forbids may lie here: keys that
    begin with one of `durable_prefixes` always live in the cache `durable_alias`.
    """

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        given = params.get("OPTIONS", {})
        options = {"serializer": EnduringSerializer, "protocol": 2, **waits(), **given}
        options.setdefault("retry", Retry(NoBackoff(), 0))
        self._durable_prefixes = tuple(options.pop("durable_prefixes", ()))
        self._durable_alias = options.pop("durable_alias", "durable")
        pause = options.pop("away_seconds", 1.0)
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = _Client
        self._absence = absence_of(str(server), pause)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version=version)

    def set(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        self._ask("set", key, value, timeout=timeout, version=version)

    def add(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        return bool(self._ask("add", key, value, timeout=timeout, version=version))

    def touch(
        self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return bool(self._ask("touch", key, timeout=timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, version=version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("has_key", key, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", key, delta, version=version))

    def get_many(
        self, keys: Iterable[Any], version: int | None = None
    ) -> dict[Any, Any]:
        durable, passing = self._parted(keys)
        found: dict[Any, Any] = {}
        if durable:
            found |= self._durable.get_many(durable, version=version)
        if passing:
            method = RedisCache.get_many
            found |= self._try(method, passing, version=version, otherwise={})
        return found

    def set_many(
        self,
        data: Mapping[Any, Any],
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> list[Any]:
        given = {"timeout": timeout, "version": version}
        durable, passing = self._parted(data)
        failed: list[Any] = []
        if durable:
            failed += self._durable.set_many({k: data[k] for k in durable}, **given)
        if passing:
            values = {k: data[k] for k in passing}
            method = RedisCache.set_many
            failed += self._try(method, values, **given, otherwise=passing)
        return failed

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        durable, passing = self._parted(keys)
        if durable:
            self._durable.delete_many(durable, version=version)
        if passing:
            self._try(RedisCache.delete_many, passing, version=version, otherwise=None)

    def clear(self) -> None:
        self._try(RedisCache.clear, otherwise=None)

    def _ask(self, name: str, key: Any, *args: Any, **kwargs: Any) -> Any:
        if self._is_durable(key):
            return getattr(self._durable, name)(key, *args, **kwargs)
        answer = self._try(getattr(RedisCache, name), key, *args, **kwargs)
        if answer is _AWAY:
            answer = getattr(_NOTHING, name)(key, *args, **kwargs)
        return answer

    def _try(
        self,
        method: Callable[..., Any],
        *args: Any,
        otherwise: Any = _AWAY,
        **kwargs: Any,
    ) -> Any:
        if not self._absence.may_ask():
            return otherwise
        try:
            answer = method(self, *args, **kwargs)
        except UnreadableError as error:
            logger.warning("A cached value cannot be read: %s", error)
            self._absence.end()
            return otherwise
        except (RedisError, OSError) as error:
            if _is_of_one_key(error):
                logger.warning("Redis refuses a key: %s", error)
                self._absence.end()
            else:
                self._absence.begin(error)
            return otherwise
        except ValueError as error:
            # Django's word for a missing key, and redis-py's for a garbled answer.
            if method is RedisCache.incr and "not found" in str(error):
                self._absence.end()
                raise
            self._absence.begin(error)
            return otherwise
        self._absence.end()
        return answer

    @property
    def _durable(self) -> BaseCache:
        return caches[self._durable_alias]

    def _is_durable(self, key: Any) -> bool:
        return str(key).startswith(self._durable_prefixes)

    def _parted(self, keys: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        keys = list(keys)
        durable = [key for key in keys if self._is_durable(key)]
        return durable, [key for key in keys if not self._is_durable(key)]


class EnduringSerializer(RedisSerializer):
    def loads(self, data: Any) -> Any:
        try:
            return super().loads(data)
        except Exception as error:
            raise UnreadableError(repr(error)) from error


class _Nothing(DummyCache):
    """Holds nothing, and says so without ever raising."""

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return delta


_NOTHING = _Nothing("", {})


def _is_of_one_key(error: Exception) -> bool:
    return isinstance(error, ResponseError) and str(error).startswith(_OF_ONE_KEY)
