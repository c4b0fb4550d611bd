"""Types of requests as our views meet them."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpRequest

from config.lib.zones import LazyZone

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class SiteRequest(HttpRequest):
    """A request after all middleware: only for type checkers."""

    htmx: "HtmxDetails"
    zone: LazyZone


def came_from(request: HttpRequest, path: str) -> str:
    """The address at `path` that the visitor came from, with its query; empty where they
    came from elsewhere. A browser says it of pages of the same site only."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or came.path != path:
        return ""
    return f"{path}?{came.query}" if came.query else path
