"""`Outside(SERVICE)`: how a client asks its service."""

import json as jsons
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from requests.auth import _basic_auth_str

from integrations.errors import OutsideError, Temporary
from integrations.http import kept
from integrations.http.addresses import mode, route
from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.clock import SYSTEM, Clock
from integrations.http.metrics import Outcome, record
from integrations.http.off import switched_off
from integrations.http.service import Service
from integrations.http.tries import Tries

Values = Mapping[str, str | int]
DONE = (200, 201, 204)


class Outside:
    """Calls one service. Cheap to make, safe to share between threads.

    A path goes behind the service's `base_url`; an address must be https on one of its
    hosts. `label` is what logs say of the call ("character"): never a value. Calls of
    one `lane` share a limit of their own. Raises what `integrations.errors` lists.
    """

    def __init__(self, service: Service, clock: Clock = SYSTEM) -> None:
        self.service = service
        self.clock = clock

    def get(
        self,
        path: str,
        *,
        params: Values | None = None,
        headers: Mapping[str, str] | None = None,
        accept_status: Collection[int] = (200,),
        cache_seconds: int | None = None,
        allow_stale: int = 0,
        label: str = "",
        lane: str = "",
    ) -> Answer:
        """Ask, repeating what may heal.

        An answer younger than `cache_seconds` comes from the cache. When the service
        fails (`Temporary`), one up to `allow_stale` seconds older does, marked `stale`.
        """
        keep = self.service.cache_seconds if cache_seconds is None else cache_seconds
        return self._answer(
            Call(
                "GET",
                self._address(path, params),
                dict(headers or {}),
                accept_status=accept_status,
                cache_seconds=keep,
                allow_stale=allow_stale,
                label=label,
                lane=lane,
            )
        )

    def post(
        self,
        path: str,
        *,
        params: Values | None = None,
        json: Any = None,
        form: Values | None = None,
        auth: tuple[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept_status: Collection[int] = DONE,
        retry_safe: bool = False,
        cache_seconds: int = 0,
        allow_stale: int = 0,
        label: str = "",
        lane: str = "",
    ) -> Answer:
        """Send `json` or `form`, with `auth` by HTTP Basic.

        It is repeated, and kept in the cache, only if it is `retry_safe`: if doing it
        twice is the same as doing it once.
        """
        body, kind = _body(json, form)
        given = {**kind, **(headers or {})}
        if auth:
            given["Authorization"] = _basic_auth_str(*auth)
        return self._answer(
            Call(
                "POST",
                self._address(path, params),
                given,
                body,
                accept_status=accept_status,
                repeatable=retry_safe,
                cache_seconds=cache_seconds if retry_safe else 0,
                allow_stale=allow_stale if retry_safe else 0,
                label=label,
                lane=lane,
            )
        )

    def _address(self, path: str, params: Values | None) -> str:
        if mode() == "off":
            raise switched_off(self.service.name, "OUTSIDE is off")
        url = route(self.service, path)
        if params:
            url += ("&" if "?" in url else "?") + urlencode(params)
        return url

    def _answer(self, call: Call) -> Answer:
        known = kept.find(self.service, call, self.clock)
        if known and not known.stale:
            self._record(call, Outcome("cached", 0.0, status=known.status))
            return known
        try:
            answer = self._fetch(call)
        except Temporary:
            if known is None:
                raise
            self._record(call, Outcome("stale", 0.0, status=known.status))
            return known
        kept.keep(self.service, call, answer)
        return answer

    def _fetch(self, call: Call) -> Answer:
        tries = Tries(self.service, call, self.clock)
        began = self.clock.monotonic()
        try:
            answer = tries.run()
        except OutsideError as error:
            seconds = self.clock.monotonic() - began
            status = getattr(error, "status", None)
            self._record(
                call, Outcome(error.outcome, seconds, tries.requests, status, error)
            )
            raise
        seconds = self.clock.monotonic() - began
        self._record(call, Outcome("ok", seconds, tries.requests, answer.status))
        return answer

    def _record(self, call: Call, outcome: Outcome) -> None:
        record(self.service, call, outcome, self.clock)


def _body(json: Any, form: Values | None) -> tuple[bytes, dict[str, str]]:
    if json is not None:
        return jsons.dumps(json).encode(), {"Content-Type": "application/json"}
    if form is not None:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return urlencode(form).encode(), kind
    return b"", {}
