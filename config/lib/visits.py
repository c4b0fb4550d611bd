"""How many different visitors something had on a day, counted in Redis.

Who they were is not kept: each day's count is a HyperLogLog, which is fed with a hash
that only this day's salt can make, and holds no member of it. Redis away: nothing is
counted, and nobody waits.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import date

import redis
from django.conf import settings
from redis.exceptions import RedisError

from config.lib.redis_absence import absence_of, client_at, redis_key

_KEPT = 3 * 86_400  # seconds: until the day is over everywhere and was written down
_CHUNK = 500
_PAUSE = 1.0


def note_visit(subject: str, visitor: str, day: date) -> None:
    """`visitor` may be anything that tells visitors apart: it leaves no trace."""
    location = _location()
    absence = absence_of(location, _PAUSE)
    if not absence.may_ask():
        return
    names, count = _names_key(day), _count_key(day, subject)
    try:
        with client_at(location).pipeline(transaction=False) as pipeline:
            pipeline.pfadd(count, _unlinkable(visitor, day))
            pipeline.expire(count, _KEPT)
            pipeline.sadd(names, subject)
            pipeline.expire(names, _KEPT)
            pipeline.execute()
    except (RedisError, OSError) as error:
        absence.begin(error)
    else:
        absence.end()


def visits_on(day: date) -> Iterator[Mapping[str, int]]:
    """Visitors by subject, some at a time. Raises what Redis raises: nobody waits."""
    client = client_at(_location())
    chunk: list[str] = []
    for name in client.sscan_iter(_names_key(day), count=_CHUNK):
        chunk.append(name.decode())
        if len(chunk) == _CHUNK:
            yield _counts(client, day, chunk)
            chunk = []
    if chunk:
        yield _counts(client, day, chunk)


def _counts(client: redis.Redis, day: date, subjects: list[str]) -> dict[str, int]:
    with client.pipeline(transaction=False) as pipeline:
        for subject in subjects:
            pipeline.pfcount(_count_key(day, subject))
        return dict(zip(subjects, pipeline.execute(), strict=True))


def _unlinkable(visitor: str, day: date) -> bytes:
    key = f"{settings.SECRET_KEY}{day:%Y%m%d}".encode()
    return hmac.new(key, visitor.encode(), hashlib.sha256).digest()


def _names_key(day: date) -> str:
    return redis_key("visits", f"{day:%Y%m%d}")


def _count_key(day: date, subject: str) -> str:
    return f"{_names_key(day)}:{subject}"


def _location() -> str:
    return str(settings.CACHES["default"]["LOCATION"])
