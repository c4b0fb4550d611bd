"""What stands around an answer: points, errors, whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from integrations.errors import Permanent, RateLimited, Temporary
from integrations.fflogs.errors import SERVICE, Ambiguous, Unauthenticated, changed
from integrations.fflogs.schemas import Points, Status
from integrations.fflogs.values import flag, items, mapping, number, whole

UNSAID = 300.0  # seconds to wait without points, where nobody says how long
_SEVERAL = ("ambiguous", "multiple characters", "more than one")
_THEIRS = ("internal server error", "timeout", "timed out", "try again", "unavailable")


@dataclass(frozen=True, slots=True)
class Reply:
    """`fields`: alias to rankings, as they came."""

    status: Status
    id: int | None = None
    canonical_id: int | None = None
    lodestone_id: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    has_errors: bool = False  # some of the fields may have failed


def read_points(value: object) -> Points | None:
    """None where the answer does not say."""
    data = value.get("data") if isinstance(value, dict) else None
    told = data.get("rateLimitData") if isinstance(data, dict) else None
    if told is None:
        return None
    what = "rateLimitData"
    told = mapping(told, what)
    spent = number(told.get("pointsSpentThisHour"), what)
    if spent is None or spent < 0:
        raise changed(what)
    return Points(
        limit=whole(told.get("limitPerHour"), what, least=1),
        spent=spent,
        resets_in=float(whole(told.get("pointsResetIn"), what, most=86400)),
    )


def read_reply(value: object) -> Reply:
    """Raises what the answer says went wrong; `Changed` for what it does not say."""
    body = mapping(value, "answer")
    if body.get("error") is not None:
        raise _told(body)
    messages = _messages(body.get("errors"))
    data = body.get("data")
    if messages and not _has_character(data):
        if any(map(is_refusal, messages)):
            return Reply(Status.HIDDEN)
        raise _refused(messages)
    found = mapping(mapping(data, "data").get("characterData"), "characterData")
    if "character" not in found:
        raise changed("character")
    if found["character"] is None:
        return Reply(Status.NO_LOGS)
    character = _character(mapping(found["character"], "character"))
    return replace(character, has_errors=bool(messages))


def is_refusal(message: object) -> bool:
    """Whether a message says that a player shows their rankings to nobody."""
    return isinstance(message, str) and "permission" in message.lower()


def _character(found: Mapping[str, Any]) -> Reply:
    if "hidden" not in found:
        raise changed("hidden")
    if flag(found["hidden"], "hidden"):
        return Reply(Status.HIDDEN)
    return Reply(
        Status.OK,
        id=whole(found.get("id"), "id", least=1),
        canonical_id=whole(found.get("canonicalID"), "canonicalID", least=1),
        lodestone_id=whole(found.get("lodestoneID"), "lodestoneID"),
        fields=found,
    )


def _has_character(data: object) -> bool:
    inner = data.get("characterData") if isinstance(data, dict) else None
    return isinstance(inner, dict) and inner.get("character") is not None


def _messages(errors: object) -> list[str]:
    if errors is None:
        return []
    found = [mapping(each, "errors").get("message") for each in items(errors, "errors")]
    return [each if isinstance(each, str) else "" for each in found]


def _told(body: Mapping[str, Any]) -> Exception:
    """For `{"error": …}` in place of an answer."""
    message = body["error"].lower() if isinstance(body["error"], str) else ""
    status = str(body.get("status"))
    if message.startswith("unauthenticated"):
        return Unauthenticated(SERVICE, 401)
    if status == "429":
        return RateLimited(SERVICE, UNSAID, status=429)
    if status == "403" or message == "forbidden":
        return Permanent(SERVICE, 403)
    if status.startswith("5"):
        return Temporary(SERVICE, "error in the answer")
    return changed("error in place of an answer")


def _refused(messages: list[str]) -> Exception:
    """For `errors` without a character."""
    words = "\n".join(messages).lower()
    if "unauthenticated" in words:
        return Unauthenticated(SERVICE, 401)
    if any(each in words for each in _SEVERAL):
        return Ambiguous(SERVICE)
    if any(each in words for each in _THEIRS):
        return Temporary(SERVICE, "error in the answer")
    return changed("query")
