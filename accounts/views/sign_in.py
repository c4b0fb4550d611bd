"""What stands around allauth's views: where forms may lead."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
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


login = leads_away(account.login)
signup = leads_away(account.signup)
connections = leads_away(social.connections)
