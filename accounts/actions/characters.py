"""Somebody's characters: added, theirs for sure, shown, put first, taken away again.

Whoever proves last that a character is theirs owns it. Locked are first the people,
then the character's rows, each in the order of their keys.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.blocks import lock_living, lock_people
from accounts.actions.syncing import next_look
from accounts.enums import CharacterState, Proof
from accounts.errands import MAX_CHARACTERS, REFRESH_AGAIN, SOON
from accounts.exceptions import (
    CoolingDownError,
    GoneError,
    NotAModeratorError,
    NotYoursError,
    SeenTogetherError,
    TooManyError,
)
from accounts.models import Character, Membership, User
from accounts.rules import can_moderate
from accounts.signals import (
    character_taken_over,
    character_verified,
    profile_changed,
)
from config.lib.tasks import enqueue

LOOK_UP = "accounts.look_up_character"
LOOK_UP_LOGS = "accounts.look_up_logs"


@transaction.atomic
def add_character(user: User, lodestone_id: int) -> Character:
    """Theirs to verify; the Lodestone is asked for its name. Added twice, it is once."""
    lock_living(user.pk)
    mine = Character.objects.filter(user=user)
    known = mine.filter(lodestone_id=lodestone_id).first()
    if known:
        return known
    if mine.count() >= MAX_CHARACTERS:
        raise TooManyError(MAX_CHARACTERS)
    now = timezone.now()
    added = Character.objects.create(
        user=user, lodestone_id=lodestone_id, sync_due_at=now + SOON, sync_asked_at=now
    )
    enqueue(LOOK_UP, character_id=str(added.pk))
    return added


@transaction.atomic
def own_character(
    character: Character,
    *,
    proof: Proof,
    shows: bool = False,
    together: bool = False,
    seen_at: datetime | None = None,
    xivauth_key: str = "",
) -> Character:
    """The character is theirs: by this proof, seen at that time, by default now.

    With `shows` it is shown, beside another one only if that was said too (`together`).
    Who had it before loses it in the same moment, and is told. `NotYoursError` where
    their proof is newer; `GoneError` where there is nothing to own any more.
    """
    rows = lock_all_of(character)
    # Only now: whoever waited here for another proves it after them.
    is_now, now = seen_at is None, timezone.now()
    seen_at = min(seen_at or now, now)
    mine = next((row for row in rows if row.pk == character.pk), None)
    if mine is None or not mine.user.is_active:
        raise GoneError
    for other in rows:
        if other.pk != mine.pk and other.is_verified:
            if not (is_now or _yields(other, seen_at, xivauth_key)):
                raise NotYoursError
            _hand_over(other)
    key = xivauth_key or mine.xivauth_key
    if mine.verified_at and mine.verified_at >= seen_at:
        _update(mine, xivauth_key=key)  # there is newer proof already
    else:
        proven = {"proof": proof, "verified_at": seen_at, "xivauth_key": key}
        _prove(mine, proven, shows=shows and (together or not _shows_another(mine)))
    settle_main(mine.user_id)
    profile_changed.send(Character, user_id=mine.user_id)
    return mine


def _prove(mine: Character, proven: dict[str, Any], *, shows: bool) -> None:
    if mine.is_verified:
        _update(mine, **proven)
        return
    Character.objects.move(
        mine,
        CharacterState.VERIFIED,
        is_shown=shows,
        lost_at=None,
        lost_reason="",
        sync_due_at=mine.sync_due_at or next_look(mine),
        logs_due_at=timezone.now() + SOON,  # unless the task has begun by then
        **proven,
    )
    character_verified.send(Character, character_id=mine.pk, user_id=mine.user_id)
    enqueue(LOOK_UP_LOGS, character_id=str(mine.pk))


def _shows_another(character: Character) -> bool:
    """Two that are shown are seen to belong together."""
    shown = Character.objects.shown().filter(user=character.user_id)
    return shown.exclude(pk=character.pk).exists()


def _yields(other: Character, seen_at: datetime, key: str) -> bool:
    """Whether their proof is older, or they are the same person of XIVAuth."""
    is_same_person = bool(key) and other.xivauth_key == key
    return is_same_person or (other.verified_at or seen_at) <= seen_at


def _hand_over(other: Character) -> None:
    """Somebody else has shown that it is theirs."""
    _disown(other, lost_at=timezone.now())
    character_taken_over.send(Character, character_id=other.pk, user_id=other.user_id)


def _disown(
    character: Character, *, lost_at: datetime | None, reason: str = ""
) -> None:
    Character.objects.move(
        character,
        CharacterState.UNVERIFIED,
        proof="",
        verified_at=None,
        xivauth_key="",
        is_main=False,
        is_shown=False,
        lost_at=lost_at,
        lost_reason=reason,
        sync_due_at=None,
        logs_due_at=None,
    )
    # What their teams show as theirs, too.
    Membership.objects.filter(character=character).update(character=None)
    settle_main(character.user_id)
    profile_changed.send(Character, user_id=character.user_id)


@transaction.atomic
def unverify(character: Character, *, by: User, reason: str) -> Character:
    """A moderator's: the proof was none. Its owner reads why, and may prove it anew."""
    rows = lock_all_of(character, by.pk)
    if not can_moderate(User.objects.get(pk=by.pk), "accounts.change_character"):
        raise NotAModeratorError
    mine = next((row for row in rows if row.pk == character.pk), None)
    if mine is None or not mine.is_verified:
        raise GoneError
    _disown(mine, lost_at=timezone.now(), reason=reason)
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[mine],
        action_flag=CHANGE,
        change_message=f"Unverified: {reason}",
        single_object=True,
    )
    return mine


@transaction.atomic
def make_main(character: Character) -> None:
    """The one that stands first, for its name and world too."""
    lock_living(character.user_id)
    mine = Character.objects.verified().filter(user=character.user_id)
    if not mine.filter(pk=character.pk).exists():
        raise GoneError
    mine.filter(is_main=True).exclude(pk=character.pk).update(is_main=False)
    mine.filter(pk=character.pk).update(is_main=True)
    profile_changed.send(Character, user_id=character.user_id)


@transaction.atomic
def show_character(
    character: Character, *, is_shown: bool, together: bool = False
) -> None:
    """Beside another one only if that was said too: else `SeenTogetherError`."""
    lock_living(character.user_id)
    mine = Character.objects.verified().filter(pk=character.pk)
    if is_shown and not together and _shows_another(character):
        raise SeenTogetherError
    if not mine.update(is_shown=is_shown) and is_shown:
        raise GoneError
    profile_changed.send(Character, user_id=character.user_id)


@transaction.atomic
def remove_character(character: Character) -> None:
    """Nothing of it is kept. Teams that knew it know only its player from now on."""
    lock_living(character.user_id)
    Character.objects.filter(pk=character.pk).delete()
    settle_main(character.user_id)
    profile_changed.send(Character, user_id=character.user_id)


@transaction.atomic
def refresh_character(character: Character) -> None:
    """Its owner wants the newest now. `CoolingDownError` where that was just so."""
    now = timezone.now()
    ready = Q(sync_asked_at=None) | Q(sync_asked_at__lte=now - REFRESH_AGAIN)
    row = Character.objects.filter(ready, pk=character.pk, lodestone_id__isnull=False)
    if not row.update(sync_asked_at=now, sync_due_at=now + SOON):
        character.refresh_from_db(fields=["sync_asked_at"])
        raise CoolingDownError(character.cools_for)
    enqueue(LOOK_UP, character_id=str(character.pk))
    if character.is_verified:
        Character.objects.filter(pk=character.pk).update(logs_due_at=now + SOON)
        enqueue(LOOK_UP_LOGS, character_id=str(character.pk))


@transaction.atomic
def anonymise_characters(user: User) -> None:
    """What others keep still refers to the rows; nothing in them says whose they were,
    and whoever owns the characters now can say so."""
    lock_living(user.pk)
    mine = Character.objects.filter(user=user)
    Membership.objects.filter(character__in=mine).update(character=None)
    for row in mine:
        row.progress.all().delete()
        row.verifications.all().delete()
    untold = Character()
    names = {field.attname for field in Character._meta.concrete_fields} - _KEPT
    mine.update(**{name: getattr(untold, name) for name in names})


# What stays of an erased character; all else is somebody's word about it.
_KEPT = {"id", "user_id", "created_at"}


def settle_main(user_id: UUID) -> None:
    """Whoever has verified characters has a main one: the one verified first."""
    mine = Character.objects.verified().filter(user=user_id)
    if mine.filter(is_main=True).exists():
        return
    first = mine.order_by("verified_at", "pk").first()
    if first:
        Character.objects.filter(pk=first.pk).update(is_main=True)


def lock_all_of(character: Character, *others: UUID) -> list[Character]:
    """Every row of this character, and first everybody whose rows they are."""
    same = Character.objects.filter(lodestone_id=character.lodestone_id)
    owners = same.values_list("user_id", flat=True)
    lock_people(*owners, character.user_id, *others)
    locked = same.select_for_update(no_key=True, of=("self",))
    return list(locked.select_related("user").order_by("pk"))


def _update(character: Character, **fields: object) -> None:
    Character.objects.filter(pk=character.pk).update(**fields)
    for name, value in fields.items():
        setattr(character, name, value)
