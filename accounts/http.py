"""Requests of people who are logged in, and forms that create something once."""

import hashlib
import json
import re
from collections.abc import Callable

from accounts.actions.submissions import create_once
from accounts.models import User
from config.lib.http import SiteRequest

FORM_KEY = "form_key"  # the tag `form_key` draws it
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{16,64}")


class MemberRequest(SiteRequest):
    user: User  # `writes` lets nobody else pass


def once(request: MemberRequest, create: Callable[[], str]) -> str:
    """`create` something and return its address; or return that address, where the very
    form was sent before. Raises AlreadyCreatedError where it says something else now.
    What `create` tells the visitor is not said of a repetition: the thing may have been
    taken back since.

    A form without a key, or with one that Muster did not draw, simply creates.
    """
    key = request.POST.get(FORM_KEY, "")
    if not WELL_FORMED.fullmatch(key):
        return create()
    return create_once(request.user, key, _fingerprint(request), create)


def _fingerprint(request: MemberRequest) -> str:
    said = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in {FORM_KEY, "csrfmiddlewaretoken"}
    )
    return hashlib.sha256(json.dumps([request.path, said]).encode()).hexdigest()
