"""The name under which one is found."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.handles import change_handle
from accounts.decorators import settles
from accounts.exceptions import HandleTakenError, HandleTooSoonError
from accounts.forms.handle import HandleForm
from accounts.http import MemberRequest
from accounts.models import FormerHandle, User
from config.lib.moments import exact_time


@settles
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def handle(request: MemberRequest) -> HttpResponse:
    before = request.user.handle
    form = HandleForm(request.POST or None, initial={"handle": before})
    if request.method != "POST":
        return _page(request, form)
    if not (form.is_valid() and take_handle(request.user, form)):
        return _page(request, form, status=422)
    messages.success(
        request,
        _("You are %(handle)s now. Your old address leads here.")
        % {"handle": form.cleaned_data["handle"]},
    )
    return redirect("accounts:handle")


def take_handle(user: User, form: HandleForm) -> bool:
    """Whether they have it now; if not, the form says why."""
    try:
        change_handle(user, form.cleaned_data["handle"])
    except HandleTakenError:
        form.add_error(
            "handle",
            _(
                "Somebody has this handle, had it before, or has one that looks like it."
            ),
        )
    except HandleTooSoonError as error:
        form.add_error("handle", _too_soon(error.allowed_at))
    return form.is_valid()


def _too_soon(at: datetime) -> str:
    return _("You can change your handle once a week. Next: %(when)s.") % {
        "when": exact_time(at)
    }


def _page(
    request: MemberRequest, form: HandleForm, *, status: int = 200
) -> HttpResponse:
    allowed_at = request.user.handle_changes_at
    context = {
        "form": form,
        "former": FormerHandle.objects.filter(user=request.user).order_by("-until"),
        "too_soon": _too_soon(allowed_at) if allowed_at else "",
    }
    return render(request, "accounts/handle.html", context, status=status)
