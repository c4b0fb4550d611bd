"""Whether Muster lives, and whether every part that it needs is there."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import api, pulse
from messaging.models import Mail

PATIENCE = 0.7  # seconds for all parts together
SILENT_AFTER = 60.0  # seconds; a heartbeat comes every 15
MAIL_WAITS = 600  # seconds; longer, and somebody should look
FAILED_LATELY = timedelta(days=7)
FAILED_MANY = 10  # a few people always mistype their address

Facts = dict[str, Any]


class PartError(Exception):
    """Its text says what is wrong with a part."""


@dataclass(frozen=True)
class Part:
    ok: bool
    facts: Facts


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return api.success({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    parts = examine()
    wrong = {
        name: [part.facts["problem"]] for name, part in parts.items() if not part.ok
    }
    if wrong:
        words = "Not ready: " + ", ".join(wrong)
        return api.failure(words, status=503, errors=wrong, data=_shown(parts))
    return api.success(_shown(parts))


def _shown(parts: dict[str, Part]) -> Facts:
    return {name: {"ok": part.ok, **part.facts} for name, part in parts.items()}


def examine(patience: float | None = None) -> dict[str, Part]:
    """Every part, asked at the same time; who does not answer in time is away."""
    patience = PATIENCE if patience is None else patience
    started = {name: _asker.submit(check) for name, check in CHECKS.items()}
    wait(started.values(), timeout=patience)
    found = {}
    for name, answer in started.items():
        if not answer.done():
            answer.cancel()
            found[name] = _wrong("gives no answer")
        elif error := answer.exception():
            words = str(error) if isinstance(error, PartError) else "cannot be reached"
            found[name] = _wrong(words)
        else:
            found[name] = Part(True, answer.result())
    return found


def _wrong(problem: str) -> Part:
    return Part(False, {"problem": problem})


def _database() -> Facts:
    start = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()  # this thread is no request; nobody else would
    return {"seconds": round(time.perf_counter() - start, 4)}


def _migrations() -> Facts:
    if not _applied.is_set():
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        finally:
            connection.close()
        if plan:
            raise PartError(f"{len(plan)} not applied, the first is {plan[0][0]}")
        _applied.set()
    return {}


def _redis() -> Facts:
    start = time.perf_counter()
    pulse.ages()
    return {"seconds": round(time.perf_counter() - start, 4)}


def _heartbeat(part: str) -> Callable[[], Facts]:
    def check() -> Facts:
        age = pulse.ages()[part]
        if age is None:
            raise PartError("has not been seen")
        if age > SILENT_AFTER:
            raise PartError(f"was last seen {age:.0f} seconds ago")
        return {"age": round(age, 1)}

    return check


def _outbox() -> Facts:
    """Never what makes a site unready: its pages work while mail waits."""
    try:
        waits = Mail.objects.oldest_unsent()
        failed = Mail.objects.failed_since(timezone.now() - FAILED_LATELY).count()
    finally:
        connection.close()
    seconds = None if waits is None else round(waits.total_seconds())
    return {"oldest_unsent": seconds, "failed": failed}


CHECKS: dict[str, Callable[[], Facts]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    **{part: _heartbeat(part) for part in pulse.PARTS},
    "outbox": _outbox,
}
# Twice as many as parts: those that hang must not keep the next asker waiting.
_asker = ThreadPoolExecutor(max_workers=2 * len(CHECKS), thread_name_prefix="health")
# What was applied stays so as long as this process lives.
_applied = threading.Event()
