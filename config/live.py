"""The live process: server-sent events for open pages, and nothing else."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

PATH = "/live/"
HEARTBEAT = 15.0  # seconds
RETRY = 5000  # milliseconds until a browser that lost us asks again

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _answer(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


async def _answer(scope: Message, receive: Receive, send: Send) -> None:
    asked = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = asked.get(b"host", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        await _refuse(send, 400, "This host is not served here.")
    elif scope["path"] != PATH:
        await _refuse(send, 404, "There is nothing at this address.")
    elif scope["method"] != "GET":
        await _refuse(send, 405, "This address can only be read.")
    else:
        allowed = cross_origin(asked.get(b"origin", ""), scope["scheme"], host)
        await _stream(receive, send, allowed)


def cross_origin(origin: str, scheme: str, host: str) -> Headers:
    """In development pages come from the same host, one port lower; only they may."""
    name, _, port = host.rpartition(":")
    if not settings.LIVE_PORT or not port.isdecimal():
        return []
    if origin != f"{scheme}://{name}:{int(port) - 1}":
        return []
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


async def _stream(receive: Receive, send: Send, headers: Headers) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"no-cache, no-transform"),
                (b"x-accel-buffering", b"no"),
                *headers,
            ],
        }
    )
    gone = asyncio.ensure_future(_until_gone(receive))
    try:
        async for event in events():
            body = {"type": "http.response.body", "body": event, "more_body": True}
            await send(body)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(gone), HEARTBEAT)
            if gone.done():
                return
    finally:
        gone.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def events() -> AsyncIterator[bytes]:
    yield f"retry: {RETRY}\n\n".encode() + heartbeat()
    while True:
        yield heartbeat()


def heartbeat() -> bytes:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return f"event: heartbeat\ndata: {json.dumps({'at': at})}\n\n".encode()


async def _refuse(send: Send, status: int, words: str) -> None:
    body = json.dumps({"success": False, "error": words, "errors": {}}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
