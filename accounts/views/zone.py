"""The zone picker: a page of its own, and a sheet over any other."""

from contextlib import suppress
from itertools import groupby
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.middleware import HtmxDetails

from accounts.middleware import COOKIE
from config.lib.week import other_zone_names, zone, zone_label, zone_names
from config.lib.zones import LazyZone

YEAR = 365 * 24 * 60 * 60  # seconds


class Request(HttpRequest):
    htmx: HtmxDetails
    zone: LazyZone


@require_http_methods(["GET", "HEAD", "POST"])
def set_zone(request: Request) -> HttpResponse:
    if request.method == "POST":
        chosen = zone(request.POST.get("zone", ""))
        if chosen:
            return _keep(request, chosen.key)
    refused = request.method == "POST"
    template = "accounts/zone.html" + ("#sheet" if request.htmx else "")
    mine = request.zone.key
    context = {
        "areas": _areas(),
        "others": other_zone_names(),
        "unlisted": "" if mine in zone_names() else mine,
        "next": _way_back(request),
        "refused": refused,
    }
    response = render(request, template, context, status=422 if refused else 200)
    patch_vary_headers(response, ("HX-Request",))
    return response


def _keep(request: Request, name: str) -> HttpResponse:
    if request.user.is_authenticated:
        # One column, unread: whatever else is being saved elsewhere stays as it is.
        get_user_model().objects.filter(pk=request.user.pk).update(time_zone=name)
    shown = _("server time (ST)") if name == "UTC" else zone_label(name)
    messages.success(request, _("Times are now shown in %(zone)s.") % {"zone": shown})
    back = _in_zone(_way_back(request), name)
    # Asked again: taken apart and put together, "/\\t///host" became "//host".
    response = HttpResponseRedirect(back if _is_ours(request, back) else "/")
    response.set_cookie(
        COOKIE,
        name,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _way_back(request: Request) -> str:
    """The page that one came from; the form remembers it."""
    asked = request.POST.get("next") or _came_from(request) or "/"
    return asked if _is_ours(request, asked) else "/"


def _came_from(request: Request) -> str:
    """The page below the sheet, or the one whose link was followed."""
    said = request.htmx.current_url if request.htmx else request.headers.get("Referer")
    with suppress(ValueError):  # no address at all
        page = urlsplit(said or "")
        if page.netloc == request.get_host() and page.path != request.path:
            return urlunsplit(page._replace(scheme="", netloc=""))
    return ""


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def _in_zone(address: str, name: str) -> str:
    """The same page; one whose address names a zone is asked for in the new one."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    if "tz" not in query:
        return address
    query["tz"] = name
    return urlunsplit(parts._replace(query=query.urlencode(safe="/")))


def _areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones to choose from by area: (area, [(name, place)])."""
    places = [name for name in zone_names() if "/" in name]
    return [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names])
        for area, names in groupby(places, key=lambda name: name.partition("/")[0])
    ]
