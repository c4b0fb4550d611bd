"""What the Lodestone says of a character, written down; and when it is asked next.

Whatever goes wrong, what is known stays. `sync_due_at` is the schedule: spread by
chance, sooner for whoever seeks a team, later and later for what fails.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.outside import Setback, lodestone, setback
from accounts.actions.pictures import known_image
from accounts.enums import CharacterState
from accounts.errands import SOON, Trouble
from accounts.models import Character, Profile
from accounts.signals import profile_changed
from integrations.catalogue import catalogue
from integrations.errors import OutsideError
from integrations.http import record_unread
from integrations.lodestone import schemas
from integrations.lodestone.client import LODESTONE

SEEKING_EVERY = timedelta(hours=20)
SHOWN_EVERY = timedelta(days=2)
OTHERS_EVERY = timedelta(days=5)
SPREAD = 0.25  # of the time, sooner or later
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=2)
A_LITTLE = timedelta(minutes=4)
ENOUGH = 6  # failures, after which what nobody has verified is left alone
_chance = secrets.SystemRandom()


def sync_character(pk: UUID) -> None:
    """What the task does. Done twice, the second time costs nothing: the page is kept
    for a while."""
    character = Character.objects.filter(pk=pk, lodestone_id__isnull=False).first()
    if character is None or character.lodestone_id is None:
        return
    try:
        page = lodestone().character(character.lodestone_id, fresh=character.is_waiting)
    except OutsideError as error:
        note_setback(character, setback(error))
        return
    apply_page(character, page)


@transaction.atomic
def apply_page(character: Character, page: schemas.Character) -> None:
    """The page's word, as of when it was fetched. What it does not say stays known."""
    row = _locked(character)
    if row is None:
        return
    before = _public(row)
    now = timezone.now()
    row.name = page.name
    row.world_id = _world(page.world) or row.world_id
    row.avatar_url = known_image(page.avatar_url) or row.avatar_url
    if page.is_private is not None:
        row.is_private = page.is_private
    row.job_levels = row.job_levels | _levels(page.job_levels)
    row.item_level = page.item_level or row.item_level
    row.synced_at = page.as_of or now
    row.missing_since = None
    row.sync_looked_at = now
    row.sync_failures, row.sync_problem = 0, ""
    row.sync_due_at = now + spread(_every(row)) if row.is_verified else None
    row.save(update_fields=_WRITTEN)
    if _public(row) != before:
        profile_changed.send(Character, user_id=row.user_id)


@transaction.atomic
def note_setback(character: Character, told: Setback) -> None:
    """It brought nothing: everything stays as it was, and we ask again later."""
    row = _locked(character)
    if row is None:
        return
    before = _public(row)
    now = timezone.now()
    row.sync_looked_at = now
    row.sync_problem = told.trouble
    if told.trouble == Trouble.GONE:
        row.missing_since = row.missing_since or now
    if told.trouble == Trouble.HIDDEN:
        row.is_private = True
    wait = told.wait
    if told.trouble != Trouble.LIMITED:  # we were too quick, it did not fail
        row.sync_failures = min(row.sync_failures + 1, 1000)
        wait = max(wait, growing(row.sync_failures))
    row.sync_due_at = None if _is_hopeless(row) else now + wait + spread(A_LITTLE)
    row.save(update_fields=_WRITTEN)
    if _public(row) != before:
        profile_changed.send(Character, user_id=row.user_id)


def next_look(row: Character) -> datetime:
    """When a character that has just become somebody's is asked for again."""
    soon = timezone.now() + SOON
    return max(soon, row.synced_at + spread(_every(row))) if row.synced_at else soon


def hurry(user_id: UUID) -> None:
    """They seek a team, or apply to one: be at least as fresh as that asks for."""
    now = timezone.now()
    mine = Character.objects.verified().filter(user=user_id)
    old = mine.filter(sync_failures=0, sync_due_at__gt=now)
    old.filter(synced_at__lte=now - SEEKING_EVERY).update(sync_due_at=now)
    old = mine.filter(logs_failures=0, logs_due_at__gt=now)
    old.filter(logs_synced_at__lte=now - SEEKING_EVERY).update(logs_due_at=now)


def spread(time: timedelta) -> timedelta:
    """About so long: who came together is not asked for together ever after."""
    share: float = _chance.uniform(1 - SPREAD, 1 + SPREAD)
    return time * share


def growing(failures: int) -> timedelta:
    doubled: int = 2 ** min(max(failures - 1, 0), 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def is_seeking(user_id: UUID) -> bool:
    return Profile.objects.seeking().filter(pk=user_id).exists()


def _every(row: Character) -> timedelta:
    if is_seeking(row.user_id):
        return SEEKING_EVERY
    return SHOWN_EVERY if row.is_shown else OTHERS_EVERY


def _is_hopeless(row: Character) -> bool:
    return row.state == CharacterState.UNVERIFIED and row.sync_failures >= ENOUGH


def _locked(character: Character) -> Character | None:
    rows = Character.objects.select_for_update(no_key=True)
    return rows.filter(pk=character.pk, lodestone_id=character.lodestone_id).first()


def _public(row: Character) -> tuple[Any, ...]:
    """What others may see of it."""
    levels = sorted(row.job_levels.items())
    is_missing = row.missing_since is not None
    said = (row.name, row.world_id, row.item_level, levels)
    return (*said, row.is_private, is_missing)


def _world(name: str | None) -> int | None:
    if name is None:
        return None
    known = catalogue().worlds.values()
    found = next((world.id for world in known if world.name_en == name), None)
    if found is None:
        record_unread(LODESTONE, ["world"])
    return found


def _levels(named: dict[str, int | None]) -> dict[str, int]:
    """Of combat jobs, by the catalogue's ids. What it does not know is left out."""
    ids = {job.name_en.casefold(): job.id for job in catalogue().jobs.values()}
    found: dict[str, int] = {}
    for name, level in named.items():
        plain = name.partition(" / ")[0].partition(" (")[0].casefold()
        if level is not None and plain in ids:
            found[str(ids[plain])] = level
    return found


_WRITTEN = (
    "name", "world", "avatar_url", "is_private", "job_levels", "item_level",
    "synced_at", "missing_since", "sync_looked_at", "sync_failures", "sync_problem",
    "sync_due_at",
)  # fmt: skip
