"""Types of requests as our views meet them."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from config.lib.zones import LazyZone

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class SiteRequest(HttpRequest):
    """A request after all middleware: only for type checkers."""

    htmx: "HtmxDetails"
    zone: LazyZone
