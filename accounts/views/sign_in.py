"""What stands around allauth's views: where forms may lead, why one is asked to log in,
and the mail sent once more."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.email_verification import (
    send_verification_email_at_login,
)
from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount import views as social
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.sign_in.providers import origins
from accounts.sign_in.reasons import reason

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


class LoginView(account.LoginView):  # type: ignore[misc]  # untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "reason": reason(get_next_redirect_url(self.request))}


@require_POST
@login_stage_required(EmailVerificationStage.key, "account_login")  # type: ignore[untyped-decorator]
def send_again(request: Any) -> HttpResponse:
    """To whom signed up in this browser, whether or not the address had an account: both
    are written to, as often, and told the same."""
    if not send_verification_email_at_login(request, request._login_stage.login):
        messages.info(
            request,
            _(
                "We wrote to this address just now. Wait three minutes for the next mail."
            ),
        )
    return redirect("account_email_verification_sent")


login = leads_away(LoginView.as_view())
signup = leads_away(account.signup)
connections = leads_away(social.connections)
