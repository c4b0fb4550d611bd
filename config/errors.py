"""Own pages for what goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return defaults.permission_denied(request, Exception(reason))
