"""`FFLogs`: one character's kills in as few requests as the API allows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from integrations.catalogue import catalogue
from integrations.errors import NotFound, Permanent, RateLimited, Temporary
from integrations.fflogs import budget, queries
from integrations.fflogs.errors import Ambiguous, Unauthenticated, changed
from integrations.fflogs.parsing import (
    Found,
    is_refused,
    jobs_by_spec,
    read_date,
    read_duty,
)
from integrations.fflogs.queries import Place
from integrations.fflogs.reply import UNSAID, Reply, read_points, read_reply
from integrations.fflogs.schemas import CharacterLogs, DutyLogs, Status
from integrations.fflogs.service import FFLOGS, Account, account
from integrations.fflogs.tokens import token
from integrations.http import Answer, Clock, Outside, Service, pause
from integrations.http.clock import SYSTEM
from integrations.http.verdict import retry_after

LARGEST_ID = 2**31 - 1  # a GraphQL Int


@dataclass(frozen=True, slots=True)
class _Asking:
    """One character, asked for with one account."""

    account: Account
    lodestone_id: int
    who: str


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

        One request, and with `dates` one more for a character with kills; they are
        left out where that one fails for a while. Hidden and unknown characters are a
        status. Raises `Ambiguous` and what `integrations.errors` lists, `RateLimited`
        also where our share of the points is spent.
        """
        asking = _Asking(account(), lodestone_id, f"lodestoneID: {lodestone_id}")
        if not 0 < lodestone_id <= LARGEST_ID:
            raise Permanent(FFLOGS.name)
        wanted = _wanted(duties)
        fields = queries.zone_fields({p for each in wanted.values() for p in each})
        asking, reply = self._rankings(asking, fields)
        logs = self._logs(asking, reply)
        if reply.status != Status.OK:
            return logs
        found = _read(wanted, reply.fields)
        known = [each for each in found.values() if each]
        if not known and any(map(is_refused, reply.fields.values())):
            return replace(logs, status=Status.HIDDEN)
        return replace(
            logs,
            duties=tuple(
                self._dated(asking, known) if dates else (each.logs for each in known)
            ),
            unanswered=tuple(duty for duty, each in found.items() if each is None),
        )

    def _logs(self, asking: _Asking, reply: Reply) -> CharacterLogs:
        return CharacterLogs(
            lodestone_id=asking.lodestone_id,
            status=reply.status,
            fetched_at=datetime.fromtimestamp(self.outside.clock.now(), UTC),
            name=reply.name,
            server=reply.server,
            id=reply.id,
            canonical_id=reply.canonical_id,
        )

    def _rankings(self, asking: _Asking, fields: list[str]) -> tuple[_Asking, Reply]:
        """The answer to all fields, of the newest record that FF Logs has."""
        answers: dict[str, Any] = {}
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
        return asking, replace(reply, fields=answers)

    def _dated(self, asking: _Asking, found: list[Found]) -> list[DutyLogs]:
        undated = {each.best for each in found if each.best and not each.logs.date}
        try:
            dates = self._dates(asking, sorted(undated)) if undated else {}
        except Temporary:
            dates = {}  # kills without dates are better than neither
        return [
            replace(each.logs, date=dates[each.best])
            if each.best in dates
            else each.logs
            for each in found
        ]

    def _dates(
        self, asking: _Asking, places: list[Place]
    ) -> Mapping[Place | None, datetime | None]:
        answers: dict[str, Any] = {}
        fields = [place.encounter_field for place in places]
        for part in queries.chunks(fields, queries.POINTS_PER_ENCOUNTER):
            points = queries.POINTS_PER_ENCOUNTER * len(part)
            answers |= self._ask(asking, part, points).fields
        return {p: read_date(answers.get(p.encounter_alias)) for p in places}

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
    wanted: Mapping[int, tuple[Place, ...]], fields: Mapping[str, Any]
) -> dict[int, Found | None]:
    jobs = jobs_by_spec(catalogue().jobs.values())
    return {d: read_duty(d, places, fields, jobs) for d, places in wanted.items()}
