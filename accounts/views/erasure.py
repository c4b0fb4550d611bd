"""The page where somebody erases their account."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.erasure import erase_account, led_teams
from accounts.decorators import logged_in
from accounts.exceptions import LeadsOthersError
from accounts.forms.erasure import EraseForm
from accounts.http import MemberRequest
from accounts.models import Team


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@logged_in
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth's
def erase(request: MemberRequest) -> HttpResponse:
    """Open to who is suspended too: everybody may leave."""
    form = EraseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _is_done(request):
        logout(request)
        messages.success(request, _("Your account is erased. Farewell."))
        return redirect("home")
    context = {"form": form, **_what_ends(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/erase.html", context, status=status)


def _is_done(request: MemberRequest) -> bool:
    try:
        erase_account(request.user)
    except LeadsOthersError:
        return False  # the page says which teams
    return True


def _what_ends(request: MemberRequest) -> dict[str, Any]:
    return {
        "to_hand_over": [*led_teams(request.user)],
        "ending": [*Team.objects.of_one(request.user)],
    }
