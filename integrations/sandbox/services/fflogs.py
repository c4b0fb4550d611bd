"""FF Logs: a token, and rankings for what the query names."""

import re
import time
from collections.abc import Mapping
from typing import Any

from integrations.models import Duty
from integrations.sandbox.exchange import Reply, Request, answer
from integrations.sandbox.faults import Fault
from integrations.sandbox.files import rows
from integrations.sandbox.people import BY_ID, Logs, Person
from integrations.sandbox.state import State

TOKEN = "sandbox.fflogs.token"  # noqa: S105 -- opens nothing
POINTS = 18_000
HOUR = 3600
_WHO = re.compile(r"character\(\s*(?:lodestoneID|id):\s*([0-9]+)\s*\)")
_FIELD = re.compile(r"(\w+):\s*(zoneRankings|encounterRankings)\(([^)]*)\)")
_ARGUMENT = re.compile(r"(\w+):\s*(-?\w+)")
_WORDS = {404: "Not found.", 429: "Too many requests.", 503: "Service unavailable."}
_NOT_ALLOWED = "You do not have permission to see this character's rankings."
_FIRST_ZONE_WITH_RDPS = 28
_FIRST_KILL = 1_768_000_000_000  # milliseconds: in January 2026

Arguments = Mapping[str, str]


def reply(request: Request, state: State) -> Reply:
    route = request.method, request.path
    if route == ("POST", "/oauth/token"):
        return _token(request)
    if route != ("POST", "/api/v2/client"):
        return failing(404)
    if request.bearer != TOKEN:
        return answer({"error": "Unauthenticated."}, 401)
    told = request.json
    query = told.get("query") if isinstance(told, dict) else None
    if not isinstance(query, str):
        return answer({"errors": [{"message": "Syntax Error: no query"}]}, 400)
    return answer({"data": _data(query, request.fault, state)})


def failing(status: int) -> Reply:
    return answer({"status": status, "error": _WORDS[status]}, status)


def _token(request: Request) -> Reply:
    if not request.headers.get("authorization", "").startswith("Basic "):
        return answer({"error": "invalid_client"}, 401)
    if request.form.get("grant_type") != "client_credentials":
        return answer({"error": "unsupported_grant_type"}, 400)
    return answer(
        {"token_type": "Bearer", "expires_in": 31_104_000, "access_token": TOKEN}
    )


def _data(query: str, fault: Fault, state: State) -> dict[str, Any]:
    fields = _FIELD.findall(query)
    now = int(time.time())
    spent = state.spend(1 + 2 * len(fields), now // HOUR)
    found = _WHO.search(query)
    person = BY_ID.get(int(found[1])) if found else None
    points = {
        "limitPerHour": POINTS,
        "pointsSpentThisHour": round(min(spent, POINTS), 2),
        "pointsResetIn": HOUR - now % HOUR,
    }
    character = None
    if person and person.logs != Logs.NONE:
        character = _character(person, fields, fault)
    return {"rateLimitData": points, "characterData": {"character": character}}


def _character(
    person: Person, fields: list[tuple[str, str, str]], fault: Fault
) -> dict[str, Any]:
    is_hidden = person.logs == Logs.HIDDEN or fault == Fault.HIDDEN
    told: dict[str, Any] = {
        "id": person.id,
        "canonicalID": person.id,
        "lodestoneID": person.id,
        "name": person.character.name,
        "server": {"name": person.character.world},
        "hidden": is_hidden,
    }
    for alias, kind, text in fields:
        arguments = dict(_ARGUMENT.findall(text))
        read = _zone if kind == "zoneRankings" else _encounter
        told[alias] = {"error": _NOT_ALLOWED} if is_hidden else read(person, arguments)
    return told


def _zone(person: Person, arguments: Arguments) -> dict[str, Any]:
    """Of zones from before rDPS there are no rankings by it."""
    zone = int(arguments["zoneID"])
    metric = arguments.get("metric", "rdps")
    is_known = metric != "rdps" or zone >= _FIRST_ZONE_WITH_RDPS
    fights = _fights().get(zone, ()) if is_known else ()
    return {
        "bestPerformanceAverage": None,
        "medianPerformanceAverage": None,
        "difficulty": int(arguments.get("difficulty", 100)),
        "metric": metric,
        "partition": int(arguments.get("partition", 1)),
        "zone": zone,
        "allStars": [],
        "rankings": [_row(person, *fight) for fight in fights],
    }


def _row(person: Person, encounter: int, name: str, slug: str) -> dict[str, Any]:
    """Without kills there is no `bestSpec`; fresh ones have "-" for a rank."""
    kills, best = person.kills.get(slug, (0, 0.0))
    is_fresh = person.logs == Logs.FRESH
    told: dict[str, Any] = {
        "encounter": {"id": encounter, "name": name},
        "rankPercent": None,
        "medianPercent": None,
        "lockedIn": not is_fresh,
        "totalKills": kills,
        "fastestKill": 0,
        "bestAmount": 0,
        "allStars": None,
        "spec": None,
    }
    if not kills:
        return told
    percent = "-" if is_fresh else best
    stars = {"points": 90.5, "possiblePoints": 120, "partition": 1, "total": 0}
    ranks = dict.fromkeys(("rank", "regionRank", "rankPercent"), "-")
    return told | {
        "rankPercent": percent,
        "medianPercent": percent,
        "fastestKill": 412_345,
        "bestAmount": 21_345.67,
        "allStars": stars | (ranks if is_fresh else {"rank": 901, "rankPercent": best}),
        "spec": person.spec,
        "bestSpec": person.spec,
    }


def _encounter(person: Person, arguments: Arguments) -> dict[str, Any]:
    encounter = int(arguments["encounterID"])
    slug = next(
        (
            fight[2]
            for zone in _fights().values()
            for fight in zone
            if fight[0] == encounter
        ),
        "",
    )
    kills, best = person.kills.get(slug, (0, 0.0))
    ranks = [
        {
            "lockedIn": True,
            "rankPercent": "-" if person.logs == Logs.FRESH else best - number,
            "duration": 412_345,
            "startTime": _FIRST_KILL + (person.id % 100 + number) * 86_400_000,
            "spec": person.spec,
            "report": {
                "code": "sAnDbOx",
                "startTime": _FIRST_KILL,
                "fightID": number + 1,
            },
        }
        for number in range(min(kills, 3))
    ]
    return {
        "difficulty": int(arguments.get("difficulty", 100)),
        "metric": arguments.get("metric", "rdps"),
        "ranks": ranks,
    }


def _fights() -> dict[int, list[tuple[int, str, str]]]:
    """Zone to its encounters, each with its duty's slug; only one zone has the kills.

    Of a fight in parts the last counts. An Ultimate's kills lie where it was new, in
    the oldest of its zones.
    """
    found: dict[int, list[tuple[int, str, str]]] = {}
    for row in rows()[Duty]:
        duty: dict[str, Any] = row.fields
        zone, encounters = duty["fflogs_zone_id"], duty["fflogs_encounter_ids"]
        if zone is None or not encounters:
            continue
        places = [(zone, encounters[-1]), *duty["fflogs_legacy"]]
        for place, encounter in places:
            slug = duty["slug"] if (place, encounter) == tuple(places[-1]) else ""
            found.setdefault(place, []).append((encounter, duty["name_en"], slug))
    return found
