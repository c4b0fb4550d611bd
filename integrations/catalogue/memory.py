"""The catalogue as this process keeps it.

A load in this process clears it at once. Other processes ask for the newest load's
number, one small query, when the last look is older than CATALOGUE_CHECK_SECONDS.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings

from integrations.catalogue.building import build
from integrations.catalogue.entries import Catalogue
from integrations.models import CatalogueLoad


@dataclass
class _Kept:
    catalogue: Catalogue
    version: int | None
    looked_at: float


_kept: _Kept | None = None
_lock = threading.Lock()


def catalogue() -> Catalogue:
    """Everything the game has, from memory."""
    kept = _kept
    if kept is None:
        with _lock:
            return _kept.catalogue if _kept else _read()
    if _is_due(kept) and _lock.acquire(blocking=False):
        # The other threads go on with what they have while one looks.
        try:
            return _look_again(kept)
        finally:
            _lock.release()
    return kept.catalogue


def clear() -> None:
    """Read everything again at the next call."""
    global _kept  # noqa: PLW0603 -- one catalogue a process is the point
    with _lock:
        _kept = None


def _is_due(kept: _Kept) -> bool:
    seconds: float | None = settings.CATALOGUE_CHECK_SECONDS
    return seconds is not None and time.monotonic() - kept.looked_at >= seconds


def _look_again(kept: _Kept) -> Catalogue:
    if _version() != kept.version:
        return _read()
    kept.looked_at = time.monotonic()
    return kept.catalogue


def _read() -> Catalogue:
    global _kept  # noqa: PLW0603 -- one catalogue a process is the point
    version = _version()  # before the rows: newer rows are then read once too often
    _kept = _Kept(build(), version, time.monotonic())
    return _kept.catalogue


def _version() -> int | None:
    return CatalogueLoad.objects.values_list("pk", flat=True).first()
