import asyncio
import json

import pytest

from config import live


def ask(path="/live/", method="GET", host="localhost:8001", origin=""):
    """All that the live process sends until the browser leaves after the first event."""
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "scheme": "http",
        "headers": [(b"host", host.encode()), (b"origin", origin.encode())],
    }
    sent: list[live.Message] = []

    async def receive():
        while len(sent) < 2:
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asyncio.run(asyncio.wait_for(live.application(scope, receive, send), 5))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"].decode()


def test_stream_begins_with_a_heartbeat():
    status, headers, body = ask()
    assert status == 200
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"x-accel-buffering"] == b"no"
    assert "event: heartbeat\ndata: {" in body
    assert body.endswith("\n\n")


@pytest.mark.parametrize(
    ("host", "origin", "allowed"),
    [
        ("localhost:8001", "http://localhost:8000", True),
        ("127.0.0.1:8001", "http://127.0.0.1:8000", True),
        ("[::1]:8001", "http://[::1]:8000", True),
        ("localhost:8001", "http://127.0.0.1:8000", False),
        ("localhost:8001", "http://localhost:8001", False),
        ("localhost:8001", "https://localhost:8000", False),
        ("localhost:8001", "http://evil.example", False),
        ("localhost", "http://localhost:8000", False),
        ("localhost:8001", "", False),
    ],
)
def test_in_development_only_the_pages_of_this_host_listen(
    settings, host, origin, allowed
):
    settings.LIVE_PORT = 8001
    _, headers, _ = ask(host=host, origin=origin)
    expected = origin.encode() if allowed else None
    assert headers.get(b"access-control-allow-origin") == expected
    assert (b"access-control-allow-credentials" in headers) is allowed


def test_in_production_nobody_listens_from_another_origin():
    _, headers, _ = ask(origin="http://localhost:8000")
    assert b"access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("wish", "status"),
    [({"path": "/"}, 404), ({"method": "POST"}, 405), ({"host": "evil.example"}, 400)],
)
def test_anything_else_is_refused_in_the_envelope(settings, wish, status):
    settings.ALLOWED_HOSTS = ["localhost"]
    answered, headers, body = ask(**wish)
    assert answered == status
    assert headers[b"content-type"] == b"application/json"
    assert json.loads(body)["success"] is False


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_page_may_listen_to_its_own_host_one_port_on(client, settings, host):
    settings.LIVE_PORT = 8001
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "config.middleware.LiveSourceMiddleware",
    ]
    response = client.get("/", headers={"Host": f"{host}:8000"})
    policy = response["Content-Security-Policy"]
    assert f"connect-src 'self' http://{host}:8001;" in policy + ";"
