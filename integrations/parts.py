"""Reading an answer part by part: one part of another form does not spoil the others."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from integrations.errors import Changed

P = ParamSpec("P")
Value = TypeVar("Value")


class Parts:
    """One answer. `unread` names the parts whose form is unknown, each once."""

    def __init__(self) -> None:
        self._unread: dict[str, None] = {}

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(self._unread)

    def read(
        self, reader: Callable[P, Value], *args: P.args, **more: P.kwargs
    ) -> Value | None:
        """What `reader` makes of its part; None, and noted, where it is `Changed`."""
        try:
            return reader(*args, **more)
        except Changed as error:
            self._unread[error.what] = None
            return None
