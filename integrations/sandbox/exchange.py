"""One request and its reply, as all parts of the sandbox see them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from integrations.sandbox.faults import Fault


@dataclass(frozen=True)
class Request:
    """`path` begins with a slash; for a service it is the service's own."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    fault: Fault = Fault.NONE

    @property
    def form(self) -> dict[str, str]:
        return dict(self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The form's values in their order, a name as often as it was sent."""
        text = self.body.decode(errors="replace")
        return parse_qsl(text, keep_blank_values=True)

    @property
    def json(self) -> Any:
        """None where the body is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None  # the connection ends after so many bytes of the body

    def but(self, **headers: str) -> "Reply":
        """The same with headers more; `_` in a name stands for `-`."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return Reply(self.status, self.body, {**self.headers, **more}, self.cut)


def html(text: str, status: int = 200) -> Reply:
    return Reply(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def answer(value: Any, status: int = 200) -> Reply:
    kind = {"Content-Type": "application/json"}
    return Reply(status, json.dumps(value).encode(), kind)


def redirect(to: str) -> Reply:
    return Reply(303, b"", {"Location": to})
