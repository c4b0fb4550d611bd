"""What Google's answers say. Each takes any JSON; some raise `Changed`."""

import re
from datetime import datetime
from typing import Any

from integrations.errors import Changed
from integrations.gmail.schemas import Account, Fault, Sent, Token
from integrations.shapes import Shape

GMAIL = "gmail"
_WORD = re.compile(r"[A-Za-z_]{1,60}")
_NOT_BEFORE = re.compile(r"[Rr]etry after (\d{4}-\d\d-\d\dT[\d:.]+Z)", re.ASCII)


def parse_token(value: Any) -> Token:
    shape = Shape(GMAIL, "token", value)
    lifetime = shape.field("expires_in").seconds()
    return Token(shape.field("access_token").words(), lifetime)


def parse_sent(value: Any) -> Sent:
    return Sent(Shape(GMAIL, "sent", value).field("id").words())


def parse_grant_fault(value: Any) -> str:
    """The word by which a token was refused; empty where there is none."""
    return _word(value.get("error")) if isinstance(value, dict) else ""


def parse_fault(value: Any) -> Fault:
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict):
        return Fault()
    causes = error.get("errors")
    reasons = [
        _word(cause.get("reason"))
        for cause in (causes if isinstance(causes, list) else [])
        if isinstance(cause, dict)
    ]
    reason = next(filter(None, reasons), "")
    return Fault(reason or _word(error.get("status")), _moment(error.get("message")))


def parse_account(value: Any) -> Account:
    shape = Shape(GMAIL, "service account", value)
    key_id = shape.maybe("private_key_id")
    return Account(
        email=shape.field("client_email").words(),
        key_id=key_id.text() if key_id else "",
        private_key=shape.field("private_key").words(),
    )


def _word(value: Any) -> str:
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""


def _moment(message: Any) -> datetime | None:
    found = _NOT_BEFORE.search(message) if isinstance(message, str) else None
    try:
        return Shape(GMAIL, "", found[1]).moment() if found else None
    except Changed:
        return None
