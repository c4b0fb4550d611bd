"""Note that somebody reads a page, without asking the database for it."""

import re
from typing import Literal
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from config.lib.http import SiteRequest
from config.lib.visits import note_visit

# Whoever reads for others, and says so.
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|preview|embed|fetch|scan|monitor|uptime|facebookexternal"
    r"|curl|wget|python|java/|go-http|okhttp|axios|feed",
    re.IGNORECASE,
)


def count_view(
    request: SiteRequest, kind: Literal["listing", "player"], key: UUID
) -> None:
    """One more reader of today. Not called for a page of one's own; machines, prefetched
    pages and HEAD are no readers. Who reads twice a day is one."""
    if request.method == "GET" and not _is_machine(request):
        note_visit(f"{kind}:{key}", _visitor(request), timezone.now().date())


def _is_machine(request: SiteRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    if not agent or _MACHINE.search(agent):
        return True
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get(
        "Purpose", ""
    )
    return "prefetch" in purpose or "prerender" in purpose or "X-Moz" in request.headers


def _visitor(request: SiteRequest) -> str:
    """What tells visitors apart for a day; see `config.lib.visits` for what becomes of
    it."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a proxy that does not say
        address = ""
    return f"{address} {request.headers.get('User-Agent', '')}"
