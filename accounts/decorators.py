"""What a view asks of its visitor before it does anything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.rules import is_suspended

View = Callable[..., HttpResponse]


def writes(view: View) -> View:
    """The visitor is logged in and may write; a suspended one is told why not."""

    @wraps(view)
    def checked(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.suspended_until and is_suspended(user):
            until = user.suspended_until
            raise PermissionDenied(
                _("Your account is suspended until %(end)s ST: %(reason)s You can read "
                  "everything, and write again after that.")
                % {
                    "end": f"{date_format(until, 'DATE_FORMAT')}, {until:%H:%M}",
                    "reason": user.suspension_reason,
                }
            )  # fmt: skip
        return view(request, *args, **kwargs)

    return login_required(checked)


def require(allowed: bool) -> None:
    """What may be seen but not done is 403."""
    if not allowed:
        raise PermissionDenied
