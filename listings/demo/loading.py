"""The demo's way into the database: all of it, or nothing."""

from contextlib import nullcontext
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from accounts.models import User
from integrations.catalogue import catalogue
from listings.demo.batches import cores, made
from listings.demo.copying import analyse, bare, copy
from listings.demo.ground import Ground
from listings.demo.people import PASSWORD, ensure_people
from listings.demo.rows import ADDRESS, Rows
from listings.demo.showcase import showcase

BARE_FROM = 50_000  # listings; from here on indexes are quicker made afterwards


class DemoError(Exception):
    """Why no demo is loaded."""


class Loaded(NamedTuple):
    handles: list[str]
    password: str  # empty: nobody can log in


def load(
    listings: int,
    seed: int,
    now: datetime,
    *,
    really: bool = False,
    bare_from: int = BARE_FROM,
) -> Loaded:
    """Make a board of that many listings as of `now`, and the people of every demo.

    The same listings, seed and `now` make the same rows, keys included. Raises
    DemoError in production unless `really`, and where a demo is already.
    """
    log_in: bool = settings.DEMO
    if not (log_in or really):
        raise DemoError("No demo in production, unless with --yes-really.")
    if not catalogue().offered_duties:
        raise DemoError("The game catalogue is empty: run load_catalogue first.")
    if User.objects.filter(email__endswith=ADDRESS).exists():
        raise DemoError(
            "A demo is already there. Listings are never deleted, so a new one needs "
            "a database of its own: create one, migrate, and load it there."
        )
    with transaction.atomic():
        people = ensure_people(now, log_in=log_in)
        ids = {handle: user.pk.hex for handle, user in people.items()}
        _fill(Ground(listings, seed, now, ids["mo"]), ids, bare_from)
    return Loaded(list(people), PASSWORD if log_in else "")


def _fill(ground: Ground, people: dict[str, str], bare_from: int) -> None:
    is_big = ground.listings >= bare_from
    with bare() if is_big else nullcontext():
        rows = Rows(ground.now)
        for team in showcase(ground, people):
            rows.team(team)
        copy(rows.take())
        for texts in made(ground, processes=cores() if is_big else 1):
            copy(texts)
    analyse()
