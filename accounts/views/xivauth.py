"""To XIVAuth and back, with the characters that are verified there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.outside import xivauth
from accounts.actions.xivauth import visited_xivauth, xivauth_is_on
from accounts.decorators import logged_in, writes
from accounts.http import MemberRequest
from accounts.models import XivAuthVisit
from accounts.views.characters import TOGETHER
from integrations.xivauth.client import is_same_state, new_state

KEY = "xivauth-characters"  # in the session, from the way there to the way back
LONGEST_CODE = 500


@writes
@require_POST
def start(request: MemberRequest) -> HttpResponse:
    if not xivauth_is_on():
        raise Http404
    state = new_state()
    request.session[KEY] = {"state": state, "shows": request.POST.get("shows")}
    return redirect(xivauth().authorize_address(_way_back(request), state))


@writes
@require_safe
def callback(request: MemberRequest) -> HttpResponse:
    """Only who began it in this very browser comes back by it, and only once."""
    kept: dict[str, Any] = request.session.pop(KEY, None) or {}
    code, error = request.GET.get("code", ""), request.GET.get("error", "")
    if not is_same_state(kept.get("state"), request.GET.get("state")):
        text = _("This way back from XIVAuth was used already, or did not begin here. "
                 "Start again.")  # fmt: skip
    elif error == "access_denied":
        text = _("You did not allow it, so XIVAuth told Muster nothing. You can verify "
                 "by a code instead.")  # fmt: skip
    elif error or not code or len(code) > LONGEST_CODE or "\0" in code:
        text = _("XIVAuth sent you back without a permission. Start again, or verify "
                 "by a code.")  # fmt: skip
    else:
        visit = visited_xivauth(
            request.user,
            code=code,
            redirect_uri=_way_back(request),
            shows=kept.get("shows") is not None,
            together=kept.get("shows") == TOGETHER,
        )
        return redirect("accounts:xivauth-visit", visit.pk)
    messages.warning(request, text)
    return redirect("accounts:characters")


@logged_in
@require_safe
def visit(request: MemberRequest, pk: UUID) -> HttpResponse:
    mine = XivAuthVisit.objects.filter(user=request.user, pk=pk).first()
    if mine is None:
        raise Http404
    if request.htmx and request.GET.get("seen") == mine.stamp:
        return HttpResponse(status=204)
    template = "accounts/xivauth.html" + ("#panel" if request.htmx else "")
    response = render(request, template, {"visit": mine})
    patch_vary_headers(response, ("HX-Request",))
    return response


def _way_back(request: MemberRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:xivauth-callback"))
