"""Answers kept in the cache, with their age."""

from datetime import UTC, datetime

from django.core.cache import cache

from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.clock import Clock
from integrations.http.service import Service

# What says how to read an answer; nothing that sets or tells a secret.
_HEADERS = ("content-type", "content-language", "date", "etag", "last-modified")


def find(service: Service, call: Call, clock: Clock) -> Answer | None:
    """The last answer to this very call, if it is of any use yet."""
    if not call.cache_seconds and not call.allow_stale:
        return None
    row = cache.get(_key(service, call))
    if not isinstance(row, tuple) or len(row) != 5:
        return None
    status, content, headers, url, fetched = row
    age = max(0.0, clock.now() - fetched)
    if age > call.cache_seconds + call.allow_stale:
        return None
    return Answer(
        service=service.name,
        status=status,
        content=content,
        headers=headers,
        url=url,
        fetched_at=datetime.fromtimestamp(fetched, UTC),
        age_seconds=age,
        stale=age >= call.cache_seconds,
    )


def keep(service: Service, call: Call, answer: Answer) -> None:
    seconds = call.cache_seconds + call.allow_stale
    if not seconds or answer.status == 429 or answer.status >= 500:
        return
    headers = {k: v for k, v in answer.headers.items() if k in _HEADERS}
    fetched = answer.fetched_at.timestamp()
    row = (answer.status, answer.content, headers, answer.url, fetched)
    cache.set(_key(service, call), row, timeout=seconds)


def _key(service: Service, call: Call) -> str:
    return f"outside:1:{service.name}:{call.fingerprint}"
