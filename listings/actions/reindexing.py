"""Bring up to date what listings and players are found by, after the rules for it changed.

Safe beside a running site and to be ended at any time: rows are looked at in batches
without a lock, and each one that differs is written in a transaction of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import F, Func, QuerySet, TextField

from accounts.models import Profile
from listings.actions.core import lock_listing
from listings.actions.index import facets_of_listing, reindex, words_of_listing
from listings.actions.index_players import (
    facets_of_player,
    reindex_player,
    shown_of,
    words_of_player,
)
from listings.enums import State
from listings.models import Listing, PlayerEntry

BATCH = 500  # rows in memory


@dataclass(frozen=True)
class Looked:
    """A row as it was found: what is missing in it, and what is there in vain."""

    key: UUID
    name: str
    words_missing: frozenset[str]
    words_in_vain: frozenset[str]
    filters_differ: bool

    @property
    def is_stale(self) -> bool:
        return bool(self.words_missing or self.words_in_vain or self.filters_differ)


def reindex_listings(*, write: bool) -> Iterator[Looked]:
    """Every listing that can be on the board; closed ones never come back."""
    listings = Listing.objects.exclude(state=State.CLOSED).select_related("team")
    for listing in _in_batches(listings):
        found = _compared(
            listing,
            str(listing),
            words_of_listing(listing),
            facets_of_listing(listing),
        )
        if write and found.is_stale:
            _reindex_listing(listing.pk)
        yield found


def reindex_players(*, write: bool) -> Iterator[Looked]:
    for entry in _in_batches(PlayerEntry.objects.all()):
        profile = Profile.objects.select_related("user").filter(pk=entry.pk).first()
        if profile is None:  # erased this moment
            continue
        shown = shown_of(entry.pk)
        found = _compared(
            entry,
            profile.user.handle,
            words_of_player(profile, shown),
            facets_of_player(profile, shown),
        )
        if write and found.is_stale:
            reindex_player(entry.pk)
        yield found


def _in_batches(rows: QuerySet[Any]) -> Iterator[Any]:
    """By their keys, so that no transaction stays open from one batch to the next."""
    words: ArrayField[Any, Any] = ArrayField(TextField())
    rows = rows.defer("words").annotate(
        stored_words=Func(F("words"), function="tsvector_to_array", output_field=words)
    )
    batch = list(rows.order_by("pk")[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1].pk).order_by("pk")[:BATCH])


def _compared(row: Any, name: str, words: list[str], facets: list[int]) -> Looked:
    stored, wanted = frozenset(row.stored_words), frozenset(words)
    return Looked(
        key=row.pk,
        name=name,
        words_missing=wanted - stored,
        words_in_vain=stored - wanted,
        filters_differ=set(row.facets) != set(facets),
    )


@transaction.atomic
def _reindex_listing(pk: UUID) -> None:
    """What it says is read under its lock: somebody may have saved since the look."""
    if Listing.objects.filter(pk=pk).exists():
        reindex(lock_listing(pk))
