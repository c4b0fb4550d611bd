"""What FF Logs says of a character."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from integrations.catalogue import JobEntry


class Status(StrEnum):
    OK = "ok"
    HIDDEN = "hidden"  # the player hides all rankings: this is not "no clears"
    NO_LOGS = "no_logs"  # FF Logs does not know the character (under this id)


@dataclass(frozen=True, slots=True)
class DutyLogs:
    """One duty. `percentile`, `job` and `date` are those of the best kill.

    Each of the three may be None with kills: not every kill is ranked. `duty_id` is the
    catalogue's.
    """

    duty_id: int
    kills: int = 0
    percentile: float | None = None  # 0 to 100
    spec: str | None = None  # the job as FF Logs writes it
    job: JobEntry | None = None  # None where the catalogue has no such job
    date: datetime | None = None  # aware

    @property
    def cleared(self) -> bool:
        return self.kills > 0


@dataclass(frozen=True, slots=True)
class CharacterLogs:
    """Where the status is not OK, nothing is known of any duty.

    A duty that is neither in `duties` nor in `unanswered` cannot be known: FF Logs has
    no rankings of it. One in `unanswered` had an error this time: ask again.
    """

    lodestone_id: int
    status: Status
    fetched_at: datetime  # aware
    id: int | None = None
    canonical_id: int | None = None
    duties: tuple[DutyLogs, ...] = ()
    unanswered: tuple[int, ...] = ()

    def of(self, duty_id: int) -> DutyLogs | None:
        return next((each for each in self.duties if each.duty_id == duty_id), None)


@dataclass(frozen=True, slots=True)
class Points:
    """What the API sells by the hour."""

    limit: int
    spent: float
    resets_in: float  # seconds
