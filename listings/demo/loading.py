"""The demo's way into the database: all of it, or nothing."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import NamedTuple

import psycopg
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count

from accounts.models import Team, User
from integrations.catalogue import catalogue
from listings.demo.batches import cores, made
from listings.demo.copying import analyse, bare, copy
from listings.demo.ground import Ground
from listings.demo.people import PASSWORD, ensure_people
from listings.demo.readers import read
from listings.demo.rows import ADDRESS, Rows
from listings.demo.showcase import showcase
from listings.models import DayViews, Listing

BARE_FROM = 50_000  # listings; from here on indexes are quicker made afterwards


class DemoError(Exception):
    """Why no demo is loaded."""


class Loaded(NamedTuple):
    people: int
    teams: int
    states: dict[str, int]  # listings by state
    handles: list[str]  # of the people of every demo
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
    try:
        with transaction.atomic():
            people = ensure_people(now, log_in=log_in)
            ids = {handle: user.pk.hex for handle, user in people.items()}
            _fill(Ground(listings, seed, now, ids["mo"]), ids, bare_from)
    except (IntegrityError, psycopg.IntegrityError) as error:
        raise DemoError(f"Somebody here has what the demo needs: {error}") from error
    return Loaded(
        people=User.objects.count(),
        teams=Team.objects.count(),
        states=_states(),
        handles=list(people),
        password=PASSWORD if log_in else "",
    )


def _states() -> dict[str, int]:
    by_state = Listing.objects.values_list("state").annotate(Count("pk"))
    return dict(by_state.order_by("state"))


def _fill(ground: Ground, people: dict[str, str], bare_from: int) -> None:
    is_big = ground.listings >= bare_from
    processes = cores() if is_big else 1
    with made(ground, processes=processes) as batches, _stripped(is_big):
        rows = Rows(ground.now)
        shown = showcase(ground, people)
        for team in shown:
            rows.team(team)
        copy(rows.take())
        for texts in batches:
            copy(texts)
        # Before keys are checked: with the figures of empty tables that takes ages.
        analyse()
    # Who was here before the demo may have had readers of their own.
    DayViews.objects.bulk_create(read(ground, people, shown), ignore_conflicts=True)


def _stripped(is_big: bool) -> AbstractContextManager[None]:
    return bare() if is_big else nullcontext()
