"""Middleware for what goes wrong below, and for telling requests apart."""

import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django_structlog.middlewares import RequestMiddleware

from config import api, errors, limits
from config.lib.ids import shorten, uuid7
from config.lib.limits import LimitReachedError
from config.log_paths import shown_path

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestNumberMiddleware:
    """Numbers each request; the number stands in logs, answers and error pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = shorten(uuid7())
        request.number = number  # type: ignore[attr-defined]
        # What django-structlog takes over. A number of the asker's own is not kept.
        request.META["HTTP_X_REQUEST_ID"] = number
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = self.get_response(request)
        response["X-Request-ID"] = number
        return response


class DatabaseAwayMiddleware:
    """Answers 503 when the database cannot be reached, whoever asked for it.

    One that refuses is asked by each request, so that pages are there when it is. After
    one that hung, a request a second tries; the others are told at once. The exception
    itself is out of reach here, since Django turns it into a response in every layer;
    its signal is not.
    """

    PAUSE = 1.0  # seconds
    HUNG = 1.0  # seconds; so long no refusal takes

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.away_until: float | None = None
        got_request_exception.connect(note_database)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_wait(request):
            return self._away(request)
        asked = time.monotonic()
        response = self.get_response(request)
        if getattr(request, "database_is_away", False):
            now = time.monotonic()
            self.away_until = now + self.PAUSE if now - asked > self.HUNG else None
            return self._away(request)
        if not is_health(request):
            self.away_until = None
        return response

    def _must_wait(self, request: HttpRequest) -> bool:
        if self.away_until is None or is_health(request):
            return False
        now = time.monotonic()
        if now < self.away_until:
            return True
        self.away_until = now + self.PAUSE  # this one tries
        return False

    @staticmethod
    def _away(request: HttpRequest) -> HttpResponse:
        response = errors.respond(request, 503)
        response["Retry-After"] = "30"
        return response


def note_database(request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None and errors.is_database_away(sys.exc_info()[1]):
        request.database_is_away = True  # type: ignore[attr-defined]


def is_health(request: HttpRequest) -> bool:
    """Health must tell what is wrong, also while it is."""
    return request.path_info.startswith(("/health/", "/api/v1/health"))


class RequestLogMiddleware(RequestMiddleware):
    """Does not ask a database that is away, or may be, who is logged in; and tells no
    address that is a key."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {shown_path(request)}"

    def process_got_request_exception(
        self, sender: type[Any], request: HttpRequest, **kwargs: Any
    ) -> None:
        note_database(request)
        super().process_got_request_exception(sender, request, **kwargs)

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        if not (getattr(request, "database_is_away", False) or is_health(request)):
            RequestMiddleware.bind_user_id(request)


class FailureMiddleware:
    """Gives a failure without words its page, and every one below /api/ its form."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.streaming:
            return response
        if response.status_code not in errors.WORDS:
            return response
        below_api = request.path_info.startswith(api.PREFIX)
        is_json = response.headers.get("Content-Type") == "application/json"
        if response.content and (is_json or not below_api):
            return response
        answer = errors.respond(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response:
                answer[name] = response[name]
        return answer

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not isinstance(error, LimitReachedError):
            return None
        return limits.too_often(request, error.wait)


class LiveSourceMiddleware:
    """Lets a page listen to the live process, which has a port of its own in
    development: this very host, whatever name one came by, and the next port."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        host, _ = split_domain_port(request.get_host())
        source = f"{request.scheme}://{host}:{settings.LIVE_PORT}"
        # A view may have said where its forms lead.
        said = getattr(response, "_csp_update", None) or {}
        response._csp_update = {**said, "connect-src": [source]}  # type: ignore[attr-defined]
        return response
