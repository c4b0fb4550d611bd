"""What machines ask for: they find what is for them, and nothing private."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

PUBLIC = [
    "/",
    "/listings/",
    "/listings/abc/",
    "/players/",
    "/players/ann/",
    "/teams/x/",
]
PRIVATE = ["/accounts/login/", "/settings/profile/", "/admin/", "/teams/invites/abc/",
           "/listings/new/", "/api/v1/health", "/health/ready", "/live/"]  # fmt: skip


def test_search_engines_see_public_pages_alone(client):
    rules = RobotFileParser()
    answer = client.get("/robots.txt")
    rules.parse(answer.text.splitlines())

    assert answer["Content-Type"].startswith("text/plain")
    assert [path for path in PUBLIC if not rules.can_fetch("bot", path)] == []
    assert [path for path in PRIVATE if rules.can_fetch("bot", path)] == []


def test_a_favicon_is_found_by_whoever_asks_without_a_page(client):
    answer = client.get("/favicon.ico")
    file: Any = finders.find(answer.url.removeprefix(settings.STATIC_URL))

    assert answer.status_code == 302
    assert Path(file).read_bytes().startswith(b"\x00\x00\x01\x00")


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@muster.example", "Contact: mailto:security@muster.example"),
        ("https://muster.example/report", "Contact: https://muster.example/report"),
    ],
)
def test_whoever_finds_a_hole_learns_whom_to_tell(client, settings, contact, line):
    settings.SECURITY_CONTACT, settings.SITE_URL = contact, "https://muster.example"

    answer = client.get(reverse("security-txt"))
    lines = answer.text.splitlines()
    told = dict(each.split(": ", 1) for each in lines)
    expires = datetime.fromisoformat(told["Expires"]).astimezone(UTC)

    assert reverse("security-txt") == "/.well-known/security.txt"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert line in lines
    assert told["Canonical"] == "https://muster.example/.well-known/security.txt"
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)
