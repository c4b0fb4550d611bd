"""Players who seek a team: a plain list for now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Profile
from config.lib.http import SiteRequest

PAGE = 50


@require_safe
def players(request: SiteRequest) -> HttpResponse:
    """Those who seek, by handle; `after` is the handle that went before."""
    found = (
        Profile.objects.seeking()
        .visible_to(request.user)
        .select_related("user")
        .order_by("user__handle")
    )
    after = request.GET.get("after", "")[:30].replace("\x00", "")
    if after:
        found = found.filter(user__handle__gt=after)
    rows = list(found[: PAGE + 1])
    context = {
        "players": rows[:PAGE],
        "next_url": f"?after={rows[PAGE - 1].user.handle}" if len(rows) > PAGE else "",
        "first_url": request.path if after else "",
    }
    return render(request, "listings/players.html", context)
