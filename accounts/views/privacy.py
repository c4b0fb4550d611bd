"""Who sees what of one, whom one blocks, and how one leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.profile import set_privacy
from accounts.decorators import settles
from accounts.forms.privacy import PrivacyForm
from accounts.http import MemberRequest
from accounts.models import Profile
from accounts.views.blocks import blocks_context
from accounts.views.settings import profile_of


@settles
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def privacy(request: MemberRequest) -> HttpResponse:
    profile = profile_of(request) or Profile()
    if request.method != "POST":
        fields = PrivacyForm.base_fields
        shown = {name: getattr(profile, name) for name in fields}
        return _page(request, PrivacyForm(initial=shown), profile)
    form = PrivacyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, profile, status=422)
    set_privacy(request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("accounts:privacy")


def _page(
    request: MemberRequest, form: PrivacyForm, profile: Profile, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "profile": profile,
        **blocks_context(request.user),
    }
    return render(request, "accounts/privacy.html", context, status=status)
