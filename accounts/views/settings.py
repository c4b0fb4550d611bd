"""What the pages below /settings/ share."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.decorators import logged_in
from accounts.http import MemberRequest
from accounts.models import Profile
from accounts.views.setting_up import known_of, setting_up


@logged_in
@require_safe
def first(request: MemberRequest) -> HttpResponse:
    return redirect("accounts:profile")


def profile_of(request: MemberRequest) -> Profile | None:
    """None for who has said nothing yet."""
    return Profile.objects.filter(pk=request.user.pk).first()


def own_page(request: MemberRequest, profile: Profile | None) -> dict[str, Any]:
    """What accounts/_own.html shows above each of these pages."""
    return {
        "profile": profile,
        "setting_up": setting_up(request.user, known_of(request.user)),
    }
