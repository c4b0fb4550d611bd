"""A player as their page shows them. No query: the rows are there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import cached_property
from django.utils.translation import gettext

from accounts.actions.logs import recent_duties
from accounts.enums import LogsStatus, TeamRole, Visibility
from accounts.models import Profile
from config.lib.week import zone as zone_called
from integrations.catalogue import JobEntry, WorldEntry, catalogue
from listings.strips.claims import Claim, Clock
from listings.strips.free import FreeWeek, free_week
from listings.strips.jobs import Kind, kind_name
from listings.strips.levels import JobGroup, job_groups, kind_of
from listings.strips.progress import Kills, Known, Picture, picture

FFLOGS = "https://www.fflogs.com/character/lodestone-id/%d"
LODESTONE = "https://eu.finalfantasyxiv.com/lodestone/character/%d/"


@dataclass(frozen=True)
class TeamLink:
    id: str
    name: str
    slug: str
    role: str  # nothing is said of a plain member


@dataclass(frozen=True)
class Player:
    """Everything is worked out where the template asks for it, without a query."""

    user: Any
    profile: Profile
    characters: Sequence[Any]
    character: Any  # the one of them that the page is opened at; None: none is shown
    clock: Clock
    is_own: bool

    @property
    def handle(self) -> str:
        return str(self.user.handle)

    @property
    def is_public(self) -> bool:
        return self.profile.visibility == Visibility.PUBLIC

    @property
    def is_hidden(self) -> bool:
        return self.profile.visibility == Visibility.HIDDEN

    @property
    def lacks_words(self) -> bool:
        return not (self.profile.headline and self.profile.about and self.profile.jobs)

    @property
    def is_unfinished(self) -> bool:
        return self.lacks_words or not self.character or not self.profile.schedule

    @property
    def seeks_until(self) -> str:
        until = self.profile.seeking_until
        return self.clock.day(until) if until and self.profile.is_seeking else ""

    @property
    def main_job(self) -> JobEntry | None:
        return catalogue().jobs.get(self.profile.main_job or 0)

    @property
    def main_kind(self) -> Kind | None:
        return kind_of(self.main_job) if self.main_job else None

    @property
    def main_kind_name(self) -> str:
        return kind_name(self.main_kind) if self.main_kind else ""

    @property
    def world(self) -> WorldEntry | None:
        return (
            catalogue().worlds.get(self.character.world_id or 0)
            if self.character
            else None
        )

    @property
    def teams(self) -> list[TeamLink]:
        return [
            TeamLink(row["id"], row["name"], row["slug"], _rank(row["role"]))
            for row in self.user.team_rows
        ]

    @cached_property
    def week(self) -> FreeWeek | None:
        if not self.profile.schedule:
            return None
        return free_week(
            self.profile.windows,
            home=zone_called(self.profile.time_zone) or ZoneInfo("UTC"),
            viewer=self.clock.zone,
            now=self.clock.now,
        )

    @cached_property
    def jobs(self) -> tuple[JobGroup, ...]:
        said = self.character.job_levels if self.character else {}
        levels = {int(job): int(level) for job, level in said.items()}
        return job_groups(levels, self.profile.jobs, catalogue())

    @property
    def has_levels(self) -> bool:
        return bool(self.character and self.character.job_levels)

    @property
    def lodestone_claim(self) -> Claim:
        """Of levels and item level. A private page keeps them to itself: what is known
        is from before, though the page was looked at since."""
        if self.character.is_private:
            return Claim("verified", gettext("verified before the page went private"))
        return self.clock.verified(self.character.synced_at)

    @property
    def levels_claim(self) -> Claim:
        if self.has_levels:
            return self.lodestone_claim
        return self.clock.self_declared() if self.jobs else self.clock.unknown()

    @property
    def played_claim(self) -> Claim | None:
        """Beside the levels: which of the jobs are played is their player's word."""
        if not (self.has_levels and self.profile.jobs):
            return None
        return Claim("self", gettext("main and played: self-declared"))

    @property
    def verified(self) -> Claim:
        return self.clock.verified(self.character.verified_at, by_day=True)

    # Progress

    @property
    def logs_status(self) -> str:
        return self.character.logs_status if self.character else LogsStatus.UNKNOWN

    @property
    def has_logs(self) -> bool:
        return self.logs_status == LogsStatus.OK

    @property
    def hides_logs(self) -> bool:
        return self.logs_status == LogsStatus.HIDDEN

    @property
    def is_without_logs(self) -> bool:
        return self.logs_status == LogsStatus.NO_LOGS

    @property
    def logs_claim(self) -> Claim:
        if not self.character:
            return self.clock.unknown()
        at = self.character.logs_synced_at
        return self.clock.from_logs(at) if self.has_logs else self.clock.unknown(at)

    @cached_property
    def progress(self) -> Picture:
        known = Known(kills={}, asked=())
        if self.has_logs:
            # The rest is asked for more rarely: until then nothing is known of it.
            whole = self.character.logs_full_at is not None
            asked = catalogue().duties if whole else recent_duties()
            known = Known(kills=self._kills(), asked=asked)
        return picture(known, catalogue(), self.clock)

    def _kills(self) -> dict[int, Kills]:
        rows = self.character.progress_rows
        if self.profile.shows_percentiles:
            return {row["duty"]: _kills(row) for row in rows}
        return {row["duty"]: Kills(row["kills"]) for row in rows}

    @property
    def fflogs_url(self) -> str:
        return FFLOGS % self.character.lodestone_id if self.character else ""

    @property
    def lodestone_url(self) -> str:
        return LODESTONE % self.character.lodestone_id if self.character else ""


def _kills(row: dict[str, Any]) -> Kills:
    at = row["date"]
    return Kills(
        times=row["kills"],
        percentile=row["percentile"],
        job_id=row["job"],
        date=datetime.fromisoformat(at) if at else None,
    )


def _rank(role: str) -> str:
    return "" if role == TeamRole.MEMBER else str(TeamRole(role).label)


def player_of(
    user: Any, characters: Sequence[Any], *, viewer: Any, clock: Clock, chosen: str
) -> Player:
    """`chosen` is the place of a character among those shown, counted from one."""
    place = (
        int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 4 else 1
    )
    at = place - 1 if 1 <= place <= len(characters) else 0
    return Player(
        user=user,
        profile=getattr(user, "profile", None) or Profile(user=user),
        characters=characters,
        character=characters[at] if characters else None,
        clock=clock,
        is_own=viewer.pk == user.pk,
    )
