"""What machines ask every site for: robots.txt, a favicon, whom to tell of a hole."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Whatever else is private asks to log in first, and that page is listed here.
NOT_FOR_SEARCH = (
    "/accounts/", "/admin/", "/api/", "/health/", "/listings/counts/",
    "/listings/new/", "/live/", "/mail/", "/players/counts/", "/settings/",
    "/teams/invites/", "/teams/new/",
)  # fmt: skip
SECURITY_TXT = "/.well-known/security.txt"
KEPT_SECONDS = 86_400
PROMISED_DAYS = 180  # RFC 9116 wants less than a year


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_SEARCH)]
    return _plain(lines)


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without having read a page, which names the SVG."""
    return redirect(static("img/favicon.ico"))


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def security(request: HttpRequest) -> HttpResponse:
    contact = settings.SECURITY_CONTACT
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = today + timedelta(days=PROMISED_DAYS)
    return _plain(
        [
            f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en",
            f"Canonical: {settings.SITE_URL}{SECURITY_TXT}",
        ]
    )


def _plain(lines: list[str]) -> HttpResponse:
    text = "\n".join([*lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
