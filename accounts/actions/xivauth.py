"""The quick way: XIVAuth has seen whose a character is."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.blocks import lock_living
from accounts.actions.characters import add_character, own_character
from accounts.actions.outside import xivauth
from accounts.actions.pictures import known_image
from accounts.enums import Proof
from accounts.errands import GRANT_LASTS, SOON, ErrandState, Trouble
from accounts.exceptions import GoneError, NotYoursError, TooManyError
from accounts.models import Character, User, XivAuthVisit
from config.lib.tasks import enqueue
from integrations.catalogue import catalogue
from integrations.errors import NotConfigured, OutsideError, Temporary
from integrations.xivauth.client import credentials
from integrations.xivauth.errors import CodeRefused, ScopeMissing
from integrations.xivauth.schemas import VerifiedCharacter

LOOK_UP = "accounts.look_up_xivauth"
MOST = 20  # characters from one visit
S = ErrandState


def xivauth_is_on() -> bool:
    try:
        credentials()
    except NotConfigured:
        return False
    return True


@transaction.atomic
def visited_xivauth(
    user: User, *, code: str, redirect_uri: str, shows: bool, together: bool = False
) -> XivAuthVisit:
    """They came back with a permission: a task uses it."""
    lock_living(user.pk)
    now = timezone.now()
    visit = XivAuthVisit.objects.create(
        user=user,
        code=code,
        redirect_uri=redirect_uri,
        shows=shows,
        together=together,
        asked_at=now,
        next_at=now + SOON,
        until=now + GRANT_LASTS,
    )
    enqueue(LOOK_UP, visit_id=str(visit.pk))
    return visit


def use_visit(pk: UUID) -> None:
    """What the task does. A permission is good once: what fails behind it ends here."""
    errand = XivAuthVisit.objects.claim(pk)
    if errand is None:
        return
    client, is_used = xivauth(), False
    try:
        token = client.exchange(errand.code, errand.redirect_uri)
        is_used = True
        seen = client.characters(token.access_token)
    except Temporary as error:
        _try_again(errand, error, is_used=is_used or error.reached)
        return
    except OutsideError as error:
        _end(errand, S.ENDED, outcome=_trouble(error))
        return
    found = add_from_xivauth(
        errand.user, seen, shows=errand.shows, together=errand.together
    )
    _end(errand, S.DONE, found=found, outcome="")


def add_from_xivauth(
    user: User,
    seen: list[VerifiedCharacter],
    *,
    shows: bool = False,
    together: bool = False,
) -> list[dict[str, Any]]:
    """Theirs by XIVAuth's word. What came of each: its name, world and a Trouble.

    `persistent_key` is kept: it belongs to this person and this character together, so
    another one means another person. With `shows`, the first one is shown; `together`, too
    where another one is.
    """
    told: list[dict[str, Any]] = []
    for person in seen[:MOST]:
        outcome = _add(user, person, shows=shows and not told, together=together)
        told.append(
            {"name": person.name, "world": person.home_world, "outcome": outcome}
        )
    return told


def _add(user: User, seen: VerifiedCharacter, *, shows: bool, together: bool) -> str:
    try:
        # Each in a transaction of its own: their locks have an order.
        added = add_character(user, int(seen.lodestone_id))
        _name(added, seen)
        own_character(
            added,
            proof=Proof.XIVAUTH,
            shows=shows,
            together=together,
            seen_at=seen.verified_at,
            xivauth_key=seen.persistent_key,
        )
    except NotYoursError:
        return Trouble.OLDER
    except TooManyError:
        return Trouble.TOO_MANY
    except GoneError:
        return Trouble.GONE
    return ""


def _name(added: Character, seen: VerifiedCharacter) -> None:
    """What XIVAuth knows, until the Lodestone has been asked."""
    if added.synced_at:
        return
    worlds = catalogue().worlds.values()
    world = next((w.id for w in worlds if w.name_en == seen.home_world), None)
    # Theirs still: an account that was erased by now has a row without a number.
    same = Character.objects.filter(pk=added.pk, lodestone_id=added.lodestone_id)
    same.update(
        name=seen.name[:40], world=world, avatar_url=known_image(seen.avatar_url)
    )


def _trouble(error: OutsideError) -> Trouble:
    if isinstance(error, CodeRefused):
        return Trouble.REFUSED
    if isinstance(error, ScopeMissing):
        return Trouble.NOT_ALLOWED
    return Trouble.XIVAUTH_AWAY


def _try_again(errand: XivAuthVisit, error: Temporary, *, is_used: bool) -> None:
    """Only where XIVAuth cannot have seen the permission yet."""
    now = timezone.now()
    next_at = now + timedelta(seconds=max(error.retry_after or 0, 15 * errand.tries))
    if is_used or next_at > (errand.until or now):
        _end(errand, S.ENDED, outcome=Trouble.XIVAUTH_AWAY)
        return
    XivAuthVisit.objects.end(
        errand,
        S.RETRYING,
        outcome=Trouble.XIVAUTH_AWAY,
        looked_at=now,
        next_at=next_at,
    )


def _end(errand: XivAuthVisit, state: ErrandState, **fields: Any) -> None:
    now = timezone.now()
    XivAuthVisit.objects.end(
        errand, state, code="", looked_at=now, next_at=None, **fields
    )
