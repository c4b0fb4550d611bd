"""What is one's own, in figures: listings that one looks after, and one's page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import logged_in
from accounts.http import MemberRequest
from listings.views.statistics_data import PERIODS, statistics_of


@require_safe
@logged_in
@never_cache
def statistics(request: MemberRequest) -> HttpResponse:
    days = {str(each): each for each in PERIODS}.get(
        request.GET.get("days", ""), PERIODS[0]
    )
    figures = statistics_of(request.user, days=days)
    return render(
        request, "listings/statistics.html", {"figures": figures, "periods": PERIODS}
    )
