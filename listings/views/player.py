"""One player, read."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from config.lib.http import SiteRequest, came_from
from config.lib.text import render_markdown
from listings.strips.claims import Clock
from listings.views.counting import count_view
from listings.views.player_data import player_of
from listings.views.player_facts import facts_of
from listings.views.player_rows import find_player, may_invite, shown_characters


@require_safe
def player(request: SiteRequest, handle: str) -> HttpResponse:
    found = find_player(handle, request.user)
    if found is None:
        raise Http404
    if found.handle != handle:
        return _moved(request, found.get_absolute_url())
    if found.pk != request.user.pk:
        count_view(request, "player", found.pk)
    page = player_of(
        found,
        shown_characters(found),
        viewer=request.user,
        clock=Clock(timezone.now(), request.zone.found),
        chosen=request.GET.get("character", ""),
    )
    context = {
        "page": page,
        "player": found,  # for what may be done about them
        "hosts": may_invite(request.user, found) if page.seeks_until else [],
        "facts": facts_of(page),
        "about": render_markdown(page.profile.about, request.zone),
        "results": came_from(request, reverse("listings:players")),
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "listings/player.html", context)


def _moved(request: SiteRequest, address: str) -> HttpResponse:
    """For good; but a name can be taken back, so no browser may keep the way there."""
    query = request.META.get("QUERY_STRING", "")
    moved = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    patch_cache_control(moved, no_cache=True)
    return moved
