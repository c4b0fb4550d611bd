"""The site's addresses, and some that fail in every way there is."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    SuspiciousOperation,
)
from django.db import connection
from django.db.utils import ConnectionHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.models import User
from config import urls
from config.lib.tests.redises import refused_location

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
SAID = "what-nobody-else-may-read"


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def asks_absent_database(request: HttpRequest) -> HttpResponse:
    port = refused_location().rpartition(":")[2].partition("/")[0]
    away = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": port}
    away["OPTIONS"] = {}
    ConnectionHandler({"default": away})["default"].ensure_connection()
    return HttpResponse()


def asks_nonsense(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    return HttpResponse()


def writes_no_whole_row(request: HttpRequest) -> HttpResponse:
    nobody: dict[str, Any] = {"date_joined": None}
    User.objects.create(email=f"{request.POST['text']}@example.com", **nobody)
    return HttpResponse()


def too_many(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": "7"})


def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


def view_of(kind: str) -> Callable[[HttpRequest], HttpResponse]:
    return {
        "400": raising(SuspiciousOperation("no")),
        "403": raising(PermissionDenied("no")),
        "404": raising(Http404("no")),
        "405": require_POST(reads),
        "429": too_many,
        "500": raising(RuntimeError("no")),
        "503": asks_absent_database,
        "nonsense": asks_nonsense,
        "row": writes_no_whole_row,
        "suspicious": raising(SuspiciousOperation(SAID)),
        "bad": raising(BadRequest(SAID)),
        "reads": csrf_exempt(reads),
    }[kind]


def fails(request: HttpRequest, kind: str) -> HttpResponse:
    return view_of(kind)(request)


fails.csrf_exempt = True  # type: ignore[attr-defined]

urlpatterns = [
    *urls.urlpatterns,
    path("fails/<str:kind>/", fails),
    path("api/fails/<str:kind>/", fails),
]
