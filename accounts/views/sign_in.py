"""What stands around allauth's views: where forms may lead, and how often one returns."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.core.internal import ratelimit
from allauth.socialaccount import views as social
from django.http import HttpResponse

from accounts.sign_in.providers import origins

View = Callable[..., HttpResponse]


def leads_away(view: View) -> View:
    """Its forms may lead to the providers: a browser counts the redirect that follows
    a form as the form's own target."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if to := origins():
            response._csp_update = {"form-action": to}  # type: ignore[attr-defined]
        return response

    return answered


def comes_back(view: View) -> View:
    """Each return costs a call outside: only so many from one place."""
    return limited("provider", view, limit_get=True)


def limited(action: str, view: View, *, limit_get: bool = False) -> View:
    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = ratelimit.consume_or_429(
            request, app="allauth.account", action=action, limit_get=limit_get
        )
        return refused or view(request, *args, **kwargs)

    return answered


login = leads_away(account.login)
signup = leads_away(account.signup)
connections = leads_away(social.connections)
social_signup = limited("signup", social.signup)
