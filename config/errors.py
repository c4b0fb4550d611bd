"""Every failure in the form that its asker reads: a page, a line for htmx, or JSON."""

import logging
from contextlib import suppress
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from config import api
from config.refusals import title_of

logger = logging.getLogger(__name__)

WORDS = {
    400: _("The request cannot be read."),
    403: _("You can't do this."),
    404: _("There is nothing at this address."),
    405: _("This address cannot be used in this way."),
    413: _("This is more than Muster takes at once."),
    429: _("Too many tries. Wait a while, then try again."),
    500: _("Something went wrong on our side."),
    503: _("Muster cannot reach its records just now; try again in a minute."),
}
ALONE = frozenset({500, 503})  # these ask neither session nor database
DRAINED_AT_MOST_BYTES = 64 * 1024 * 1024
# Of SQLSTATE: cannot connect, shut down, starting, no place left.
AWAY = ("08", "57P", "53300")


def respond(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The failure as a page `errors/<status>.html`, or what fits the asker better."""
    words = context.setdefault("words", gettext(WORDS[status]))
    number = getattr(request, "number", "")
    if api.wants_json(request):
        errors = context.get("errors")
        return api.failure(words, status=status, errors=errors, request_id=number)
    if "HX-Request" in request.headers and "HX-Boosted" not in request.headers:
        # htmx does not put a failure into the page; a whole page would be for nobody.
        return HttpResponse(f"{words} {number}", "text/plain", status)
    context |= {"status": status, "request_id": number}
    asked = None if status in ALONE else request
    try:
        page: str = render_to_string(f"errors/{status}.html", context, request=asked)
    except Exception as error:
        if is_database_away(error) and status != 503:
            return respond(request, 503)
        logger.exception("The page for %s cannot be shown", status)
        page = _bare_page(status, words, number)
    return HttpResponse(page, status=status)


def _bare_page(status: int, words: str, number: str) -> str:
    return format_html(
        "<!doctype html><meta charset=utf-8><title>{0} · Muster</title>"
        '<h1>{0}</h1><p>{1}</p><p><a href="/">Muster</a></p><p><code>{2}</code></p>',
        status,
        words,
        number,
    )


def is_database_away(error: BaseException | None) -> bool:
    """Whether the database cannot be reached, as opposed to refusing a statement."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(AWAY)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        drain(request)
        return respond(request, 413)
    if isinstance(exception, TooManyFieldsSent):
        return respond(request, 413)
    return respond(request, 400)


def drain(request: HttpRequest) -> None:
    """Read what is still under way: who is cut off while sending sees no answer."""
    left = DRAINED_AT_MOST_BYTES
    with suppress(OSError):  # gone in the meantime
        while left > 0 and (chunk := request.read(64 * 1024)):
            left -= len(chunk)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    cause = str(exception) or gettext("Your account doesn't have the right to do it.")
    return _refuse(request, title_of(request.resolver_match), cause)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("Refused for its origin or token: %s", reason)
    why = _("Either it was open for too long, or you logged in or out in another tab. "
            "Go back, reload the page and send it again.")  # fmt: skip
    return _refuse(request, gettext("This page is out of date"), gettext(why))


def _refuse(request: HttpRequest, title: str, cause: str) -> HttpResponse:
    """The words that stand alone, for htmx and JSON, say the cause as well."""
    words = f"{title}. {cause}"
    return respond(request, 403, words=words, title=title, cause=cause)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What allauth still counts by itself goes by the mailbox, and the hour."""
    words = _("Too many tries. Wait up to an hour, then try again.")
    return respond(request, 429, words=gettext(words))


def server_error(request: HttpRequest) -> HttpResponse:
    return respond(request, 500)
