"""What can go wrong outside, sorted by what a caller does about it.

    try:
        page = client.character(lodestone_id)
    except NotFound: ...      # it is not there: an answer like any other
    except RateLimited as e:  # ask again, not before e.retry_after seconds
    except Temporary: ...     # ask again later, keep what is known until then
    except Changed: ...       # keep what is known; somebody must look at our client
    except Permanent: ...     # do not repeat this; somebody must look at the request
    except NotConfigured: ... # the service is off here: go on without it

No message holds an address, a token or a word of an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from integrations.http.answer import Answer


class OutsideError(Exception):
    """Any of them. `outcome` is the word for counters and logs."""

    outcome = "failed"
    answer: Answer | None = None  # what the service said, where it said something

    def __init__(self, service: str, detail: object = "") -> None:
        super().__init__(service, detail)  # what pickle gives back to __init__
        self.service = service
        self.detail = detail

    @property
    def kind(self) -> str:
        """One short word or two: "timeout", "status 503"."""
        return str(self.detail) or self.outcome

    def __str__(self) -> str:
        return f"{self.service}: {self.kind}"


class Temporary(OutsideError):  # noqa: N818 -- named by what it means to a caller
    """Time heals it: ask again later and keep what is known until then.

    `status` is set where the service answered. `retry_after` (seconds) is set where
    somebody knows when. `reached` says whether the service may have received the
    request: if it did, a repeated POST may do its work twice.
    """

    outcome = "temporary"
    retry_after: float | None = None

    def __init__(
        self,
        service: str,
        detail: object = "",
        *,
        status: int | None = None,
        reached: bool = True,
    ) -> None:
        super().__init__(service, detail)
        self.status = status
        self.reached = reached


class RateLimited(Temporary):
    """Too many requests, by our own count or by theirs: wait `retry_after` seconds."""

    outcome = "rate limited"
    retry_after: float

    def __init__(
        self, service: str, retry_after: float, *, status: int | None = None
    ) -> None:
        super().__init__(service, retry_after, status=status, reached=False)
        self.retry_after = retry_after

    @property
    def kind(self) -> str:
        return f"rate limited for {self.retry_after:.0f} s"


class CircuitOpen(Temporary):
    """It failed so often that nobody asks it for `retry_after` seconds."""

    outcome = "circuit open"
    retry_after: float

    def __init__(self, service: str, retry_after: float) -> None:
        super().__init__(service, retry_after, reached=False)
        self.retry_after = retry_after

    @property
    def kind(self) -> str:
        return f"circuit open for {self.retry_after:.0f} s"


class Permanent(OutsideError):  # noqa: N818 -- named by what it means to a caller
    """The same request will fail again: do not repeat it, tell a person."""

    outcome = "permanent"

    def __init__(self, service: str, status: int | None = None) -> None:
        super().__init__(service, status)
        self.status = status

    @property
    def kind(self) -> str:
        return self.outcome if self.status is None else f"status {self.status}"


class NotFound(Permanent):
    """It is not there (404), or no longer (410)."""

    outcome = "not found"


class ForbiddenAddress(Permanent):
    """Not an address of this service, or one that leads into a private network."""

    outcome = "forbidden address"


class Changed(OutsideError):  # noqa: N818 -- named by what it means to a caller
    """The answer has another form than the one we know; `what` names the part.

    Keep what is known. Repeating does not help, our client has to be looked at.
    """

    outcome = "changed"

    def __init__(self, service: str, what: str) -> None:
        super().__init__(service, what)
        self.what = what

    @property
    def kind(self) -> str:
        return f"changed: {self.what}"


class NotConfigured(OutsideError):  # noqa: N818 -- named by what it means to a caller
    """The service is off here, for `why`: go on without it."""

    outcome = "off"

    def __init__(self, service: str, why: str = "switched off") -> None:
        super().__init__(service, why)
        self.why = why
