"""What a view asks of its visitor before it does anything."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.exceptions import (
    NotAMemberError,
    NotYoursToDoError,
    SuspendedError,
)
from accounts.models import Membership
from accounts.rules import is_suspended
from config.lib.http import SiteRequest

View = Callable[..., HttpResponse]


def writes(view: View) -> View:
    """The visitor is logged in and may write; a suspended one is told why not."""

    @wraps(view)
    def checked(request: SiteRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return _to_log_in(request)
        if is_suspended(user):
            raise SuspendedError(user)
        return view(request, *args, **kwargs)

    return checked


def logged_in(view: View) -> View:
    """The visitor is logged in; who is suspended may do this too."""

    @wraps(view)
    def checked(request: SiteRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_log_in(request)
        return view(request, *args, **kwargs)

    return checked


def settles(view: View) -> View:
    """A page of the visitor's own settings: read by whoever is logged in, changed by who
    may write."""
    read, write = logged_in(view), writes(view)

    @wraps(view)
    def checked(request: SiteRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_read = request.method in ("GET", "HEAD")
        return (read if is_read else write)(request, *args, **kwargs)

    return checked


def _to_log_in(request: SiteRequest) -> HttpResponse:
    """And back to where one came from: a button pressed is not pressed once more."""
    back = request.get_full_path()
    if request.method == "POST" or request.htmx:
        back = _page_before(request)
    if request.htmx:
        return HttpResponseClientRedirect(
            redirect_to_login(back, reverse(settings.LOGIN_URL)).url
        )
    return redirect_to_login(back, reverse(settings.LOGIN_URL))


def _page_before(request: SiteRequest) -> str:
    before = request.headers.get("Referer", "")
    host = {request.get_host()}
    if not url_has_allowed_host_and_scheme(before, host, request.is_secure()):
        return "/"
    parts = urlsplit(before)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def require(allowed: bool, membership: Membership | None) -> None:
    """What may be seen but not done is 403, which says why: no member, or the role."""
    if not allowed:
        raise NotAMemberError if membership is None else NotYoursToDoError
