"""What a page stands for that is not the page that was asked for.

Signs are looked for as elements, never as words: a player may write any sentence into
the profile text, but no element.
"""

from http import HTTPStatus

from selectolax.lexbor import LexborHTMLParser

from integrations.errors import Permanent, RateLimited, Temporary
from integrations.lodestone import selectors
from integrations.lodestone.errors import (
    SERVICE,
    Blocked,
    Maintenance,
    PageHidden,
    PageNotFound,
    changed,
)

WAIT_AFTER_429 = 300.0  # seconds; who knows the answer's Retry-After knows better
_HEAL = frozenset((HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY))


def check_status(status: int) -> None:
    """Raise what the status alone says. 200, 403, 502 and 503 need a look at the page."""
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise PageNotFound(SERVICE, status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RateLimited(SERVICE, WAIT_AFTER_429, status=status)
    if 400 <= status < 500 and status != HTTPStatus.FORBIDDEN and status not in _HEAL:
        raise Permanent(SERVICE, status)


def check_body(tree: LexborHTMLParser, status: int) -> None:
    """Raise what the page says where it is not the page that was asked for."""
    if not tree.css_first(selectors.MAIN) and tree.css_first(selectors.CHALLENGE):
        raise Blocked(SERVICE, "asks for a human", status=status)
    if tree.css_first(selectors.MAINTENANCE):
        raise Maintenance(SERVICE, status=status)
    heading = tree.css_first(selectors.ERROR)
    if status == HTTPStatus.FORBIDDEN:
        if heading:
            raise PageHidden(SERVICE, status)
        raise Blocked(SERVICE, "forbidden", status=status)
    if status in {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}:
        raise Maintenance(SERVICE, status=status)
    if status != HTTPStatus.OK:
        raise Temporary(SERVICE, f"status {status}", status=status)
    if heading:
        _raise_heading(heading.text())


def _raise_heading(text: str) -> None:
    words = text.strip(" .\n\t\xa0").lower()
    if words == selectors.ERROR_NOT_FOUND:
        raise PageNotFound(SERVICE)
    if words == selectors.ERROR_HIDDEN:
        raise PageHidden(SERVICE)
    raise changed("error page")
