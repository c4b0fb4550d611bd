"""What beat finds to do: whatever is due, and whatever a task missed.

The Lodestone is asked once a second at most, for all of Muster. The schedule takes
half of that, so that somebody who waits for a code or a name is never behind it; who
came due at once is spread over the time that takes.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import characters, searching, verification, xivauth
from accounts.actions.submissions import forget_submissions
from accounts.errands import KEPT, LEASE, ErrandState
from accounts.models import Character, CharacterSearch, Verification, XivAuthVisit
from config.lib.tasks import enqueue
from integrations.errors import NotConfigured
from integrations.fflogs.service import account

# From each sweep; they are ten seconds apart.
MOST_LOOKS = 5  # of the schedule: half of what the Lodestone allows
MOST_LOGS = 1  # six a minute: about what an hour's points buy
MOST_MISSED = 10  # of each kind of errand

_ERRANDS = (
    (Verification, verification.LOOK_FOR_CODE, "verification_id"),
    (CharacterSearch, searching.SEARCH, "search_id"),
    (XivAuthVisit, xivauth.LOOK_UP, "visit_id"),
)


def sweep() -> dict[str, int]:
    verification.end_expired_codes()
    return {
        "characters": _send_due("sync_due_at", characters.LOOK_UP, MOST_LOOKS),
        "logs": _send_logs(),
        "missed": sum(_send_missed(*errand) for errand in _ERRANDS),
    }


@transaction.atomic
def take_due(field: str, most: int) -> list[UUID]:
    """The longest due. They are not due again before a task should have ended."""
    now = timezone.now()
    due = Character.objects.filter(**{f"{field}__lte": now}).order_by(field)
    held = due.select_for_update(no_key=True, skip_locked=True)
    taken = list(held.values_list("pk", flat=True)[:most])
    Character.objects.filter(pk__in=taken).update(**{field: now + 3 * LEASE})
    return taken


def forget_old(now: datetime | None = None) -> int:
    """Searches, visits and codes that nobody looks at any more, and keys of forms."""
    before = (now or timezone.now()) - KEPT
    gone = 0
    for kind in (CharacterSearch, XivAuthVisit):
        gone += kind.objects.filter(created_at__lt=before).delete()[0]
    ends = (ErrandState.ENDED, ErrandState.DONE)
    month = before - timedelta(days=30)
    old = Verification.objects.filter(state__in=ends, created_at__lt=month)
    return gone + old.delete()[0] + forget_submissions(now)


@transaction.atomic
def _send_due(field: str, task: str, most: int) -> int:
    taken = take_due(field, most)
    for pk in taken:
        enqueue(task, character_id=str(pk))
    return len(taken)


def _send_logs() -> int:
    try:
        account()
    except NotConfigured:
        return 0  # not asked, and nobody is told of a failure
    return _send_due("logs_due_at", characters.LOOK_UP_LOGS, MOST_LOGS)


@transaction.atomic
def _send_missed(
    kind: type[Verification | CharacterSearch | XivAuthVisit], task: str, name: str
) -> int:
    missed = kind.objects.missed().order_by("next_at")
    held = missed.select_for_update(no_key=True, skip_locked=True)
    found = list(held.values_list("pk", flat=True)[:MOST_MISSED])
    kind.objects.postpone(found)
    for pk in found:
        which: dict[str, Any] = {name: str(pk)}
        enqueue(task, **which)
    return len(found)
