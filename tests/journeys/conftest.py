"""A real browser on the real site: the whole of it, from the form to the database."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.checks import EVERY_LOOK
from tests.journeys.devices import (
    DEVICES,
    PATIENCE,
    SAMPLE,
    WAYS,
    Watch,
    Way,
    open_page,
)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's is known: whoever asks outside fails the test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


# Of this package alone, and not of the session: as long as it runs, its event loop
# stands in the way of every test that brings one of its own.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # factories beside that event loop
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(
    chromium: Browser, live_server: Any, settings: Any
) -> Iterator[Callable[..., Page]]:
    """Somebody new opens the browser: `visit("phone", java_script_enabled=False)`."""
    settings.SITE_URL = live_server.url  # links in mails lead here
    watch = Watch()
    contexts: list[BrowserContext] = []

    def arrive(device: str = "desktop", **options: Any) -> Page:
        context = chromium.new_context(
            **{
                "base_url": live_server.url,
                "timezone_id": "Europe/Berlin",
                "locale": "en-GB",
                **DEVICES[device],
                **options,
            }
        )
        watch.over(context)
        contexts.append(context)
        return open_page(context)

    yield arrive
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture(params=sorted(DEVICES))
def device(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# As most people read Muster, and as few do: of each the harder one for `make test`.
@pytest.fixture(params=sorted(DEVICES) if EVERY_LOOK else ["phone"])
def device_with_script(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=sorted(DEVICES) if EVERY_LOOK else ["phone"])
def device_without_script(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[way for way in WAYS if EVERY_LOOK or way in SAMPLE], ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found
