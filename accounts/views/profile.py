"""What one says of oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.profile import edit_profile
from accounts.decorators import settles
from accounts.forms.profile import ProfileEditor
from accounts.http import MemberRequest
from accounts.models import Profile
from accounts.views.setting_up import after_step, known_of, setting_up
from accounts.views.settings import own_page, profile_of
from config.lib.forms import with_one_more


@settles
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        known = profile_of(request)
        return _page(request, ProfileEditor(known), known)
    editor = ProfileEditor(None, data=with_one_more(request.POST))
    if "more" in request.POST:
        return _page(request, editor, profile_of(request))
    if not editor.is_valid():
        return _page(request, editor, profile_of(request), status=422)
    before = setting_up(request.user, known_of(request.user))
    edit_profile(request.user, **editor.said())
    messages.success(request, _("Profile saved."))
    return after_step(request, before, reverse("accounts:profile"))


def _page(
    request: MemberRequest,
    editor: ProfileEditor,
    profile: Profile | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"editor": editor, **own_page(request, profile)}
    return render(request, "accounts/profile.html", context, status=status)
