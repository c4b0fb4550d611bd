"""Discord: webhooks, whatever their id, and log-in. What is posted can be looked at."""

import json
import re
import time
from typing import Any

from integrations.sandbox.exchange import Reply, Request, answer
from integrations.sandbox.faults import Fault
from integrations.sandbox.services import discord_sign_in
from integrations.sandbox.services.common import RETRY_AFTER
from integrations.sandbox.state import Post, State

_WEBHOOK = re.compile(r"/api/(?:v10/)?webhooks/([0-9]{15,20})/[\w-]{20,128}")
_MESSAGES = {
    403: {"message": "Missing Access", "code": 50001},
    404: {"message": "Unknown Webhook", "code": 10015},
    429: {
        "message": "You are being rate limited.",
        "retry_after": float(RETRY_AFTER),
        "global": False,
    },
    503: {"message": "503: Service Unavailable", "code": 0},
}
_EPOCH = 1_420_070_400_000  # from which Discord's ids count milliseconds
CONTENT = 2000
TOTAL = 6000


def reply(request: Request, state: State) -> Reply:
    return discord_sign_in.reply(request, state) or _post(request, state)


def _post(request: Request, state: State) -> Reply:
    found = _WEBHOOK.fullmatch(request.path)
    if request.method != "POST" or found is None:
        return failing(404)
    if request.fault == Fault.HIDDEN:
        return failing(403)
    message = request.json
    if not isinstance(message, dict) or not (
        message.get("content") or message.get("embeds")
    ):
        told = {"message": "Cannot send an empty message", "code": 50006}
        return answer(told, 400)
    if place := _too_long(message):
        fault = {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Too long."}]}
        told = {"message": "Invalid Form Body", "code": 50035, "errors": {place: fault}}
        return answer(told, 400)
    text = json.dumps(message, ensure_ascii=False, indent=2)
    state.posts.appendleft(Post(found[1], text))
    if request.query.get("wait") != "true":
        return Reply(204)
    number = str((int(time.time() * 1000) - _EPOCH) << 22)
    return answer({"id": number, "type": 0, "channel_id": found[1], **message})


def failing(status: int) -> Reply:
    return answer(_MESSAGES[status], status)


def _too_long(message: dict[str, Any]) -> str:
    if len(str(message.get("content", ""))) > CONTENT:
        return "content"
    return "embeds" if _length(message.get("embeds")) > TOTAL else ""


def _length(value: Any) -> int:
    """Of all texts that people would read."""
    if isinstance(value, dict):
        read = ("title", "description", "name", "value", "text", "fields")
        nested = ("author", "footer")
        return sum(_length(value.get(each)) for each in (*read, *nested))
    if isinstance(value, list):
        return sum(map(_length, value))
    return len(value) if isinstance(value, str) else 0
