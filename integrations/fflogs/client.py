"""`FFLogs`: one character's kills in as few requests as the API allows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from integrations.catalogue import catalogue
from integrations.errors import NotFound, OutsideError, Permanent, RateLimited
from integrations.fflogs import budget, queries
from integrations.fflogs.errors import Ambiguous, Unauthenticated, changed
from integrations.fflogs.parsing import (
    Found,
    is_refused,
    jobs_by_spec,
    read_date,
    read_duty,
)
from integrations.fflogs.queries import FIRST_ZONE_WITH_RDPS, Filters, Place
from integrations.fflogs.reply import UNSAID, Reply, read_points, read_reply
from integrations.fflogs.schemas import CharacterLogs, DutyLogs, Status
from integrations.fflogs.service import FFLOGS, Account, account
from integrations.fflogs.tokens import token
from integrations.http import (
    Answer,
    Clock,
    Outside,
    Service,
    noting_changes,
    pause,
    record_unread,
)
from integrations.http.clock import SYSTEM
from integrations.http.verdict import retry_after
from integrations.parts import Parts

LARGEST_ID = 2**31 - 1  # a GraphQL Int


@dataclass(frozen=True, slots=True)
class _Asking:
    """One character, asked for with one account."""

    account: Account
    lodestone_id: int
    who: str


@dataclass(frozen=True, slots=True)
class _Rankings:
    """What all zones answered. Both mappings go by the alias of a zone."""

    asking: _Asking
    reply: Reply
    filters: Mapping[str, Filters]  # the last that each was asked under
    failed: frozenset[str] = frozenset()  # they had an error this time


class FFLogs:
    """Cheap to make, safe to share between threads."""

    def __init__(self, service: Service = FFLOGS, clock: Clock = SYSTEM) -> None:
        self.outside = Outside(service, clock)

    def progress(
        self,
        lodestone_id: int,
        duties: Collection[int] | None = None,
        *,
        dates: bool = True,
    ) -> CharacterLogs:
        """The character's logs of these duties (ids of the catalogue), or of all.

        One request, one more for zones that have nothing under the usual filters, and
        with `dates` one more for a character with kills; they are left out where that
        one fails. Hidden and unknown characters are a status. Raises `Ambiguous` and
        what `integrations.errors` lists, `RateLimited` also where our share of the
        points is spent.
        """
        asking = _Asking(account(), lodestone_id, f"lodestoneID: {lodestone_id}")
        if not 0 < lodestone_id <= LARGEST_ID:
            raise Permanent(FFLOGS.name)
        with noting_changes(self.outside.service, self.outside.clock):
            return self._progress(asking, _wanted(duties), dates=dates)

    def check(self) -> None:
        """Try our rights and the form of an answer, for as few points as can be.

        Asks for somebody who is not there: a query is checked before anybody is looked
        for. Raises what `integrations.errors` lists.
        """
        place = Place(FIRST_ZONE_WITH_RDPS, 0, 1)
        filters = queries.first_filters(place.zone)
        fields = [place.zone_field(filters), place.encounter_field(filters)]
        query = queries.query(f"lodestoneID: {LARGEST_ID}", fields)
        with noting_changes(self.outside.service, self.outside.clock):
            if self._let_in(account(), query).status == Status.HIDDEN:
                raise Permanent(FFLOGS.name, 403)  # nobody's rankings: the API itself

    def _progress(
        self, asking: _Asking, wanted: Mapping[int, tuple[Place, ...]], *, dates: bool
    ) -> CharacterLogs:
        told = self._rankings(asking, {p for each in wanted.values() for p in each})
        reply, parts = told.reply, Parts()
        logs = self._logs(asking, reply)
        if reply.status != Status.OK:
            return logs
        found = _read(wanted, reply.fields, parts)
        known = [each for each in found.values() if each]
        if not known and any(map(is_refused, reply.fields.values())):
            return replace(logs, status=Status.HIDDEN)
        if not known and parts.unread:
            raise changed(parts.unread[0])
        dated = self._dated(told, known, parts) if dates else [k.logs for k in known]
        record_unread(self.outside.service, parts.unread)
        failed = [
            duty
            for duty, each in found.items()
            if not each and any(p.zone_alias in told.failed for p in wanted[duty])
        ]
        return replace(logs, duties=tuple(dated), unanswered=tuple(failed))

    def _logs(self, asking: _Asking, reply: Reply) -> CharacterLogs:
        return CharacterLogs(
            lodestone_id=asking.lodestone_id,
            status=reply.status,
            fetched_at=datetime.fromtimestamp(self.outside.clock.now(), UTC),
            id=reply.id,
            canonical_id=reply.canonical_id,
        )

    def _rankings(self, asking: _Asking, places: Collection[Place]) -> _Rankings:
        """What all zones answer; one that has nothing is asked under other filters."""
        zones = queries.zones(places)
        asked = {a: queries.first_filters(place.zone) for a, place in zones.items()}
        filters: dict[str, Filters] = {}
        answers: dict[str, Any] = {}
        failed: set[str] = set()
        while True:
            filters |= asked
            asking, reply = self._newest(asking, queries.zone_fields(zones, asked))
            if reply.status != Status.OK:
                return _Rankings(asking, reply, filters)
            answers |= reply.fields
            if reply.has_errors:
                failed |= {alias for alias in asked if answers.get(alias) is None}
            again = {
                alias: queries.next_filters(before, answers.get(alias))
                for alias, before in asked.items()
            }
            asked = {alias: each for alias, each in again.items() if each}
            if not asked:
                reply = replace(reply, fields=answers)
                return _Rankings(asking, reply, filters, frozenset(failed))

    def _newest(self, asking: _Asking, fields: list[str]) -> tuple[_Asking, Reply]:
        """The answer to all fields, of the newest record that FF Logs has."""
        answers: dict[str, Any] = {}
        has_errors = False
        for part in queries.chunks(fields, queries.POINTS_PER_ZONE):
            points = queries.POINTS_PER_ZONE * len(part)
            reply = self._ask(asking, part, points)
            if reply.canonical_id != reply.id and asking.who.startswith("lodestone"):
                # Renamed or moved: what we found is the record from before.
                asking = replace(asking, who=f"id: {reply.canonical_id}")
                reply = self._ask(asking, part, points)
            if reply.status != Status.OK:
                return asking, reply
            answers |= reply.fields
            has_errors |= reply.has_errors
        return asking, replace(reply, fields=answers, has_errors=has_errors)

    def _dated(
        self, told: _Rankings, found: list[Found], parts: Parts
    ) -> list[DutyLogs]:
        undated = {each.best for each in found if each.best and not each.logs.date}
        try:
            dates = self._dates(told, sorted(undated), parts) if undated else {}
        except OutsideError:
            dates = {}  # kills without dates are better than neither
        return [
            replace(each.logs, date=dates[each.best])
            if each.best in dates
            else each.logs
            for each in found
        ]

    def _dates(
        self, told: _Rankings, places: list[Place], parts: Parts
    ) -> Mapping[Place | None, datetime | None]:
        answers: dict[str, Any] = {}
        fields = [p.encounter_field(told.filters[p.zone_alias]) for p in places]
        for part in queries.chunks(fields, queries.POINTS_PER_ENCOUNTER):
            points = queries.POINTS_PER_ENCOUNTER * len(part)
            answers |= self._ask(told.asking, part, points).fields
        return {
            p: parts.read(read_date, answers.get(p.encounter_alias), parts)
            for p in places
        }

    def _ask(self, asking: _Asking, fields: list[str], points: float) -> Reply:
        query = queries.query(asking.who, fields)
        with budget.reserved(asking.account, points, self.outside.clock):
            reply = self._let_in(asking.account, query)
        if reply.status == Status.OK and reply.lodestone_id != asking.lodestone_id:
            raise Ambiguous(FFLOGS.name)
        return reply

    def _let_in(self, account: Account, query: str) -> Reply:
        """Ask with our token, and once more with a new one where it is refused."""
        used = token(self.outside, account)
        try:
            return self._send(account, query, used)
        except Unauthenticated:
            used = token(self.outside, account, refused=used)
        return self._send(account, query, used)

    def _send(self, account: Account, query: str, used: str) -> Reply:
        answer = self._post(query, used)
        if answer.status == 429:
            raise self._no_points(account, answer)
        body = answer.json()
        if points := read_points(body):
            budget.note(account, points, self.outside.clock)
        try:
            return read_reply(body)
        except RateLimited:
            raise self._no_points(account, answer) from None

    def _no_points(self, account: Account, answer: Answer) -> RateLimited:
        """The error, after stopping all processes until there are points again."""
        clock = self.outside.clock
        told = retry_after(answer.headers.get("retry-after", ""), clock.now()) or 0.0
        wait = max(told, budget.none_left(account, clock)) or UNSAID
        pause(self.outside.service, wait, clock=clock)
        return RateLimited(FFLOGS.name, wait, status=429)

    def _post(self, query: str, used: str) -> Answer:
        try:
            return self.outside.post(
                "/api/v2/client",
                json={"query": query},
                headers={"Authorization": f"Bearer {used}"},
                # Out of points: at once asked again, they still are.
                accept_status=(200, 429),
                retry_safe=True,  # it only reads
                label="rankings",
            )
        except NotFound:  # not the character: the API itself
            raise changed("address of the API") from None
        except Permanent as error:
            if error.status == 401:
                raise Unauthenticated(FFLOGS.name, 401) from None
            if error.status != 400 or error.answer is None:
                raise
            return error.answer  # which says what is wrong with the query


def _wanted(duties: Collection[int] | None) -> dict[int, tuple[Place, ...]]:
    """Duty to its places; without a choice, all that FF Logs has."""
    known = queries.places(catalogue())
    if duties is None:
        return {duty: places for duty, places in known.items() if places}
    return {duty: known.get(duty, ()) for duty in duties}


def _read(
    wanted: Mapping[int, tuple[Place, ...]], fields: Mapping[str, Any], parts: Parts
) -> dict[int, Found | None]:
    jobs = jobs_by_spec(catalogue().jobs.values())
    return {
        duty: read_duty(duty, places, fields, jobs, parts)
        for duty, places in wanted.items()
    }
