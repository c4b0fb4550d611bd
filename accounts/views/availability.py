"""When one can raid."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.availability import set_availability
from accounts.decorators import settles
from accounts.forms.availability import (
    BY_KEY,
    PRESETS,
    AvailabilityEditor,
    with_preset,
    without_rows,
)
from accounts.http import MemberRequest
from accounts.models import Profile
from accounts.views.setting_up import after_step, known_of, setting_up
from accounts.views.settings import own_page, profile_of
from config.lib.forms import week_grid, with_one_more
from config.lib.week.words import hours


@settles
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def availability(request: MemberRequest) -> HttpResponse:
    """`preset=` fills rows in and `preset=none` empties them; only saving keeps them."""
    profile, zone = profile_of(request), request.zone.key
    if request.method != "POST":
        return _page(request, AvailabilityEditor(profile, zone=zone), profile)
    data, preset = with_one_more(request.POST), request.POST.get("preset")
    if preset:
        data = _filled(data, preset)
    editor = AvailabilityEditor(profile, zone=zone, data=data)
    if preset:
        return _page(request, editor, profile, is_new=True)
    if "more" in data:
        return _page(request, editor, profile)
    if not editor.is_valid():
        return _page(request, editor, profile, status=422)
    before = setting_up(request.user, known_of(request.user))
    set_availability(request.user, editor.windows, editor.zone)
    messages.success(request, _("Raid times saved."))
    return after_step(request, before, reverse("accounts:availability"))


def _filled(data: Any, key: str) -> Any:
    if preset := BY_KEY.get(key):
        return with_preset(data, preset)
    return without_rows(data) if key == "none" else data


def _page(
    request: MemberRequest,
    editor: AvailabilityEditor,
    profile: Profile | None,
    *,
    status: int = 200,
    is_new: bool = False,
) -> HttpResponse:
    minutes = sum(window.length for window in profile.windows) if profile else 0
    said_in = profile.time_zone if profile and profile.schedule else ""
    context = {
        "editor": editor,
        "moved_from": said_in if said_in != request.zone.key else "",
        "presets": PRESETS,
        "is_new": is_new,
        "hours": hours(minutes) if minutes else "",
        **week_grid(),
        **own_page(request, profile),
    }
    return render(request, "accounts/availability.html", context, status=status)
