"""What stands around allauth's views: where forms may lead."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.http import HttpResponse

from accounts.forms.handle import HandleForm
from accounts.sign_in.providers import origins
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


login = leads_away(account.login)
signup = leads_away(account.signup)
connections = leads_away(social.connections)
