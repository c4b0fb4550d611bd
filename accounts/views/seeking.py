"""That one looks for a team, for some time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.profile import seek, stop_seeking
from accounts.decorators import settles
from accounts.http import MemberRequest


@settles
@require_http_methods(["GET", "HEAD", "POST"])
def seeking(request: MemberRequest) -> HttpResponse:
    """`do=stop` ends it; else it begins, or begins anew. A link leads to the buttons."""
    if request.method != "POST":
        return redirect(reverse("accounts:profile") + "#seeking")
    if request.POST.get("do") == "stop":
        stop_seeking(request.user)
        messages.success(request, _("You no longer look for a static."))
    else:
        seek(request.user)
        messages.success(request, _("You look for a static, for 60 days from now."))
    return redirect("accounts:profile")
