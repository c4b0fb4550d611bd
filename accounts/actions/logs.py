"""What FF Logs says of a character, written down; and when it is asked next.

It sells so few points an hour that all duties are asked for once a month, and between
that only those that people are at now.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.outside import fflogs, setback
from accounts.actions.syncing import A_LITTLE, growing, is_seeking, spread
from accounts.enums import LogsStatus
from accounts.errands import Trouble
from accounts.models import Character, Progress
from accounts.signals import profile_changed
from integrations.catalogue import catalogue
from integrations.enums import ULTIMATE
from integrations.errors import OutsideError
from integrations.fflogs.schemas import CharacterLogs, DutyLogs, Status

SEEKING_EVERY = timedelta(days=1)
SHOWN_EVERY = timedelta(days=4)
OTHERS_EVERY = timedelta(days=12)
ALL_EVERY = timedelta(days=30)
MOST_FULL_FAILURES = 2  # looks at all duties that are had again for what failed


def sync_logs(pk: UUID) -> None:
    """What the task does."""
    character = Character.objects.verified().filter(pk=pk).first()
    if character is None or character.lodestone_id is None:
        return
    is_full = _is_full_due(character)
    duties = None if is_full else recent_duties()
    try:
        logs = fflogs().progress(character.lodestone_id, duties)
    except OutsideError as error:
        _ask_later(character, error)
        return
    apply_logs(character, logs, is_full=is_full)


def recent_duties() -> list[int]:
    """Those of the present tiers, and the newest expansion's Ultimates."""
    known = catalogue().duties.values()
    now = {duty.expansion for duty in known if duty.tier and duty.tier.is_current}
    return [
        duty.id
        for duty in known
        if (duty.tier and duty.tier.is_current)
        or (duty.kind == ULTIMATE and duty.expansion in now)
    ]


@transaction.atomic
def apply_logs(
    character: Character, logs: CharacterLogs, *, is_full: bool = False
) -> None:
    """Kills are claims from logs. Once known they stay, with their date, whatever a later
    answer does not say any more; only of somebody who hides their logs none is kept."""
    row = _locked(character)
    if row is None:
        return
    before = _claims(row)
    if logs.status == Status.HIDDEN:
        row.progress.all().delete()
    _write_duties(row, logs)
    now = timezone.now()
    row.logs_status = _status(row, logs)
    row.logs_synced_at = logs.fetched_at
    row.logs_failures = _failures(row, logs) if is_full else 0
    if is_full and not row.logs_failures:
        row.logs_full_at = now
    again = growing(row.logs_failures) if row.logs_failures else _every(row)
    row.logs_due_at = now + spread(again)
    row.save(update_fields=_WRITTEN)
    if _claims(row) != before:
        profile_changed.send(Character, user_id=row.user_id)


def _status(row: Character, logs: CharacterLogs) -> LogsStatus:
    """Who has known clears has logs, even where FF Logs no longer finds them."""
    if logs.status == Status.NO_LOGS and row.progress.exists():
        return LogsStatus.OK
    return LogsStatus(logs.status.value)


def _failures(row: Character, logs: CharacterLogs) -> int:
    """Looks at all duties in a row of which some failed at FF Logs; 0 once they are
    done. What fails again and again is not waited for."""
    if not logs.unanswered or row.logs_failures >= MOST_FULL_FAILURES:
        return 0
    return row.logs_failures + 1


def _write_duties(row: Character, logs: CharacterLogs) -> None:
    known = {each.duty_id: each for each in row.progress.all()}
    Progress.objects.bulk_create(
        [
            _progress(row, each, logs.fetched_at, known.get(each.duty_id))
            for each in logs.duties
            if each.cleared
        ],
        update_conflicts=True,
        unique_fields=["character", "duty"],
        update_fields=["kills", "percentile", "job", "date", "source", "fetched_at"],
    )


def _progress(
    row: Character, said: DutyLogs, at: datetime, known: Progress | None
) -> Progress:
    """What the answer leaves open stays as it is known."""
    told = Progress(
        character=row,
        duty_id=said.duty_id,
        kills=said.kills,
        job_id=said.job.id if said.job else None,
        date=said.date,
        fetched_at=at,
    )
    if said.percentile is not None:
        told.percentile = Decimal(str(round(said.percentile, 1)))
    if known:
        if told.percentile is None:
            told.percentile = known.percentile
        told.job_id = told.job_id or known.job_id
        told.date = told.date or known.date
    return told


@transaction.atomic
def _ask_later(character: Character, error: OutsideError) -> None:
    """Nothing is known anew: what is known stays. FF Logs that is off is no failure."""
    row = _locked(character)
    if row is None:
        return
    told = setback(error)
    wait = told.wait
    if told.trouble not in (Trouble.LIMITED, Trouble.OFF):
        row.logs_failures = min(row.logs_failures + 1, 1000)
        wait = max(wait, growing(row.logs_failures))
    row.logs_due_at = timezone.now() + wait + spread(A_LITTLE)
    row.save(update_fields=["logs_failures", "logs_due_at"])


def _is_full_due(row: Character) -> bool:
    return row.logs_full_at is None or row.logs_full_at < timezone.now() - ALL_EVERY


def _every(row: Character) -> timedelta:
    if is_seeking(row.user_id):
        return SEEKING_EVERY
    return SHOWN_EVERY if row.is_shown else OTHERS_EVERY


def _locked(character: Character) -> Character | None:
    rows = Character.objects.verified().select_for_update(no_key=True)
    return rows.filter(pk=character.pk, lodestone_id=character.lodestone_id).first()


def _claims(row: Character) -> tuple[Any, ...]:
    said = row.progress.order_by("duty").values_list(
        "duty", "kills", "percentile", "job", "date"
    )
    return (row.logs_status, *said)


_WRITTEN = (
    "logs_status", "logs_synced_at", "logs_full_at", "logs_failures", "logs_due_at",
)  # fmt: skip
