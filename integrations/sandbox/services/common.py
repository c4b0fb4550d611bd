"""What the services that speak JSON have in common."""

import json
from urllib.parse import urlencode, urlsplit

RETRY_AFTER = 5  # seconds that every 429 and 503 here asks for


def nested(body: bytes) -> bytes:
    """The same answer, a level deeper than anybody looks for it."""
    try:
        return json.dumps({"result": json.loads(body)}).encode()
    except ValueError:
        return body


_OURS = {"localhost", "127.0.0.1", "::1"}


def may_return(address: str) -> bool:
    """Whether somebody who signs in here may be sent back there: to this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = address.isascii() and address.isprintable() and " " not in address
    return is_plain and parts.scheme in {"http", "https"} and parts.hostname in _OURS


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def with_query(address: str, told: dict[str, str]) -> str:
    mark = "&" if urlsplit(address).query else "?"
    return f"{address}{mark}{urlencode(told)}"
