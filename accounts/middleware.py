"""The zone in which this viewer's times are shown."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from config.lib.week import zone
from config.lib.zones import LazyZone

UTC = ZoneInfo("UTC")
COOKIE = "zone"


def viewer_zone(request: HttpRequest) -> ZoneInfo:
    """The zone the account chose, else the cookie's, else server time."""
    # Without a session cookie nobody is logged in: the session stays untouched.
    if (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.user.is_authenticated
    ):
        chosen = zone(request.user.time_zone)
        if chosen:
            return chosen
    return zone(request.COOKIES.get(COOKIE, "")) or UTC


def is_admin(request: HttpRequest) -> bool:
    """Moderators compare what they see with logs and with each other: in server time,
    shown and typed."""
    return request.path_info.startswith("/admin/")


class ViewerZoneMiddleware:
    """Sets `request.zone`, which is the present zone as long as the request lasts; costs
    nothing on pages that show no time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = LazyZone(lambda: viewer_zone(request))
        request.zone = found  # type: ignore[attr-defined]
        with timezone.override(UTC if is_admin(request) else found):
            response = self.get_response(request)
        if found.was_needed:
            patch_vary_headers(response, ("Cookie",))
        return response
