"""The WSGI application: which service is meant, and what goes wrong with its answer."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from integrations.sandbox import pages
from integrations.sandbox.exchange import Reply, Request
from integrations.sandbox.faults import STATUSES, Fault, fault_named
from integrations.sandbox.services import SERVICES, StandIn
from integrations.sandbox.services.common import RETRY_AFTER
from integrations.sandbox.state import State

SLOW = 45.0  # seconds, longer than anybody's patience
MOST = 40 * 1024 * 1024  # bytes of a request
GARBAGE = b"\x00\xffno page, no JSON: <div <<{{[\xc3\x28 \xf0\x9f" * 40
_NAMES = {"localhost", "127.0.0.1", "::1"}
_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
    " form-action 'self'"
)


class Sandbox:
    """Give it to a WSGI server. `ends` set lets nobody wait any longer."""

    def __init__(self, state: State | None = None, slow: float = SLOW) -> None:
        self.state = state or State()
        self.ends = threading.Event()
        self._slow = slow

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        reply = self._reply(environ)
        status = HTTPStatus(reply.status)
        headers = {**reply.headers, "Content-Length": str(len(reply.body))}
        start_response(f"{status.value} {status.phrase}", list(headers.items()))
        return [reply.body[: reply.cut]]

    def _reply(self, environ: WSGIEnvironment) -> Reply:
        if int(environ.get("CONTENT_LENGTH") or 0) > MOST:
            return Reply(413)
        # A page elsewhere that has its name lead here must not read or change anything.
        if urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname not in _NAMES:
            return Reply(421)
        request = _request(environ)
        name, _, path = request.path.removeprefix("/").partition("/")
        service = SERVICES.get(name)
        if service is None:
            return _guarded(request, self.state)
        fault = _wished(request) or self.state.fault(name)
        asked = replace(request, path=f"/{path}", fault=fault)
        if fault == Fault.SLOW:
            self.ends.wait(self._slow)
        return _safe(faulty(service, asked, self.state))


def faulty(service: StandIn, request: Request, state: State) -> Reply:
    """The service's answer, with the request's fault."""
    fault = request.fault
    if fault in STATUSES:
        reply = service.failing(STATUSES[fault])
        is_later = fault != Fault.MISSING
        return reply.but(Retry_After=str(RETRY_AFTER)) if is_later else reply
    reply = service.reply(request, state)
    if fault == Fault.GARBAGE:
        return replace(reply, status=200, body=GARBAGE)
    if fault == Fault.CUT:
        return replace(reply, cut=len(reply.body) // 2)
    if fault == Fault.CHANGED:
        return replace(reply, body=service.moved(reply.body))
    return reply


def _guarded(request: Request, state: State) -> Reply:
    """Only from our own pages is anything changed."""
    origin = request.headers.get("origin")
    is_ours = origin is None or origin == f"http://{request.headers.get('host')}"
    if request.method != "GET" and not is_ours:
        return Reply(403)
    return _safe(pages.reply(request, state))


def _safe(reply: Reply) -> Reply:
    headers = dict(reply.headers)
    back = headers.pop("Back", "")
    return replace(
        reply,
        headers={
            **headers,
            "Content-Security-Policy": f"{_POLICY} {back}".strip(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cache-Control": "no-store",
        },
    )


def _wished(request: Request) -> Fault | None:
    """For this request alone, by header or in the address."""
    name = request.headers.get("x-sandbox-fault") or request.query.get("sandbox_fault")
    return fault_named(name) if name else None


def _request(environ: WSGIEnvironment) -> Request:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    path = str(environ.get("PATH_INFO", "/")).encode("latin-1").decode(errors="replace")
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=path,
        query=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
        headers=headers,
        body=environ["wsgi.input"].read(length) if length else b"",
    )
