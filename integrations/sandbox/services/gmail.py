"""Gmail: a token, and mail that goes nowhere but can be read."""

import secrets
from base64 import urlsafe_b64decode
from email import message_from_bytes
from email.policy import default

from integrations.sandbox.exchange import Reply, Request, answer
from integrations.sandbox.faults import Fault
from integrations.sandbox.state import Mail, State

TOKEN = "sandbox.gmail.token"  # noqa: S105 -- opens nothing
_REASONS = {
    400: ("badRequest", "INVALID_ARGUMENT"),
    401: ("authError", "UNAUTHENTICATED"),
    403: ("forbidden", "PERMISSION_DENIED"),
    404: ("notFound", "NOT_FOUND"),
    429: ("rateLimitExceeded", "RESOURCE_EXHAUSTED"),
    503: ("backendError", "UNAVAILABLE"),
}


def reply(request: Request, state: State) -> Reply:
    route = request.method, request.path
    if route == ("POST", "/token"):
        if request.fault == Fault.HIDDEN:
            return answer({"error": "invalid_grant"}, 400)
        return answer(
            {"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"}
        )
    if route != ("POST", "/gmail/v1/users/me/messages/send"):
        return failing(404)
    if request.bearer != TOKEN:
        return failing(401)
    mail = _read(request.json)
    if mail is None:
        return failing(400)
    state.mails.appendleft(mail)
    number = secrets.token_hex(8)
    return answer({"id": number, "threadId": number, "labelIds": ["SENT"]})


def failing(status: int) -> Reply:
    reason, name = _REASONS[status]
    cause = {"domain": "global", "reason": reason, "message": "From the sandbox."}
    error = {"code": status, "message": "From the sandbox.", "errors": [cause]}
    return answer({"error": {**error, "status": name}}, status)


def _read(told: object) -> Mail | None:
    raw = told.get("raw") if isinstance(told, dict) else None
    try:
        whole = urlsafe_b64decode(raw if isinstance(raw, str) else "")
    except ValueError:
        return None
    message = message_from_bytes(whole, policy=default)
    if not message["to"]:
        return None
    part = message.get_body(("plain", "html"))
    text = part.get_content() if part else ""
    return Mail(
        sender=str(message["from"] or ""),
        to=str(message["to"]),
        subject=str(message["subject"] or ""),
        text=text if isinstance(text, str) else "",
    )
