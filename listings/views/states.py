"""Move a listing from state to state: each move is a POST of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.decorators import require, writes
from accounts.http import MemberRequest
from accounts.models import Membership
from accounts.rules import can_manage
from config.lib.states import TransitionError
from listings import actions
from listings.exceptions import ListingIncompleteError, ListingRefusalError
from listings.models import Listing
from listings.views.write import refusal, said_of

SAID: dict[str, Any] = {
    "publish": gettext_lazy("Your listing recruits, for 14 days from now."),
    "renew": gettext_lazy("Renewed: it recruits for another 14 days."),
    "pause": gettext_lazy("Taken off the board. Nobody but your team sees it."),
    "close": gettext_lazy("Closed. It stays readable at its address."),
}


def _view(name: str, action: Callable[..., Listing]) -> Callable[..., HttpResponse]:
    @writes
    @require_POST
    def move(request: MemberRequest, pk: UUID) -> HttpResponse:
        found = Listing.objects.visible_to(request.user).select_related("team")
        listing = get_object_or_404(found, pk=pk)
        membership = Membership.objects.of(request.user, listing.team_id)
        require(can_manage(membership), membership)
        try:
            moved = action(listing, by=request.user)
        except (
            ListingRefusalError,
            ListingIncompleteError,
            TransitionError,
        ) as error:
            messages.warning(request, refusal(error))
            if isinstance(error, ListingIncompleteError):
                return redirect("listings:edit", pk)
            return redirect(listing)
        messages.success(request, said_of(moved, str(SAID[name])))
        return redirect(listing)

    return move


publish = _view("publish", actions.publish)
renew = _view("renew", actions.renew)
pause = _view("pause", actions.pause)
close = _view("close", actions.close)
