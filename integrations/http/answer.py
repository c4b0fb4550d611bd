"""What a service answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from typing import Any, NoReturn

from integrations.errors import Changed


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole. Its repr tells nothing that a log must not hold."""

    service: str
    status: int
    content: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    url: str = field(repr=False)  # after redirects
    fetched_at: datetime  # aware
    age_seconds: float = 0.0  # above 0: it comes from the cache
    stale: bool = False  # older than asked for, because the service fails now

    @property
    def text(self) -> str:
        """The content in the charset it declares, or UTF-8; never raises."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        charset = header.get_content_charset("utf-8")
        try:
            return self.content.decode(charset, errors="replace")
        except (LookupError, ValueError):  # no charset that we know
            return self.content.decode("utf-8", errors="replace")

    def json(self) -> Any:
        """The content read as JSON. Raises `Changed` where it is not."""
        try:
            return json.loads(self.content, parse_constant=_refuse)
        except (ValueError, RecursionError):
            pass  # raised below, so that no traceback carries the content
        raise Changed(self.service, "not JSON")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which no JSON has
