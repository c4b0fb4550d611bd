"""What every template may use beside its own context."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

THEMES = ("light", "dark")


def site(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    return {
        "language": get_language(),
        "here": part_of_site(request.path),
        "demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
        "now": timezone.now(),
        "sandbox_url": settings.SANDBOX_URL if settings.OUTSIDE == "sandbox" else "",
    }


def part_of_site(path: str) -> str:
    """/listings/ and, for everything below it, /listings/-: as much as the head of a
    page, which is kept for each, tells apart."""
    part, _, rest = path[1:].partition("/")
    return f"/{part}/-" if rest else path
