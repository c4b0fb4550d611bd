"""A cache on Redis that endures Redis being refused, hanging or talking nonsense."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_CHANGES = {"set", "delete", "incr"}
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
    hanging Redis costs a page one time-out and not one a call. Meanwhile keys that
    begin with one of `durable_prefixes` live in the cache `durable_alias`; all others
    are missing, `add` succeeds, and `incr` counts from zero. What was written in that
    time is deleted from Redis before it is asked again: a session that ended while
    Redis hung does not come back with it.
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
        keys = list(keys)
        if not keys:
            return {}
        found = self._try(RedisCache.get_many, keys, version=version)
        if found is _AWAY:
            parts = self._instead_of(keys)
            found = {}
            for cache, part in parts:
                found |= cache.get_many(part, version=version)
        return dict(found)

    def set_many(
        self,
        data: Mapping[Any, Any],
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> list[Any]:
        failed = self._try(RedisCache.set_many, data, timeout=timeout, version=version)
        if failed is _AWAY:
            self._miss(data, version)
            failed = []
            for cache, part in self._instead_of(data):
                values = {key: data[key] for key in part}
                failed += cache.set_many(values, timeout=timeout, version=version)
        return list(failed)

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        keys = list(keys)
        if self._try(RedisCache.delete_many, keys, version=version) is _AWAY:
            self._miss(keys, version)
            for cache, part in self._instead_of(keys):
                cache.delete_many(part, version=version)

    def clear(self) -> None:
        self._try(RedisCache.clear)

    def _ask(self, name: str, key: Any, *args: Any, **kwargs: Any) -> Any:
        answer = self._try(getattr(RedisCache, name), key, *args, **kwargs)
        if answer is _AWAY:
            if name in _CHANGES:
                self._miss([key], kwargs["version"])
            cache = self._durable if self._is_durable(key) else _NOTHING
            answer = getattr(cache, name)(key, *args, **kwargs)
        return answer

    def _try(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._absence.may_ask():
            return _AWAY
        try:
            self._delete_missed()
            answer = method(self, *args, **kwargs)
        except UnreadableError as error:
            logger.warning("A cached value cannot be read: %s", error)
            self._absence.end()
            return _AWAY
        except (RedisError, OSError) as error:
            if _is_of_one_key(error):
                logger.warning("Redis refuses a key: %s", error)
                self._absence.end()
            else:
                self._absence.begin(error)
            return _AWAY
        except ValueError as error:
            # Django's word for a missing key, and redis-py's for a garbled answer.
            if method is RedisCache.incr and "not found" in str(error):
                self._absence.end()
                raise
            self._absence.begin(error)
            return _AWAY
        self._absence.end()
        return answer

    def _miss(self, keys: Iterable[Any], version: int | None) -> None:
        # Not the durable ones: an old count of failures is better than none.
        stale = [key for key in keys if not self._is_durable(key)]
        self._absence.miss(self.make_key(key, version=version) for key in stale)

    def _delete_missed(self) -> None:
        if missed := self._absence.missed():
            self._cache.delete_many(missed)
            self._absence.forget(missed)

    @property
    def _durable(self) -> BaseCache:
        return caches[self._durable_alias]

    def _is_durable(self, key: Any) -> bool:
        return str(key).startswith(self._durable_prefixes)

    def _instead_of(self, keys: Iterable[Any]) -> Iterator[tuple[BaseCache, list[Any]]]:
        durable = [key for key in keys if self._is_durable(key)]
        if durable:
            yield self._durable, durable
        yield _NOTHING, [key for key in keys if not self._is_durable(key)]


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

    def set_many(self, data: Mapping[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        return list(data)


_NOTHING = _Nothing("", {})


def _is_of_one_key(error: Exception) -> bool:
    return isinstance(error, ResponseError) and str(error).startswith(_OF_ONE_KEY)
