"""One request and its redirects. Whatever goes wrong becomes one of our errors."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import requests
import urllib3
from requests import exceptions as told
from urllib3.exceptions import (
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)

from integrations.errors import Changed, OutsideError, Permanent, Temporary
from integrations.http.addresses import route
from integrations.http.agent import user_agent
from integrations.http.answer import Answer
from integrations.http.calls import Call
from integrations.http.clock import Clock, Deadline
from integrations.http.connections import current, session
from integrations.http.service import Service

MAX_REDIRECTS = 3
CHUNK = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_METHOD_LOST = {301, 302, 303}
_HARMLESS = {"accept", "accept-language", "content-type"}


def exchange(
    service: Service, call: Call, clock: Clock, turn: Callable[[], Deadline]
) -> Answer:
    """The answer, whatever its status. Before each request it waits for its `turn`."""
    for _ in range(1 + MAX_REDIRECTS):
        answer = _once(service, call, clock, turn())
        if call.accepts(answer.status) or "location" not in answer.headers:
            return answer
        if answer.status not in _REDIRECTS:
            return answer
        call = follow(service, call, answer)
    raise Changed(service.name, "redirects without end")


def follow(service: Service, call: Call, answer: Answer) -> Call:
    """The call that a redirect leads to, within the service's hosts."""
    if call.method != "GET" and answer.status in _METHOD_LOST:
        raise Changed(service.name, "a POST redirected")
    url = route(service, answer.headers["location"], base=call.url)
    headers = dict(call.headers)
    if urlsplit(url).netloc != urlsplit(call.url).netloc:
        # What lets us in at one host is no business of another.
        headers = {k: v for k, v in headers.items() if k.lower() in _HARMLESS}
    return replace(call, url=url, headers=headers)


def _once(service: Service, call: Call, clock: Clock, deadline: Deadline) -> Answer:
    token = current.set((service, deadline))
    try:
        return _send(service, call, clock, deadline)
    except (told.RequestException, HTTPError, OSError, ValueError) as error:
        failure = _named(service, error)
    finally:
        current.reset(token)
    # Here, so that no traceback carries the other error, which tells the address.
    try:
        raise failure
    finally:
        del failure  # else this frame and the error hold each other


def _send(service: Service, call: Call, clock: Clock, deadline: Deadline) -> Answer:
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip", **call.headers}
    request = requests.Request(call.method, call.url, headers, data=call.body)
    response = session(service).send(
        request.prepare(),
        stream=True,
        allow_redirects=False,
        timeout=(
            deadline.need(service.connect_timeout),
            deadline.need(service.read_timeout),
        ),
    )
    raw: urllib3.HTTPResponse = response.raw
    try:
        content = _content(service, raw)
    except BaseException:
        raw.close()  # half read, this connection is of no more use
        raise
    raw.release_conn()
    return Answer(
        service=service.name,
        status=response.status_code,
        content=content,
        headers={name.lower(): value for name, value in response.headers.items()},
        url=call.url,
        fetched_at=datetime.fromtimestamp(clock.now(), UTC),
    )


def _content(service: Service, raw: urllib3.HTTPResponse) -> bytes:
    """The body, unpacked, never more of it than the service may send."""
    parts, size = [], raw.length_remaining or 0
    if size <= service.max_bytes:
        size = 0
        while chunk := raw.read(CHUNK, decode_content=True):
            size += len(chunk)
            if size > service.max_bytes:
                break
            parts.append(chunk)
    if size > service.max_bytes:
        raise Changed(service.name, f"more than {service.max_bytes} bytes")
    return b"".join(parts)


def _named(service: Service, error: Exception) -> OutsideError:
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    if isinstance(error, told.ConnectTimeout):
        return Temporary(service.name, "timeout", reached=False)
    if isinstance(error, told.Timeout | ReadTimeoutError | TimeoutError):
        return Temporary(service.name, "timeout")
    if isinstance(error, told.SSLError):
        return Temporary(service.name, "tls", reached=False)
    if isinstance(reason, NewConnectionError | NameResolutionError):
        return Temporary(service.name, "no connection", reached=False)
    if isinstance(error, told.InvalidHeader | told.InvalidURL | UnicodeEncodeError):
        return Permanent(service.name)
    return Temporary(service.name, "broken answer")
