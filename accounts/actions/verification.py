"""A code in the Lodestone profile shows whose a character is.

issued → queued (its person says it is there) → looking → done; or, where the code is
not there, → queued for a second look within seconds; or → retrying, by growing waits for
a day, then issued again with what was in the way. A code ends after a
week, or when a new one is asked for.
"""

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.characters import lock_all_of, own_character
from accounts.actions.outside import LEAST, Setback, lodestone, setback
from accounts.actions.syncing import apply_page
from accounts.enums import Proof
from accounts.errands import (
    CHECK_AGAIN,
    KEEP_TRYING,
    OPEN,
    SOON,
    ErrandState,
    Trouble,
)
from accounts.exceptions import CoolingDownError, GoneError, NotYoursError
from accounts.models import Character, Verification
from accounts.signals import verification_given_up
from config.lib.tasks import enqueue
from integrations.errors import OutsideError
from integrations.lodestone import schemas

LOOK_FOR_CODE = "accounts.look_up_code"
# None that looks or sounds like another, and no vowel, so that no word comes out.
LETTERS = "CDFGHJKMNPQRTVWXY34679"
SECOND_LOOK_SECONDS = 6  # the Lodestone shows what was saved a moment late
WAITS = (2, 2, 5, 10, 20, 40, 60, 120)  # minutes; the last one again and again
S = ErrandState


def new_code() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"MUSTER-{drawn[:4]}-{drawn[4:]}"


def holds(text: str | None, code: str) -> bool:
    """Whether a profile text has the code, whatever case, spaces and signs it got."""
    return _bare(code) in _bare(text or "")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[^A-Z0-9]", "", plain)


@transaction.atomic
def issue_code(character: Character) -> Verification:
    """The code that is good now: the one there is, or a new one for one that ended."""
    held = Character.objects.select_for_update(no_key=True).filter(pk=character.pk)
    mine = held.filter(lodestone_id__isnull=False).first()
    if mine is None or mine.is_verified:
        raise GoneError
    there = Verification.objects.filter(character=mine, state__in=OPEN).first()
    if there and not there.has_expired:
        return there
    if there:
        Verification.objects.filter(pk=there.pk).update(state=S.ENDED, next_at=None)
    return Verification.objects.create(character=mine, state=S.ISSUED, code=new_code())


@transaction.atomic
def ask_for_check(
    verification: Verification, *, shows: bool, together: bool = False
) -> None:
    """Its person says that the code is there. `CoolingDownError` where that was just
    said, `GoneError` where the code is good no longer."""
    now = timezone.now()
    ready = Q(asked_at=None) | Q(asked_at__lte=now - CHECK_AGAIN)
    waiting = Verification.objects.filter(pk=verification.pk, expires_at__gt=now)
    taken = waiting.filter(ready, state__in=[S.ISSUED, S.RETRYING]).update(
        state=S.QUEUED,
        outcome="",
        tries=0,
        shows=shows,
        together=together,
        asked_at=now,
        next_at=now + SOON,
        until=now + KEEP_TRYING,
    )
    if taken:
        _look(verification)
        return
    found = waiting.filter(state__in=OPEN).first()
    if found is None:
        raise GoneError
    if not found.is_busy:  # else it is being done already
        raise CoolingDownError(found.cools_for)


def look_for_code(pk: UUID) -> None:
    """What the task does: one look at the page as it is now."""
    errand = Verification.objects.claim(pk)
    if errand is None:
        return
    character = errand.character
    if errand.has_expired or character.lodestone_id is None:
        Verification.objects.end(errand, S.ENDED, next_at=None)
        return
    try:
        page = lodestone().character(character.lodestone_id, fresh=True)
    except OutsideError as error:
        _try_again(errand, setback(error))
        return
    apply_page(character, page)
    if trouble := _trouble(page, errand.code):
        _try_again(errand, Setback(trouble, LEAST.get(trouble, timedelta(0))))
    else:
        _succeed(errand, page.as_of)


def _trouble(page: schemas.Character, code: str) -> Trouble | None:
    if page.is_private:
        return Trouble.PRIVATE
    if page.bio is None:  # not even an empty one: it cannot be read
        return Trouble.CHANGED
    return None if holds(page.bio, code) else Trouble.MISSING


@transaction.atomic
def _succeed(errand: Verification, seen_at: datetime | None) -> None:
    lock_all_of(errand.character)  # before the errand's own row: so does removing it
    now = timezone.now()
    done = {"outcome": "", "looked_at": now, "next_at": None}
    if not Verification.objects.end(errand, S.DONE, **done):
        return  # another task took it over, or the code was given up
    try:
        own_character(
            errand.character,
            proof=Proof.LODESTONE,
            seen_at=seen_at,
            shows=errand.shows,
            together=errand.together,
        )
    except NotYoursError:  # by a newer page than ours: what does it say by now?
        again = {"state": S.QUEUED, "next_at": now + SOON}
        Verification.objects.filter(pk=errand.pk).update(**again)
        _look(errand)
    except GoneError:
        Verification.objects.filter(pk=errand.pk).update(state=S.ENDED)


@transaction.atomic
def _try_again(errand: Verification, told: Setback) -> None:
    now = timezone.now()
    wait = timedelta(minutes=WAITS[min(errand.tries, len(WAITS)) - 1])
    next_at = now + max(wait, told.wait)
    said = {"outcome": told.trouble, "looked_at": now}
    if told.trouble == Trouble.MISSING and errand.tries == 1:
        if Verification.objects.end(errand, S.QUEUED, next_at=now + SOON, **said):
            _look(errand, after_seconds=SECOND_LOOK_SECONDS)
        return
    until = min(errand.until or now, errand.expires_at)
    if next_at <= until:
        Verification.objects.end(errand, S.RETRYING, next_at=next_at, **said)
    elif Verification.objects.end(errand, S.ISSUED, next_at=None, **said):
        verification_given_up.send(
            Verification,
            character_id=errand.character_id,
            user_id=errand.character.user_id,
            outcome=str(told.trouble),
        )


def _look(errand: Verification, *, after_seconds: int = 0) -> None:
    pk = str(errand.pk)
    enqueue(LOOK_FOR_CODE, after_seconds=after_seconds, verification_id=pk)


def end_expired_codes() -> int:
    late = Verification.objects.filter(expires_at__lte=timezone.now())
    idle = late.filter(state__in=set(OPEN) - {S.LOOKING})
    return idle.update(state=S.ENDED, next_at=None)
