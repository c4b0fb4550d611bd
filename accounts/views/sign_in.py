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

from accounts.forms.handle import HandleForm
from accounts.sign_in.providers import origins
from accounts.sign_in.reasons import reason
from accounts.views.handle import take_handle

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


class ConfirmEmail(account.ConfirmEmailView):  # type: ignore[misc]  # untyped
    """The button that confirms an address; at first also the handle is chosen here."""

    handle_form: HandleForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.object and _chooses_handle(user := self.object.email_address.user):
            form = self.handle_form or HandleForm(initial={"handle": user.handle})
            context["form"] = form
        return context

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        user = self.object.email_address.user
        can_confirm = self.object.email_address.can_set_verified()
        if can_confirm and _chooses_handle(user) and "handle" in self.request.POST:
            self.handle_form = HandleForm(self.request.POST)
            if not (
                self.handle_form.is_valid() and take_handle(user, self.handle_form)
            ):
                context = self.get_context_data()
                refused: HttpResponse = self.render_to_response(context, status=422)
                return refused
        confirmed: HttpResponse = super().post(*args, **kwargs)
        return confirmed


def _chooses_handle(user: Any) -> bool:
    """Somebody new; not who adds an address to an account in use."""
    return user.handle_chosen_at is None and user.handle == user.first_handle


login = leads_away(LoginView.as_view())
signup = leads_away(account.signup)
connections = leads_away(social.connections)
