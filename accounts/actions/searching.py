"""Who bears a name on a world: asked for by somebody who adds a character."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.blocks import lock_living
from accounts.actions.outside import Setback, lodestone, setback
from accounts.errands import SOON, ErrandState, Trouble
from accounts.models import CharacterSearch, User
from config.lib.tasks import enqueue
from integrations.catalogue import catalogue
from integrations.errors import OutsideError
from integrations.lodestone.schemas import Found

SEARCH = "accounts.look_up_name"
PATIENCE = timedelta(hours=1)  # nobody waits longer for a list of names
WAITS = (1, 3, 10)  # minutes
S = ErrandState


@transaction.atomic
def search_character(user: User, name: str, world_id: int) -> CharacterSearch:
    lock_living(user.pk)
    now = timezone.now()
    asked = CharacterSearch.objects.create(
        user=user,
        name=name,
        world_id=world_id,
        asked_at=now,
        next_at=now + SOON,
        until=now + PATIENCE,
    )
    enqueue(SEARCH, search_id=str(asked.pk))
    return asked


def look_for_name(pk: UUID) -> None:
    """What the task does."""
    errand = CharacterSearch.objects.claim(pk)
    if errand is None:
        return
    world = catalogue().worlds[errand.world_id]
    try:
        found = lodestone().search(errand.name, world.name_en)
    except OutsideError as error:
        _try_again(errand, setback(error))
        return
    CharacterSearch.objects.end(
        errand,
        S.DONE,
        found=[_row(each, world.name) for each in found],
        outcome="",
        looked_at=timezone.now(),
        next_at=None,
    )


def _row(found: Found, world: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "world": found.world or world,
        "level": found.active_level,
        "company": found.free_company.name if found.free_company else "",
    }


def _try_again(errand: CharacterSearch, told: Setback) -> None:
    now = timezone.now()
    wait = timedelta(minutes=WAITS[min(errand.tries, len(WAITS)) - 1])
    next_at = now + max(wait, told.wait)
    ends = told.trouble in (Trouble.CHANGED, Trouble.OFF, Trouble.TOO_COMMON)
    state = S.ENDED if ends or next_at > (errand.until or now) else S.RETRYING
    CharacterSearch.objects.end(
        errand,
        state,
        outcome=told.trouble,
        looked_at=now,
        next_at=next_at if state == S.RETRYING else None,
    )
