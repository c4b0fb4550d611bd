"""Where somebody is logged in, and the end of that."""

from typing import Any

from allauth.usersessions.internal.flows.sessions import (
    end_other_sessions,
    end_sessions,
)
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.sign_in.devices import device
from accounts.sign_in.queries import live_sessions


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Any) -> HttpResponse:
    """The list; pressed, everything but this device is logged out."""
    if request.method == "POST":
        end_other_sessions(request, request.user)
        messages.success(request, _("You are logged out everywhere else."))
        return redirect("usersessions_list")
    here = request.session.session_key
    rows = [
        {
            "session": row,
            "device": device(row.user_agent),
            "here": row.session_key == here,
        }
        for row in live_sessions(request.user)
    ]
    rows.sort(key=lambda row: not row["here"])
    return render(request, "usersessions/usersession_list.html", {"rows": rows})


@login_required
@require_POST
def end(request: Any, pk: int) -> HttpResponse:
    """Pressed twice, it is done all the same; another's session is nowhere."""
    found = get_object_or_404(UserSession, pk=pk, user=request.user)
    end_sessions(request, [found])
    messages.success(request, _("You are logged out there."))
    return redirect("usersessions_list")
