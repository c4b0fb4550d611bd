"""Answers in the form of the recorded ones, about invented people."""

LODESTONE_ID = 31415926
TOKEN = {"token_type": "Bearer", "expires_in": 31104000, "access_token": "aaa.bbb-ccc"}


def row(fight, kills=0, percent=None, spec="WhiteMage", **changes):
    """A fight in a zone's rankings, as it looks with and without kills."""
    if not kills:
        return {
            "encounter": {"id": fight, "name": "A Boss"},
            "rankPercent": None,
            "medianPercent": None,
            "allStars": None,
            "lockedIn": True,
            "totalKills": 0,
            "fastestKill": 0,
            "bestAmount": 0,
            "spec": None,
            **changes,
        }
    return {
        "encounter": {"id": fight, "name": "A Boss"},
        "rankPercent": percent,
        "medianPercent": percent,
        "lockedIn": True,
        "totalKills": kills,
        "fastestKill": 357108,
        "allStars": {
            "points": 103.43,
            "possiblePoints": 120,
            "partition": 1,
            "rank": 1518,
            "regionRank": 453,
            "serverRank": 54,
            "rankPercent": 90.5,
            "total": 15972,
        },
        "spec": spec,
        "bestSpec": spec,
        "bestAmount": 10660.802894362,
        **changes,
    }


def fresh_row(fight, kills=1, **changes):
    """Of a log so young that nothing is ranked yet."""
    stars = {
        "points": 98.7,
        "possiblePoints": 120,
        "partition": 0,
        "rank": "-",
        "regionRank": "-",
        "rankPercent": "-",
        "total": 0,
    }
    changes = {"lockedIn": False, "allStars": stars, "rankPercent": "-", **changes}
    return row(fight, kills, **changes)


def zone(number, *rows, difficulty=101, **changes):
    return {
        "bestPerformanceAverage": None,
        "medianPerformanceAverage": None,
        "difficulty": difficulty,
        "metric": "rdps",
        "partition": 1,
        "zone": number,
        "allStars": [],
        "rankings": list(rows),
        **changes,
    }


def ranks(*found, **changes):
    """`encounterRankings`; each of `found` is a percentile and the start in ms."""
    rows = [
        {
            "lockedIn": True,
            "rankPercent": percent,
            "duration": 357108,
            "startTime": began,
            "spec": "WhiteMage",
            "report": {"code": "aBcD", "startTime": 1, "fightID": 3},
        }
        for percent, began in found
    ]
    return {"difficulty": 101, "metric": "rdps", "ranks": rows, **changes}


def character(fields=None, **changes):
    return {
        "id": 700,
        "canonicalID": 700,
        "lodestoneID": LODESTONE_ID,
        "name": "Mirabelle Quillfeather",
        "server": {"name": "Zalera"},
        "hidden": False,
        **(fields or {}),
        **changes,
    }


def points(spent=26.62, limit=3600, resets_in=2118):
    return {
        "limitPerHour": limit,
        "pointsSpentThisHour": spent,
        "pointsResetIn": resets_in,
    }


def about(found, rate=None):
    """The whole answer about a character, or about none."""
    return {
        "data": {
            "rateLimitData": points() if rate is None else rate,
            "characterData": {"character": found},
        }
    }


def refused(message, data=None):
    error = {
        "message": message,
        "extensions": {"category": "graphql"},
        "locations": [{"line": 1, "column": 2}],
    }
    return {"errors": [error], **({"data": data} if data is not None else {})}
